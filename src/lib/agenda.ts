/**
 * A priority queue of what is to happen: earliest first, and first come, first served among equals.
 * A binary heap over two keys, the time and the order of entry, so that ties never depend on luck.
 */
export class Agenda<T> {
  readonly #times: number[] = [];
  readonly #orders: number[] = [];
  readonly #items: T[] = [];
  #entered = 0;
  /** The root was taken and its place not filled yet: what happens now mostly adds an entry, which then goes there. */
  #rootIsFree = false;

  /** How many entries wait. */
  get size(): number {
    return this.#items.length - (this.#rootIsFree ? 1 : 0);
  }

  /** The time of the earliest entry, in the unit the entries were added with; `Infinity` when there is none. */
  get nextAt(): number {
    if (this.#rootIsFree) this.#closeUp();
    return this.#times[0] ?? Infinity;
  }

  /** The earliest entry, which stays; `undefined` when there is none. */
  peek(): T | undefined {
    if (this.#rootIsFree) this.#closeUp();
    return this.#items[0];
  }

  /** Adds `item` at `at`. Entries of the same time leave in the order in which they were added. */
  add(at: number, item: T): void {
    if (Number.isNaN(at)) throw new TypeError('An agenda entry needs a time; this one has NaN.');
    const order = this.#entered++;
    if (this.#rootIsFree) {
      this.#rootIsFree = false;
      this.#sink(at, order, item);
      return;
    }
    const times = this.#times;
    const orders = this.#orders;
    const items = this.#items;
    let slot = items.length;
    while (slot > 0) {
      const parent = (slot - 1) >> 1;
      const time = times[parent] as number;
      // The new entry came last, so it passes only strictly later ones.
      if (time <= at) break;
      times[slot] = time;
      orders[slot] = orders[parent] as number;
      items[slot] = items[parent] as T;
      slot = parent;
    }
    times[slot] = at;
    orders[slot] = order;
    items[slot] = item;
  }

  /** Takes out the earliest entry; `undefined` when there is none. */
  take(): T | undefined {
    if (this.#rootIsFree) this.#closeUp();
    this.#rootIsFree = this.#items.length > 0;
    return this.#items[0];
  }

  /** Fills the free root with the last entry. */
  #closeUp(): void {
    this.#rootIsFree = false;
    const at = this.#times.pop() as number;
    const order = this.#orders.pop() as number;
    const item = this.#items.pop() as T;
    if (this.#items.length > 0) this.#sink(at, order, item);
  }

  /** Fills the root: earlier entries move up until this one fits. */
  #sink(at: number, order: number, item: T): void {
    const times = this.#times;
    const orders = this.#orders;
    const items = this.#items;
    const size = items.length;
    let slot = 0;
    for (let child = 1; child < size; child = 2 * slot + 1) {
      let time = times[child] as number;
      if (child + 1 < size) {
        const other = times[child + 1] as number;
        if (other < time || (other === time && (orders[child + 1] as number) < (orders[child] as number))) {
          child++;
          time = other;
        }
      }
      if (at < time || (at === time && order < (orders[child] as number))) break;
      times[slot] = time;
      orders[slot] = orders[child] as number;
      items[slot] = items[child] as T;
      slot = child;
    }
    times[slot] = at;
    orders[slot] = order;
    items[slot] = item;
  }
}
