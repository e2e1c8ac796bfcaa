import type { Difference } from './differences.ts';

/** A difference in the messages of one type. */
export interface CountedDifference extends Difference {
  readonly vendor: string;
  /** `null` where the messages do not say, as with the type. */
  readonly feed: string | null;
  readonly eventType: string | null;
  /** How many messages have it. */
  readonly messages: number;
  /** How many messages of the type there are. */
  readonly of: number;
  /** The line of the first that has it. */
  readonly line: number;
}

/** A message as it is counted. */
export interface Compared {
  readonly vendor: string;
  readonly feed: string | null;
  readonly eventType: string | null;
  readonly line: number;
}

/** Counts differences by the type of the message. */
export class Tally {
  readonly #types = new Map<string, { count: number }>();
  readonly #found = new Map<string, { -readonly [Key in keyof CountedDifference]: CountedDifference[Key] }>();
  #messages = 0;
  #differing = 0;

  /** How many messages were compared, and how many of them differ. */
  get messages(): number {
    return this.#messages;
  }

  get differing(): number {
    return this.#differing;
  }

  add({ vendor, feed, eventType, line }: Compared, differences: readonly Difference[]): void {
    this.#messages++;
    if (differences.length > 0) this.#differing++;
    const type = JSON.stringify([vendor, eventType]);
    const known = this.#types.get(type);
    if (known === undefined) this.#types.set(type, { count: 1 });
    else known.count++;
    for (const one of differences) {
      const name = `${type} ${one.kind} ${one.path} ${one.found ?? ''}`;
      const counted = this.#found.get(name);
      if (counted === undefined)
        this.#found.set(name, { vendor, feed, eventType, ...one, messages: 1, of: 0, line });
      else counted.messages++;
    }
  }

  /** Type by type in the order in which they came, the most frequent first. */
  get differences(): CountedDifference[] {
    const order = [...this.#types.keys()];
    const typeOf = ({ vendor, eventType }: CountedDifference): string => JSON.stringify([vendor, eventType]);
    return [...this.#found.values()]
      .map((one) => ({ ...one, of: this.#types.get(typeOf(one))?.count ?? 0 }))
      .sort((a, b) => order.indexOf(typeOf(a)) - order.indexOf(typeOf(b)) || b.messages - a.messages);
  }
}
