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
    const sums = { ACTIVE: zero(), AWAY: zero(), OFFLINE: zero(), WRAPPING_UP: zero() };
    for (const [index, stretch] of this.#stretches.entries()) {
      const endMs = Math.min(at, this.#stretches[index + 1]?.startMs ?? at);
      const ms = Math.max(0, endMs - Math.max(from, stretch.startMs));
      const sum = sums[stretch.status];
      sum.linear += ms;
      sum.linearUtilized += stretch.load > 0 ? ms : 0;
      sum.cumulative += ms * stretch.slots;
      sum.cumulativeUtilized += ms * Math.min(stretch.load, stretch.slots);
    }
    return inSeconds(sums);
  }

  #forgetBefore(from: number): void {
    const ongoing = this.#stretches.findLastIndex(({ startMs }) => startMs <= from);
    if (ongoing > 0) this.#stretches = this.#stretches.slice(ongoing);
  }
}

function zero() {
  return { linear: 0, linearUtilized: 0, cumulative: 0, cumulativeUtilized: 0 };
}

type Sum = ReturnType<typeof zero>;

const statuses = ['ACTIVE', 'AWAY', 'OFFLINE', 'WRAPPING_UP'] as const satisfies readonly Known[];

/** Whole seconds that add up: over all statuses they are the sum of each, and what has no time has nothing else either. */
function inSeconds(sums: Record<Known, Sum>): Record<Known | 'ANY', Utilization> {
  const columnOf = (key: keyof Sum, most: readonly number[]): number[] =>
    apportion(
      statuses.map((status) => sums[status][key]),
      most,
    );
  const noLimit = statuses.map(() => Infinity);
  const linear = columnOf('linear', noLimit);
  const linearUtilized = columnOf('linearUtilized', linear);
  const cumulative = columnOf(
    'cumulative',
    linear.map((seconds) => (seconds === 0 ? 0 : Infinity)),
  );
  const cumulativeUtilized = columnOf(
    'cumulativeUtilized',
    cumulative.map((seconds, i) => (linearUtilized[i] === 0 ? 0 : seconds)),
  );
  const write = (pick: (column: readonly number[]) => number): Utilization => ({
    linear_sec: pick(linear),
    linear_utilized_sec: pick(linearUtilized),
    cumulative_sec: pick(cumulative),
    cumulative_utilized_sec: pick(cumulativeUtilized),
  });
  const of = (status: Known): Utilization => write((column) => column[statuses.indexOf(status)] ?? 0);
  return {
    ANY: write((column) => column.reduce((sum, seconds) => sum + seconds, 0)),
    ACTIVE: of('ACTIVE'),
    AWAY: of('AWAY'),
    OFFLINE: of('OFFLINE'),
    WRAPPING_UP: of('WRAPPING_UP'),
  };
}

/** Rounds so that the sum is that of the parts, rounded, as far as each may have at `most` so many: the largest rests are rounded up. */
function apportion(partsMs: readonly number[], most: readonly number[]): number[] {
  const seconds = partsMs.map((ms, i) => Math.min(Math.floor(ms / 1000), most[i] ?? 0));
  const rest = (i: number): number => (partsMs[i] ?? 0) - 1000 * (seconds[i] ?? 0);
  const total = Math.round(partsMs.reduce((sum, ms) => sum + ms, 0) / 1000);
  for (let left = total - seconds.reduce((sum, part) => sum + part, 0); left > 0; left--) {
    let largest = -1;
    for (const i of seconds.keys()) {
      const full = (seconds[i] ?? 0) >= (most[i] ?? 0) || (partsMs[i] ?? 0) === 0;
      if (!full && (largest < 0 || rest(i) > rest(largest))) largest = i;
    }
    if (largest < 0) break;
    seconds[largest] = (seconds[largest] ?? 0) + 1;
  }
  return seconds;
}
