/** How many there were of what the centre numbers. */
export interface Numbering {
  readonly contacts: number;
  readonly customers: number;
  readonly callbacks: number;
}

/** Nothing has happened yet. */
export const fromTheBeginning: Numbering = { contacts: 0, customers: 0, callbacks: 0 };
