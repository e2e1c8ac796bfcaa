import type { Clock } from '../../lib/clock.ts';

/** What ends when its time is over. */
export interface Timed {
  readonly startedMs: number;
  /** Ends it, unless it has ended. */
  timeOut(): void;
}

/**
 * One timer for everything that may take the same time: what started first is over first, so that the order in which things are
 * added is that in which they end. Times are monotonic.
 */
export class Deadlines {
  readonly #timeoutMs: number;
  readonly #clock: Clock;
  readonly #open = new Set<Timed>();
  #timer: NodeJS.Timeout | undefined;

  constructor(timeoutMs: number, clock: Clock) {
    this.#timeoutMs = timeoutMs;
    this.#clock = clock;
  }

  /** Adds what has just started. */
  add(timed: Timed): void {
    this.#open.add(timed);
    if (this.#timer === undefined) this.#wait(this.#timeoutMs);
  }

  /** Takes out what has ended by itself. */
  delete(timed: Timed): void {
    this.#open.delete(timed);
  }

  /** Stops the timer. What is open is never told. */
  close(): void {
    clearTimeout(this.#timer);
    this.#open.clear();
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
    for (const timed of this.#open) {
      const leftMs = timed.startedMs + this.#timeoutMs - this.#clock.monotonicMs();
      if (leftMs > 0) return this.#wait(leftMs);
      this.#open.delete(timed);
      timed.timeOut();
    }
  }
}
