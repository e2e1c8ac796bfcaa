import type { Clock } from '../../lib/clock.ts';
import { Slots, type Slotted } from './slots.ts';

/** What ends when its time is over. */
export interface Timed extends Slotted {
  readonly startedMs: number;
  /** Ends it, unless it has ended. */
  timeOut(): void;
}

/** One timer for everything that may take the same time: set for what started first. Times are monotonic. */
export class Deadlines<Item extends Timed = Timed> {
  readonly #timeoutMs: number;
  readonly #clock: Clock;
  readonly #open = new Slots<Item>();
  #timer: NodeJS.Timeout | undefined;

  constructor(timeoutMs: number, clock: Clock) {
    this.#timeoutMs = timeoutMs;
    this.#clock = clock;
  }

  /** How many there are. */
  get size(): number {
    return this.#open.size;
  }

  /** All of them, what started first in front. */
  list(): Item[] {
    return this.#open.list().sort((a, b) => a.startedMs - b.startedMs);
  }

  /** Adds what has just started. */
  add(timed: Item): void {
    this.#open.add(timed);
    if (this.#timer === undefined) this.#wait(this.#timeoutMs);
  }

  /** Takes out what has ended by itself. */
  delete(timed: Item): void {
    this.#open.delete(timed);
  }

  /** Stops the timer. What is open is never told. */
  close(): void {
    clearTimeout(this.#timer);
    for (const timed of this.#open.list()) this.#open.delete(timed);
  }

  #wait(ms: number): void {
    // When this process was late, answers may lie there unread: they are read before the verdict.
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => setImmediate(() => this.#endThose()), ms);
    // Sockets keep the process alive while something is open.
    this.#timer.unref();
  }

  #endThose(): void {
    this.#timer = undefined;
    for (const timed of this.list()) {
      // Ending one may have ended another.
      if (timed.slot < 0) continue;
      const leftMs = timed.startedMs + this.#timeoutMs - this.#clock.monotonicMs();
      if (leftMs > 0) return this.#wait(leftMs);
      this.#open.delete(timed);
      timed.timeOut();
    }
  }
}
