import type { Clock } from '../../../lib/clock.ts';

/** One timer for all connections of a hub, running only while there are any. */
export class Heartbeat {
  readonly #clock: Clock;
  readonly #everyMs: number;
  readonly #members: Iterable<{ tick(nowMs: number): void }> & { readonly size: number };
  #timer: NodeJS.Timeout | undefined;

  constructor(
    clock: Clock,
    everyMs: number,
    members: Iterable<{ tick(nowMs: number): void }> & { readonly size: number },
  ) {
    this.#clock = clock;
    this.#everyMs = everyMs;
    this.#members = members;
  }

  /** Sees to it that the heart beats. To be called when a member was added. */
  start(): void {
    this.#timer ??= setInterval(() => this.#beat(), this.#everyMs).unref();
  }

  #beat(): void {
    const now = this.#clock.monotonicMs();
    for (const member of this.#members) member.tick(now);
    if (this.#members.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
