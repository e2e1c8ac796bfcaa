/** How much a finding matters: `problem` keeps phoney from working, `warning` may, `note` is for those who wonder. */
export type Weight = 'good' | 'note' | 'warning' | 'problem';

/** What was seen of one thing that phoney needs. */
export interface Finding {
  /** What was looked at, in a word or two. */
  readonly about: string;
  readonly weight: Weight;
  /** A sentence, with the value. */
  readonly saw: string;
  /** What to do; only where something is to be done. */
  readonly advice?: string;
}

/** The environment's variables. */
export type Environment = Readonly<Record<string, string | undefined>>;
