import type { Sighting } from '../../dialects/client-bench.ts';
import type { Clock } from '../../lib/clock.ts';

/** A sighting without its time. */
export type Seen = Sighting extends infer Each ? (Each extends Sighting ? Omit<Each, 'atMs'> : never) : never;

/** What was seen of clients, and who waits for more of it. */
export class Sightings {
  readonly all: Sighting[] = [];
  readonly #clock: Clock;
  readonly #beganMs: number;
  readonly #watchers = new Set<() => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#beganMs = clock.monotonicMs();
  }

  /** Real ms since the beginning. */
  get nowMs(): number {
    return this.#clock.monotonicMs() - this.#beganMs;
  }

  add(seen: Seen): void {
    this.all.push({ ...seen, atMs: this.nowMs });
    for (const watch of this.#watchers) watch();
  }

  /** What `find` finds, asked again at each sighting; `undefined` when it finds nothing in time, or when `signal` aborts. */
  async until<Found>(
    find: () => Found | undefined,
    withinMs: number,
    signal: AbortSignal,
  ): Promise<Found | undefined> {
    let found = find();
    if (found !== undefined || signal.aborted) return found;
    const over = new AbortController();
    const look = (): void => {
      found = find();
      if (found !== undefined) over.abort();
    };
    this.#watchers.add(look);
    await this.#clock.sleep(withinMs, AbortSignal.any([over.signal, signal]));
    this.#watchers.delete(look);
    return found;
  }
}
