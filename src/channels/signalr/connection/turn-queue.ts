import type { Clock } from '../../../lib/clock.ts';

/**
 * Where connections wait that have used up their time. One of them goes on in each turn of the event loop, in the order
 * of their coming: however many clients flood the hub, all others wait for one of them at most.
 */
export class TurnQueue {
  readonly #clock: Pick<Clock, 'turn'>;
  #waiting: (() => void)[] = [];

  constructor(clock: Pick<Clock, 'turn'>) {
    this.#clock = clock;
  }

  /** Resolves when it is the caller's turn. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (this.#waiting.length === 1) void this.#run();
    });
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#clock.turn();
      this.#waiting.shift()?.();
    }
  }
}
