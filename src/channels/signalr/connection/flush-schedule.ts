import type { Clock } from '../../../lib/clock.ts';

/** However long writing takes, what is due waits no longer than this for its turn. */
const longestPauseMs = 10;

/**
 * Decides when what is due goes out. Everything that becomes due for a connection within one turn of the event
 * loop leaves in one frame. When writing to all connections takes long, the next round waits as long as the last
 * one took, so that under load more goes into each frame and half the time is left for everything else.
 */
export class FlushSchedule {
  readonly #clock: Clock;
  #due: { flush(): void }[] = [];
  #restUntilMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Lets `connection` flush in the next round. To be called once per connection and round. */
  add(connection: { flush(): void }): void {
    this.#due.push(connection);
    if (this.#due.length > 1) return;
    const restMs = this.#restUntilMs - this.#clock.monotonicMs();
    if (restMs >= 1) setTimeout(() => this.#run(), restMs);
    else setImmediate(() => this.#run());
  }

  #run(): void {
    const due = this.#due;
    this.#due = [];
    const startedMs = this.#clock.monotonicMs();
    for (const connection of due) connection.flush();
    const endedMs = this.#clock.monotonicMs();
    this.#restUntilMs = endedMs + Math.min(endedMs - startedMs, longestPauseMs);
  }
}
