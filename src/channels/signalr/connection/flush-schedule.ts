import type { Clock } from '../../../lib/clock.ts';

/** However long writing takes, what is due waits no longer than this for its turn. */
const longestPauseMs = 10;

/**
 * Decides when what is due goes out. Everything that becomes due for a connection within one turn of the event loop leaves in one
 * frame. When writing to all connections takes long, the next round waits for up to as long as the last one took, and for as long
 * as each turn brings more: under load more goes into each frame and half the time is left for everything else, while whoever
 * sends only when the last message is gone waits for nothing.
 */
export class FlushSchedule {
  readonly #clock: Pick<Clock, 'monotonicMs'>;
  #due: { flush(): void }[] = [];
  #hasGrown = false;
  #restUntilMs = 0;

  constructor(clock: Pick<Clock, 'monotonicMs'>) {
    this.#clock = clock;
  }

  /** Lets `connection` flush in the next round. To be called once per connection and round. */
  add(connection: { flush(): void }): void {
    this.#hasGrown = true;
    this.#due.push(connection);
    if (this.#due.length === 1) this.#runInATurn();
  }

  /** There is more for a connection that is to flush in the next round. */
  grow(): void {
    this.#hasGrown = true;
  }

  #runInATurn(): void {
    setImmediate(() => this.#run());
  }

  #run(): void {
    const startedMs = this.#clock.monotonicMs();
    if (this.#hasGrown && startedMs < this.#restUntilMs) {
      this.#hasGrown = false;
      return this.#runInATurn();
    }
    const due = this.#due;
    this.#due = [];
    for (const connection of due) connection.flush();
    const endedMs = this.#clock.monotonicMs();
    this.#restUntilMs = endedMs + Math.min(endedMs - startedMs, longestPauseMs);
  }
}
