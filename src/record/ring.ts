import type { RunRecord } from './record.ts';

/** What a ring holds, with its place in everything that it was ever told. */
export interface Positioned<Item> {
  /** 1 for the first, 2 for the second, … */
  readonly position: number;
  readonly item: Item;
}

/** The last so many of a stream, each with its position: for whoever comes late, or comes back. */
export class RecordRing<Item = RunRecord> {
  readonly #keep: number;
  /** The item at `position` stands at `position % keep`. */
  readonly #items: Item[] = [];
  #last = 0;

  /** `keep` is at least 1. */
  constructor(keep: number) {
    this.#keep = keep;
  }

  readonly add = (item: Item): void => {
    this.#items[++this.#last % this.#keep] = item;
  };

  /** The position of the newest; 0 when there was none yet. */
  get last(): number {
    return this.#last;
  }

  /** How many were told and are no longer held. */
  get fellOut(): number {
    return Math.max(0, this.#last - this.#keep);
  }

  /** Those held behind `position`, oldest first, at most so many; from 0, all of them. */
  since(position: number, atMost = Infinity): Positioned<Item>[] {
    const held: Positioned<Item>[] = [];
    const first = Math.max(position, this.fellOut) + 1;
    for (let at = first; at <= this.#last && at - first < atMost; at++) {
      held.push({ position: at, item: this.#items[at % this.#keep] as Item });
    }
    return held;
  }

  /** How many of those behind `position` fell out, so that {@link since} cannot give them. */
  missedSince(position: number): number {
    return Math.max(0, this.fellOut - position);
  }
}
