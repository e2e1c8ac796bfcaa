const fewestPlaces = 8;

/**
 * A queue: first in, first out, each in constant time however long it gets. Nobody but those that wait is kept alive by it: an array
 * that has grown old would keep, until a full collection, whatever it points to, even when nobody has the array any more.
 */
export class Fifo<T> {
  /** A ring of as many places as a power of two. */
  #places: (T | undefined)[] = [];
  #head = 0;
  #size = 0;

  /** How many items wait. */
  get size(): number {
    return this.#size;
  }

  /** Adds `item` at the end. */
  add(item: T): void {
    if (this.#size === this.#places.length) this.#grow();
    this.#places[this.#placeOf(this.#size++)] = item;
  }

  /** The first item, which stays; `undefined` when there is none. */
  peek(): T | undefined {
    return this.#places[this.#head];
  }

  /** Takes the first item out; `undefined` when there is none. */
  take(): T | undefined {
    if (this.#size === 0) return undefined;
    const item = this.#places[this.#head];
    this.#places[this.#head] = undefined;
    this.#head = this.#placeOf(1);
    this.#size--;
    return item;
  }

  /** Takes everything out. */
  clear(): void {
    this.#places.fill(undefined);
    this.#places = [];
    this.#head = 0;
    this.#size = 0;
  }

  #placeOf(index: number): number {
    return (this.#head + index) & (this.#places.length - 1);
  }

  #grow(): void {
    const before = this.#places;
    const places = Array.from({ length: Math.max(fewestPlaces, 2 * before.length) }, (_, index) =>
      index < before.length ? before[this.#placeOf(index)] : undefined,
    );
    before.fill(undefined);
    this.#places = places;
    this.#head = 0;
  }
}
