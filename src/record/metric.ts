import { heldShare } from './figures/held.ts';
import { countToSend, silentFeed, type FeedSummary } from './feed-summary.ts';
import type { Summary } from './summary.ts';

/** What a bound looks like: a whole number, a part of 1, a length of time in ms, or so many a second. */
export type MetricKind = 'count' | 'share' | 'time' | 'rate';

/** A number of a run that an expectation may bound. */
interface MetricRule {
  readonly kind: MetricKind;
  /** `null` where there was nothing to measure. `run` is the whole run that `books` are of. */
  readonly read: (books: FeedSummary, run: Summary) => number | null;
  /** True: of the whole run only, because a feed has no part in it. */
  readonly wholeRun?: true;
}

/** Everything that an expectation may be about, for the whole run or for one feed. */
export const metrics = {
  rendered: { kind: 'count', read: ({ rendered }) => rendered },
  copied: { kind: 'count', read: ({ copied }) => copied },
  filtered: { kind: 'count', read: ({ filtered }) => filtered },
  withheld: { kind: 'count', read: ({ withheld }) => withheld },
  delivered: { kind: 'count', read: ({ delivered }) => delivered },
  dropped: { kind: 'count', read: ({ dropped }) => dropped },
  cut_off: { kind: 'count', read: ({ cutOff }) => cutOff },
  overloaded: { kind: 'count', read: ({ overloaded }) => overloaded },
  given_up: { kind: 'count', read: ({ dropped, overloaded }) => dropped - overloaded },
  sent: { kind: 'count', read: ({ sent }) => sent },
  attempts: { kind: 'count', read: ({ attempts }) => attempts },
  retried: { kind: 'count', read: ({ retried }) => retried },
  delivered_share: { kind: 'share', read: readDeliveredShare },
  held_share: { kind: 'share', read: (_books, run) => heldShare(run), wholeRun: true },
  latency_p50: { kind: 'time', read: ({ latencyMs }) => latencyMs.p50 },
  latency_p90: { kind: 'time', read: ({ latencyMs }) => latencyMs.p90 },
  latency_p95: { kind: 'time', read: ({ latencyMs }) => latencyMs.p95 },
  latency_p99: { kind: 'time', read: ({ latencyMs }) => latencyMs.p99 },
  latency_p999: { kind: 'time', read: ({ latencyMs }) => latencyMs.p999 },
  latency_max: { kind: 'time', read: ({ latencyMs }) => latencyMs.max },
  wait_p99: { kind: 'time', read: ({ waitMs }) => waitMs.p99 },
  lateness_p99: { kind: 'time', read: ({ latenessMs }) => latenessMs.p99 },
  refused_commands: { kind: 'count', read: (_books, run) => run.refusedCommands, wholeRun: true },
} as const satisfies Readonly<Record<string, MetricRule>>;

/** The name of a number of a run. */
export type Metric = keyof typeof metrics;

/** Whether a metric can be asked of a part of the messages. */
export function isOfFeeds(metric: Metric): boolean {
  const rule: MetricRule = metrics[metric];
  return rule.wholeRun !== true;
}

/** A metric of the whole run, of one feed in its summary, or of other books; a feed that said nothing has counts of zero and no times. */
export function readMetric(metric: Metric, run: Summary, of?: string | FeedSummary): number | null {
  const books = typeof of === 'string' ? (run.feeds[of] ?? silentFeed) : (of ?? run);
  return metrics[metric].read(books, run);
}

/** Of what was to be sent; 1 when there was nothing. */
function readDeliveredShare(books: FeedSummary): number {
  const toSend = countToSend(books);
  return toSend === 0 ? 1 : books.delivered / toSend;
}
