/** What can lie in {@link Slots}. */
export interface Slotted {
  /** Where it lies; -1: nowhere. Nobody else's to change. */
  slot: number;
}

/**
 * What is under way, added and taken out some ten thousand times a second. A Set would do the same, but each time it makes itself a
 * new table the old one points to it: once one of them has grown old, everything that was ever in those that follow stays until a
 * full collection.
 */
export class Slots<Item extends Slotted> {
  readonly #items: (Item | undefined)[] = [];
  readonly #free: number[] = [];

  get size(): number {
    return this.#items.length - this.#free.length;
  }

  add(item: Item): void {
    item.slot = this.#free.pop() ?? this.#items.length;
    this.#items[item.slot] = item;
  }

  /** Takes it out; false when it was not in. */
  delete(item: Item): boolean {
    if (item.slot < 0) return false;
    this.#items[item.slot] = undefined;
    this.#free.push(item.slot);
    item.slot = -1;
    return true;
  }

  /** All that are in, in no order that means anything. */
  list(): Item[] {
    return this.#items.filter((item) => item !== undefined);
  }
}
