import { silentFeed, type FeedSummary, type Summary } from './summary.ts';

/** The numbers of a run that an expectation may bound. Latencies and lateness are milliseconds. */
export const metrics = {
  rendered: (books) => books.rendered,
  filtered: (books) => books.filtered,
  delivered: (books) => books.delivered,
  dropped: (books) => books.dropped,
  cut_off: (books) => books.cutOff,
  overloaded: (books) => books.overloaded,
  attempts: (books) => books.attempts,
  retried: (books) => books.retried,
  delivered_share: (books) => {
    const sent = books.rendered - books.filtered;
    return sent === 0 ? 1 : books.delivered / sent;
  },
  latency_p50: (books) => books.latencyMs.p50,
  latency_p90: (books) => books.latencyMs.p90,
  latency_p99: (books) => books.latencyMs.p99,
  latency_max: (books) => books.latencyMs.max,
  lateness_p99: (books) => books.latenessMs.p99,
} as const satisfies Readonly<Record<string, (books: FeedSummary) => number>>;

/** The name of a number of a run. */
export type Metric = keyof typeof metrics;

/** What must hold at the end of a run. */
export interface Expectation {
  readonly id: string;
  readonly metric: Metric;
  /** `vendor.feed`; absent means the whole run. */
  readonly feed?: string | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** An expectation held against a run. */
export interface ExpectationResult {
  readonly id: string;
  readonly ok: boolean;
  readonly actual: number;
  readonly bound: { readonly min?: number; readonly max?: number };
}

const nothingDropped: Expectation = { id: 'nothing dropped', metric: 'dropped', max: 0 };
const nothingCutOff: Expectation = { id: 'nothing cut off', metric: 'cut_off', max: 0 };
const nothingOverloaded: Expectation = { id: 'no backlog full', metric: 'overloaded', max: 0 };

/**
 * The scenario's own expectations, and ours: a run without any fails on a drop or a cut-off, and any run fails when
 * messages found the backlog full, unless the scenario allows it (`limits.allow_drops`).
 */
export function completeExpectations(
  own: readonly Expectation[],
  allowDrops: boolean,
): readonly Expectation[] {
  const ours = allowDrops ? [] : [nothingOverloaded];
  if (own.length > 0) return [...own, ...ours];
  return allowDrops ? [nothingCutOff] : [nothingDropped, nothingCutOff];
}

/** Holds each expectation against the numbers of the run. A feed that said nothing counts as zero throughout. */
export function judge(expectations: readonly Expectation[], summary: Summary): ExpectationResult[] {
  return expectations.map(({ id, metric, feed, min, max }) => {
    const books = feed === undefined ? summary : (summary.feeds[feed] ?? silentFeed);
    const actual = metrics[metric](books);
    const ok = actual >= (min ?? -Infinity) && actual <= (max ?? Infinity);
    return {
      id,
      ok,
      actual,
      bound: { ...(min !== undefined && { min }), ...(max !== undefined && { max }) },
    };
  });
}
