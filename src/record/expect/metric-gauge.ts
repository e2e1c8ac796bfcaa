import { backlogFull, FeedFold, type FeedSnapshot } from '../feed-fold.ts';
import { metrics, readMetric, type Metric } from '../metric.ts';
import type { RunRecord } from '../record.ts';
import { formatBounded } from '../report/wording.ts';
import { isOfWholeRun, type Scope } from './expectation.ts';
import { isWithin, one, type Gauge, type GaugeParts, type Moment, type Reading } from './gauge.ts';
import { Refusals } from '../refusals.ts';
import { timeUs, type TimeKey } from '../figures/times.ts';
import { ScopeFilter, type MessageRecord } from './scope-filter.ts';

/** What a {@link MetricGauge} has counted. */
export interface MetricSnapshot {
  readonly counted: number;
  readonly longestMs: number | null;
  readonly books: FeedSnapshot | null;
}

/**
 * A metric: of the whole run or of one feed it is read from the summary, of any other part of the messages from books of its
 * own. What counts, or takes too long, is what offends.
 */
export class MetricGauge implements Gauge<MetricSnapshot> {
  readonly wants: Gauge['wants'];
  readonly #metric: Metric;
  readonly #filter: ScopeFilter;
  readonly #parts: GaugeParts;
  /** Absent where the summary has them. */
  readonly #books: FeedFold | undefined;
  /** The feed in the summary; `undefined` for the whole run. */
  readonly #feed: string | undefined;
  readonly #refusals = new Refusals();
  #counted = 0;
  #longestMs: number | null = null;

  constructor(metric: Metric, scope: Scope, parts: GaugeParts) {
    this.#metric = metric;
    this.#filter = new ScopeFilter(scope);
    this.#parts = parts;
    this.#feed = feedInSummary(scope);
    this.#books = this.#feed !== undefined || isOfWholeRun(scope) ? undefined : new FeedFold();
    this.wants = wantsFor(metric, this.#filter, this.#books !== undefined);
  }

  readonly add = (record: RunRecord): void => {
    if (this.#metric === 'refused_commands') return this.#addRefusal(record);
    const meant = this.#filter.pass(record);
    if (meant === undefined) return;
    this.#keepBooks(meant);
    const { kind } = metrics[this.#metric];
    if (kind === 'count') this.#count(meant);
    else if (kind === 'time') this.#time(meant);
    if (kind === 'share' || this.#metric === 'delivered') this.#missDelivery(meant);
  };

  read({ summary }: Moment): Reading | null {
    return one(readMetric(this.#metric, summary, this.#books?.read() ?? this.#feed));
  }

  /** Counts and the longest time only ever grow. */
  get worst(): (() => Reading | null) | undefined {
    const { kind } = metrics[this.#metric];
    if (kind === 'count') return () => one(this.#counted);
    return this.#metric === 'latency_max' ? () => one(this.#longestMs) : undefined;
  }

  snapshot(): MetricSnapshot {
    return {
      counted: this.#counted,
      longestMs: this.#longestMs,
      books: this.#books?.snapshot() ?? null,
    };
  }

  merge({ counted, longestMs, books }: MetricSnapshot): void {
    this.#counted += counted;
    if (longestMs !== null) this.#longestMs = Math.max(this.#longestMs ?? 0, longestMs);
    if (books !== null) this.#books?.merge(books);
  }

  #keepBooks(record: MessageRecord): void {
    if (this.#books === undefined) return;
    if (record.type === 'message') this.#books.rendered(record.message);
    else if (record.type === 'attempt') this.#books.attempted(record.message, record.attempt);
    else this.#books.ended(record.outcome);
  }

  #count(record: MessageRecord): void {
    if (!counts(this.#metric, record)) return;
    this.#counted++;
    if (this.#parts.bound.max !== undefined) this.#parts.offend(record, () => whatCounts(record));
  }

  #time(record: MessageRecord): void {
    const ms = timeOf(this.#metric, record);
    if (ms === null) return;
    this.#longestMs = Math.max(this.#longestMs ?? 0, ms);
    if (!isWithin(ms, this.#parts.bound))
      this.#parts.offend(record, () => formatBounded('time', ms, this.#parts.bound));
  }

  /** Where too little was delivered, what was not is to blame. */
  #missDelivery(record: MessageRecord): void {
    if (this.#parts.bound.min === undefined || record.type !== 'outcome') return;
    const { outcome } = record.outcome;
    if (outcome === 'dropped' || outcome === 'cut_off') this.#parts.offend(record, () => whatCounts(record));
  }

  #addRefusal(record: RunRecord): void {
    const refused = this.#refusals.take(record);
    if (refused === undefined) return;
    this.#counted++;
    this.#parts.offend(record, () => `${refused.command}: ${refused.reason}`);
  }
}

function wantsFor(metric: Metric, filter: ScopeFilter, hasBooks: boolean): Gauge['wants'] {
  if (metric === 'refused_commands') return ['event', 'command'];
  // Read from the summary at the end.
  if (metric === 'held_share') return [];
  if (hasBooks) return filter.wants(['message', 'attempt', 'outcome']);
  if (metric === 'rendered' || metric === 'copied') return filter.wants(['message']);
  const isOfTries = metrics[metric].kind === 'time' || metric === 'attempts' || metric === 'retried';
  return filter.wants([isOfTries ? 'attempt' : 'outcome']);
}

/** `vendor.feed` where the scope is that one feed and nothing else. */
function feedInSummary({ vendor, feed, event_type: type, fault }: Scope): string | undefined {
  if (type !== undefined || fault !== undefined || typeof feed !== 'string') return undefined;
  if (feed.includes('.')) return vendor === undefined ? feed : undefined;
  return typeof vendor === 'string' ? `${vendor}.${feed}` : undefined;
}

/** Whether a record is one of those that a metric counts. */
function counts(metric: Metric, record: MessageRecord): boolean {
  switch (metric) {
    case 'rendered':
      return record.type === 'message' && record.message.copyOf === undefined;
    case 'copied':
      return record.type === 'message' && record.message.copyOf !== undefined;
    case 'attempts':
      return record.type === 'attempt';
    case 'retried':
      return record.type === 'attempt' && record.attempt.try > 1;
    case 'overloaded':
      return isDrop(record) && record.outcome.reason === backlogFull;
    case 'given_up':
      return isDrop(record) && record.outcome.reason !== backlogFull;
    default:
      return record.type === 'outcome' && record.outcome.outcome === metric;
  }
}

function isDrop(record: MessageRecord): record is Extract<MessageRecord, { type: 'outcome' }> {
  return record.type === 'outcome' && record.outcome.outcome === 'dropped';
}

const timeOfMetric: { readonly [Name in Metric]?: TimeKey } = { lateness_p99: 'lateness', wait_p99: 'wait' };

/** The time that a record adds to a metric; `null` when none. */
function timeOf(metric: Metric, record: MessageRecord): number | null {
  if (record.type !== 'attempt') return null;
  const { attempt } = record;
  if (attempt.error !== null) return null;
  return timeUs(attempt, timeOfMetric[metric] ?? 'latency') / 1000;
}

function whatCounts(record: MessageRecord): string {
  switch (record.type) {
    case 'message':
      return record.message.eventType;
    case 'attempt':
      return `try ${record.attempt.try}: ${record.attempt.error ?? `status ${record.attempt.status}`}`;
    case 'outcome': {
      const { outcome, reason } = record.outcome;
      const word = outcome.replace('_', ' ');
      return reason === null ? word : `${word}: ${reason}`;
    }
  }
}
