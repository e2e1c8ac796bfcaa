import type { Utilization } from '../wire/activity.ts';
import type { RoutingStatus } from '../wire/fields.ts';

/** Page: `utilization_5_min_…`. */
export const utilizationWindowMs = 300_000;

type Known = Exclude<RoutingStatus, 'UNKNOWN'>;

/** A stretch of time in which nothing changed. It ends where the next one starts. */
interface Stretch {
  readonly startMs: number;
  readonly status: Known;
  readonly load: number;
  readonly slots: number;
}

/** What an agent did in the last five minutes: kept as stretches, so that the window may end at any time. */
export class UtilizationLog {
  #stretches: Stretch[];

  /** Before `first` the agent is taken to have been as `first` says. Times are simulated epoch ms. */
  constructor(first: Omit<Stretch, 'startMs'>) {
    this.#stretches = [{ ...first, startMs: -Infinity }];
  }

  /** Notes what is so from `at` on; what `change` does not name stays as it was. */
  note(at: number, change: Partial<Omit<Stretch, 'startMs'>>): void {
    const last = this.#stretches.at(-1);
    if (last === undefined) return;
    this.#stretches.push({ ...last, ...change, startMs: at });
    // The length is checked first so that a busy agent costs one look back per many notes.
    if (this.#stretches.length % 64 === 0) this.#forgetBefore(at - utilizationWindowMs);
  }

  /** The window that ends at `at`: by routing status, and over all of them. */
  sum(at: number): Record<Known | 'ANY', Utilization> {
    const from = at - utilizationWindowMs;
    this.#forgetBefore(from);
    const sums = { ANY: zero(), ACTIVE: zero(), AWAY: zero(), OFFLINE: zero(), WRAPPING_UP: zero() };
    for (const [index, stretch] of this.#stretches.entries()) {
      const endMs = Math.min(at, this.#stretches[index + 1]?.startMs ?? at);
      const ms = Math.max(0, endMs - Math.max(from, stretch.startMs));
      for (const sum of [sums.ANY, sums[stretch.status]]) {
        sum.linear += ms;
        sum.linearUtilized += stretch.load > 0 ? ms : 0;
        sum.cumulative += ms * stretch.slots;
        sum.cumulativeUtilized += ms * Math.min(stretch.load, stretch.slots);
      }
    }
    return {
      ANY: inSeconds(sums.ANY),
      ACTIVE: inSeconds(sums.ACTIVE),
      AWAY: inSeconds(sums.AWAY),
      OFFLINE: inSeconds(sums.OFFLINE),
      WRAPPING_UP: inSeconds(sums.WRAPPING_UP),
    };
  }

  #forgetBefore(from: number): void {
    const ongoing = this.#stretches.findLastIndex(({ startMs }) => startMs <= from);
    if (ongoing > 0) this.#stretches = this.#stretches.slice(ongoing);
  }
}

function zero() {
  return { linear: 0, linearUtilized: 0, cumulative: 0, cumulativeUtilized: 0 };
}

function inSeconds(ms: ReturnType<typeof zero>): Utilization {
  return {
    linear_sec: Math.round(ms.linear / 1000),
    linear_utilized_sec: Math.round(ms.linearUtilized / 1000),
    cumulative_sec: Math.round(ms.cumulative / 1000),
    cumulative_utilized_sec: Math.round(ms.cumulativeUtilized / 1000),
  };
}
