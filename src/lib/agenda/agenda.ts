import { Earliest } from './earliest.ts';
import { slotCount, Wheel } from './wheel.ts';

/** A slot of the wheel is so many units wide: some ten entries at the pace of the busiest centres. With ms it reaches a minute ahead. */
const slotWidth = 16;

/**
 * A priority queue of what is to happen: earliest first, and first come, first served among equals.
 *
 * Most of what is entered comes soon. It lies unordered in the slot of a wheel that its time falls in, and is put in order,
 * a few at a time, when the slot's turn comes; what comes after the wheel's end waits in order. So an entry costs about the
 * same however many others wait.
 */
export class Agenda<T> {
  /** What comes before the end of the slot whose turn it is, what comes after that, and what comes after the wheel's end. */
  readonly #near = new Earliest();
  readonly #wheel = new Wheel();
  readonly #far = new Earliest();
  /** The slot whose turn it is, counted from time 0: nothing of it or before it lies in the wheel. */
  #turn = -Infinity;
  /** Entries that are no whole numbers. Their cells count down from -1. */
  readonly #items: (T | undefined)[] = [];
  readonly #freeCells: number[] = [];
  readonly #onSoon: ((item: T) => void) | undefined;
  #entered = 0;

  /**
   * `onSoon` is told of all that comes in the next slot before the first of it is taken: whoever takes them can have the processor fetch what
   * all of them will need. Not told of what is added for a slot whose turn it is already.
   */
  constructor(onSoon?: (item: T) => void) {
    this.#onSoon = onSoon;
  }

  /** How many entries wait. */
  get size(): number {
    return this.#near.size + this.#wheel.size + this.#far.size;
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
    return this.#near.size === 0 ? undefined : this.#itemOf(this.#near.first);
  }

  /** Adds `item` at `at`. Entries of the same time leave in the order in which they were added. */
  add(at: number, item: T): void {
    if (Number.isNaN(at)) throw new TypeError('An agenda entry needs a time; this one has NaN.');
    const order = this.#entered++;
    const cell = this.#cellFor(item);
    const slot = Math.floor(at / slotWidth);
    if (slot <= this.#turn) this.#near.add(at, order, cell);
    else if (slot < this.#turn + slotCount) this.#wheel.add(slot, at, order, cell);
    else this.#far.add(at, order, cell);
  }

  /** Takes out the earliest entry; `undefined` when there is none. */
  take(): T | undefined {
    if (this.#near.size === 0) this.#turnOn();
    if (this.#near.size === 0) return undefined;
    const cell = this.#near.take();
    const item = this.#itemOf(cell);
    if (cell < 0) this.#free(cell);
    return item;
  }

  /** A whole number of 31 bits stands for itself; anything else has a place among the items. */
  #cellFor(item: T): number {
    if (typeof item === 'number' && item >= 0 && Object.is(item | 0, item)) return item;
    const free = this.#freeCells.pop();
    if (free === undefined) return -this.#items.push(item);
    this.#items[-1 - free] = item;
    return free;
  }

  #itemOf(cell: number): T {
    return (cell < 0 ? this.#items[-1 - cell] : cell) as T;
  }

  #free(cell: number): void {
    // The place would keep the item alive until it is used again.
    this.#items[-1 - cell] = undefined;
    this.#freeCells.push(cell);
  }

  /** It is the turn of the next slot that has entries: they are put in order, and what the wheel reaches now goes into it. */
  #turnOn(): void {
    const near = this.#near;
    const far = this.#far;
    if (this.#wheel.size > 0) {
      this.#turn = this.#wheel.nextFilled(this.#turn + 1);
      this.#wheel.empty(this.#turn, near);
    } else if (far.size > 0) this.#turn = Math.floor(far.firstAt / slotWidth);
    while (far.size > 0) {
      const at = far.firstAt;
      const slot = Math.floor(at / slotWidth);
      if (slot > this.#turn && !(slot < this.#turn + slotCount)) break;
      const order = far.firstOrder;
      const cell = far.take();
      if (slot <= this.#turn) near.add(at, order, cell);
      else this.#wheel.add(slot, at, order, cell);
    }
    if (this.#onSoon !== undefined) this.#tellSoon(this.#onSoon);
  }

  #tellSoon(onSoon: (item: T) => void): void {
    for (let place = 0; place < this.#near.size; place++) onSoon(this.#itemOf(this.#near.at(place)));
  }
}
