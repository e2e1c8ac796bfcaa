/**
 * A priority queue of what is to happen: earliest first, and first come, first served among equals.
 * A binary heap over two keys, the time and the order of entry, so that ties never depend on luck.
 */
export class Agenda<T> {
  #times: number[] = [];
  #orders: number[] = [];
  #items: T[] = [];
  #entered = 0;

  /** How many entries wait. */
  get size(): number {
    return this.#items.length;
  }

  /** The time of the earliest entry, in the unit the entries were added with; `Infinity` when there is none. */
  get nextAt(): number {
    return this.#times[0] ?? Infinity;
  }

  /** Adds `item` at `at`. Entries of the same time leave in the order in which they were added. */
  add(at: number, item: T): void {
    if (Number.isNaN(at)) throw new TypeError('An agenda entry needs a time; this one has NaN.');
    let slot = this.#items.length;
    const order = this.#entered++;
    while (slot > 0) {
      const parent = (slot - 1) >> 1;
      // The new entry came last, so it passes only strictly later ones.
      if ((this.#times[parent] as number) <= at) break;
      this.#copy(parent, slot);
      slot = parent;
    }
    this.#place(slot, at, order, item);
  }

  /** Takes out the earliest entry; `undefined` when there is none. */
  take(): T | undefined {
    const first = this.#items[0];
    const at = this.#times.pop();
    const order = this.#orders.pop();
    const last = this.#items.pop();
    if (at === undefined || order === undefined || this.#items.length === 0) return first;
    this.#sink(at, order, last as T);
    return first;
  }

  #sink(at: number, order: number, item: T): void {
    const size = this.#items.length;
    let slot = 0;
    for (;;) {
      let child = 2 * slot + 1;
      if (child >= size) break;
      if (child + 1 < size && this.#precedes(child + 1, child)) child++;
      const time = this.#times[child] as number;
      if (at < time || (at === time && order < (this.#orders[child] as number))) break;
      this.#copy(child, slot);
      slot = child;
    }
    this.#place(slot, at, order, item);
  }

  #precedes(a: number, b: number): boolean {
    const timeA = this.#times[a] as number;
    const timeB = this.#times[b] as number;
    return timeA < timeB || (timeA === timeB && (this.#orders[a] as number) < (this.#orders[b] as number));
  }

  #copy(from: number, to: number): void {
    this.#place(to, this.#times[from] as number, this.#orders[from] as number, this.#items[from] as T);
  }

  #place(slot: number, at: number, order: number, item: T): void {
    this.#times[slot] = at;
    this.#orders[slot] = order;
    this.#items[slot] = item;
  }
}
