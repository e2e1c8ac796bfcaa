/** Marks words that went well or badly, for a terminal; or leaves them as they are. */
export interface Paint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
}

const asItIs = (text: string): string => text;

/** Leaves all words as they are. */
export const noPaint: Paint = { good: asItIs, bad: asItIs, dim: asItIs, bold: asItIs };
