import type { FeedSummary } from './summary.ts';

/** What a bound looks like: a whole number, a part of 1, or a length of time in ms. */
export type MetricKind = 'count' | 'share' | 'time';

/** A number of a run that an expectation may bound. */
interface MetricRule {
  readonly kind: MetricKind;
  /** `null` where there was nothing to measure. */
  readonly read: (books: FeedSummary) => number | null;
}

/** Everything that an expectation may be about, for the whole run or for one feed. */
export const metrics = {
  rendered: { kind: 'count', read: (books) => books.rendered },
  filtered: { kind: 'count', read: (books) => books.filtered },
  delivered: { kind: 'count', read: (books) => books.delivered },
  dropped: { kind: 'count', read: (books) => books.dropped },
  cut_off: { kind: 'count', read: (books) => books.cutOff },
  overloaded: { kind: 'count', read: (books) => books.overloaded },
  given_up: { kind: 'count', read: (books) => books.dropped - books.overloaded },
  attempts: { kind: 'count', read: (books) => books.attempts },
  retried: { kind: 'count', read: (books) => books.retried },
  delivered_share: { kind: 'share', read: readDeliveredShare },
  latency_p50: { kind: 'time', read: answered((books) => books.latencyMs.p50) },
  latency_p90: { kind: 'time', read: answered((books) => books.latencyMs.p90) },
  latency_p99: { kind: 'time', read: answered((books) => books.latencyMs.p99) },
  latency_max: { kind: 'time', read: answered((books) => books.latencyMs.max) },
  lateness_p99: { kind: 'time', read: (books) => (books.attempts === 0 ? null : books.latenessMs.p99) },
} as const satisfies Readonly<Record<string, MetricRule>>;

/** The name of a number of a run. */
export type Metric = keyof typeof metrics;

/** What must hold at the end of a run. Both bounds are allowed values themselves. */
export interface Expectation {
  /** Unique in a scenario. */
  readonly id: string;
  readonly metric: Metric;
  /** `vendor.feed`; absent means the whole run. */
  readonly feed?: string;
  readonly min?: number;
  readonly max?: number;
}

/** Of what was to be sent; 1 when there was nothing. */
function readDeliveredShare({ rendered, filtered, delivered }: FeedSummary): number {
  const sent = rendered - filtered;
  return sent === 0 ? 1 : delivered / sent;
}

/** A latency exists only where a message was answered. */
function answered(read: (books: FeedSummary) => number): MetricRule['read'] {
  return (books) => (books.delivered === 0 ? null : read(books));
}
