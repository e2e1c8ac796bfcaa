import { Earliest } from './earliest.ts';

/** A slot of the wheel is so many units wide: some ten entries at the pace of the busiest centres. */
const slotWidth = 16;
/** So many slots, together about a minute of ms, within which most of what is arranged comes. A power of two. */
const slotCount = 4096;
const none = -1;

/**
 * A priority queue of what is to happen: earliest first, and first come, first served among equals.
 *
 * Most of what is entered comes soon. It lies unordered in the slot of a wheel that its time falls in, and is put in order,
 * a few at a time, when the slot's turn comes; what comes after the wheel's end waits in order. So an entry costs about the
 * same however many others wait.
 */
export class Agenda<T> {
  /** What comes before the end of the slot whose turn it is, and what comes after the wheel's end. */
  readonly #near = new Earliest();
  readonly #far = new Earliest();
  /** The first cell of each slot's list, and a bit for each slot that has any. */
  readonly #slots = new Int32Array(slotCount).fill(none);
  readonly #filled = new Int32Array(slotCount / 32);
  #inWheel = 0;
  /** The slot whose turn it is, counted from time 0: nothing of it or before it lies in the wheel. */
  #turn = -Infinity;
  /** Each entry has a cell. `#next` links those of one slot, and those that are free. */
  readonly #items: (T | undefined)[] = [];
  #times = new Float64Array(16);
  #orders = new Float64Array(16);
  #next = new Int32Array(16);
  #freeCell = none;
  #entered = 0;

  /** How many entries wait. */
  get size(): number {
    return this.#near.size + this.#inWheel + this.#far.size;
  }

  /** How many of them stand in order: no more than these are compared when one is added or taken. */
  get inOrder(): number {
    return this.#near.size + this.#far.size;
  }

  /** The time of the earliest entry, in the unit the entries were added with; `Infinity` when there is none. */
  get nextAt(): number {
    if (this.#near.size === 0) this.#turnOn();
    return this.#near.firstAt;
  }

  /** The earliest entry, which stays; `undefined` when there is none. */
  peek(): T | undefined {
    if (this.#near.size === 0) this.#turnOn();
    return this.#near.size === 0 ? undefined : this.#items[this.#near.first];
  }

  /** Adds `item` at `at`. Entries of the same time leave in the order in which they were added. */
  add(at: number, item: T): void {
    if (Number.isNaN(at)) throw new TypeError('An agenda entry needs a time; this one has NaN.');
    const order = this.#entered++;
    const cell = this.#takeCell(item);
    const slot = Math.floor(at / slotWidth);
    if (slot <= this.#turn) this.#near.add(at, order, cell);
    else if (slot < this.#turn + slotCount) this.#putInWheel(slot, at, order, cell);
    else this.#far.add(at, order, cell);
  }

  /** Takes out the earliest entry; `undefined` when there is none. */
  take(): T | undefined {
    if (this.#near.size === 0) this.#turnOn();
    if (this.#near.size === 0) return undefined;
    const cell = this.#near.take();
    const item = this.#items[cell];
    // The cell would keep the item alive until it is used again.
    this.#items[cell] = undefined;
    this.#next[cell] = this.#freeCell;
    this.#freeCell = cell;
    return item;
  }

  #takeCell(item: T): number {
    const free = this.#freeCell;
    if (free !== none) {
      this.#freeCell = this.#next[free] as number;
      this.#items[free] = item;
      return free;
    }
    const cell = this.#items.push(item) - 1;
    if (cell === this.#times.length) this.#grow();
    return cell;
  }

  #putInWheel(slot: number, at: number, order: number, cell: number): void {
    const place = slot & (slotCount - 1);
    this.#times[cell] = at;
    this.#orders[cell] = order;
    this.#next[cell] = this.#slots[place] as number;
    this.#slots[place] = cell;
    this.#filled[place >> 5] = (this.#filled[place >> 5] as number) | (1 << (place & 31));
    this.#inWheel++;
  }

  /** It is the turn of the next slot that has entries: they are put in order, and what the wheel reaches now goes into it. */
  #turnOn(): void {
    const far = this.#far;
    if (this.#inWheel > 0) {
      this.#turn = this.#nextFilled();
      this.#emptySlot(this.#turn & (slotCount - 1));
    } else if (far.size > 0) this.#turn = Math.floor(far.firstAt / slotWidth);
    while (far.size > 0) {
      const at = far.firstAt;
      const slot = Math.floor(at / slotWidth);
      if (slot > this.#turn && !(slot < this.#turn + slotCount)) return;
      const order = far.firstOrder;
      const cell = far.take();
      if (slot <= this.#turn) this.#near.add(at, order, cell);
      else this.#putInWheel(slot, at, order, cell);
    }
  }

  #emptySlot(place: number): void {
    for (let cell = this.#slots[place] as number; cell !== none; cell = this.#next[cell] as number) {
      this.#near.add(this.#times[cell] as number, this.#orders[cell] as number, cell);
      this.#inWheel--;
    }
    this.#slots[place] = none;
    this.#filled[place >> 5] = (this.#filled[place >> 5] as number) & ~(1 << (place & 31));
  }

  /** The first slot after the one whose turn it is that has entries, in time: the wheel has one. */
  #nextFilled(): number {
    const start = (this.#turn + 1) & (slotCount - 1);
    let word = start >> 5;
    let bits = (this.#filled[word] as number) & (-1 << (start & 31));
    while (bits === 0) {
      word = (word + 1) & (slotCount / 32 - 1);
      bits = this.#filled[word] as number;
    }
    const place = (word << 5) + 31 - Math.clz32(bits & -bits);
    return this.#turn + 1 + ((place - start) & (slotCount - 1));
  }

  #grow(): void {
    const size = this.#times.length * 2;
    const [times, orders, next] = [new Float64Array(size), new Float64Array(size), new Int32Array(size)];
    times.set(this.#times);
    orders.set(this.#orders);
    next.set(this.#next);
    this.#times = times;
    this.#orders = orders;
    this.#next = next;
  }
}
