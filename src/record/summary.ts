import type { Attempt, Message, Outcome } from '../channels/message.ts';
import { Histogram } from './histogram.ts';
import type { RunRecord } from './record.ts';

/** What became of all messages. Balanced when rendered = filtered + delivered + dropped + cutOff. */
export interface Books {
  readonly rendered: number;
  readonly filtered: number;
  readonly delivered: number;
  readonly dropped: number;
  readonly cutOff: number;
}

/** The books of one feed, with what its attempts show. */
export interface FeedSummary extends Books {
  readonly attempts: number;
  /** Attempts beyond the first of a message. */
  readonly retried: number;
  /** Dropped because the backlog was full; a part of `dropped`. */
  readonly overloaded: number;
  /** How often each error ended an attempt. */
  readonly errors: Readonly<Record<string, number>>;
  /** From when the message was due to the end of the attempt that delivered it. */
  readonly latencyMs: Percentiles;
  /** From the start of the attempt that delivered to its end: what the receiver did. */
  readonly receiverMs: Percentiles;
  /** From when the message was due to the start of its first attempt: our own lateness. */
  readonly latenessMs: Percentiles;
}

/** Of a set of durations. */
export interface Percentiles {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

/** A run in numbers, at some moment of it. */
export interface Summary extends FeedSummary {
  /** By `vendor.feed`, in the order of first appearance. */
  readonly feeds: Readonly<Record<string, FeedSummary>>;
  /** Events of the centre. */
  readonly events: number;
  /** Messages without an outcome yet. */
  readonly open: number;
}

/** The reason of a message that found its lane's backlog full. */
export const backlogFull = 'backlog full';

/** The numbers of a feed that said nothing. */
export const silentFeed: FeedSummary = {
  rendered: 0,
  filtered: 0,
  delivered: 0,
  dropped: 0,
  cutOff: 0,
  attempts: 0,
  retried: 0,
  overloaded: 0,
  errors: {},
  latencyMs: { p50: 0, p90: 0, p99: 0, max: 0 },
  receiverMs: { p50: 0, p90: 0, p99: 0, max: 0 },
  latenessMs: { p50: 0, p90: 0, p99: 0, max: 0 },
};

/** Folds the records of a run into its numbers. Memory does not grow with the run. */
export class SummaryFold {
  readonly #total = new FeedFold();
  readonly #feeds = new Map<string, FeedFold>();
  #events = 0;

  readonly add = (record: RunRecord): void => {
    switch (record.type) {
      case 'event':
        this.#events++;
        return;
      case 'message':
        this.#eachFold(record.message, (fold) => fold.rendered());
        return;
      case 'attempt':
        this.#eachFold(record.message, (fold) => fold.attempted(record.attempt));
        return;
      case 'outcome':
        this.#eachFold(record.message, (fold) => fold.ended(record.outcome));
        return;
      case 'command':
    }
  };

  /** The numbers as they stand now. */
  read(): Summary {
    const feeds = Object.fromEntries([...this.#feeds].map(([name, fold]) => [name, fold.read()]));
    const total = this.#total.read();
    const ended = total.filtered + total.delivered + total.dropped + total.cutOff;
    return {
      ...total,
      feeds,
      events: this.#events,
      open: total.rendered - ended,
    };
  }

  #eachFold(message: Message, change: (fold: FeedFold) => void): void {
    change(this.#total);
    const name = `${message.vendor}.${message.feed}`;
    let feed = this.#feeds.get(name);
    if (feed === undefined) this.#feeds.set(name, (feed = new FeedFold()));
    change(feed);
  }
}

class FeedFold {
  readonly #outcomes = { delivered: 0, dropped: 0, filtered: 0, withheld: 0, cut_off: 0 };
  readonly #errors = new Map<string, number>();
  readonly #latency = new Histogram();
  readonly #receiver = new Histogram();
  readonly #lateness = new Histogram();
  #rendered = 0;
  #attempts = 0;
  #retried = 0;
  #overloaded = 0;

  rendered(): void {
    this.#rendered++;
  }

  attempted(attempt: Attempt): void {
    this.#attempts++;
    if (attempt.try === 1) this.#lateness.add(attempt.startedMs - attempt.dueMs);
    else this.#retried++;
    if (attempt.error === null) {
      this.#latency.add(attempt.finishedMs - attempt.dueMs);
      this.#receiver.add(attempt.finishedMs - attempt.startedMs);
    } else {
      this.#errors.set(attempt.error, (this.#errors.get(attempt.error) ?? 0) + 1);
    }
  }

  ended({ outcome, reason }: Outcome): void {
    this.#outcomes[outcome]++;
    if (outcome === 'dropped' && reason === backlogFull) this.#overloaded++;
  }

  read(): FeedSummary {
    const { delivered, dropped, filtered, cut_off: cutOff } = this.#outcomes;
    return {
      rendered: this.#rendered,
      filtered,
      delivered,
      dropped,
      cutOff,
      attempts: this.#attempts,
      retried: this.#retried,
      overloaded: this.#overloaded,
      errors: Object.fromEntries(this.#errors),
      latencyMs: readPercentiles(this.#latency),
      receiverMs: readPercentiles(this.#receiver),
      latenessMs: readPercentiles(this.#lateness),
    };
  }
}

function readPercentiles(histogram: Histogram): Percentiles {
  return {
    p50: histogram.percentileMs(50),
    p90: histogram.percentileMs(90),
    p99: histogram.percentileMs(99),
    max: histogram.maxMs,
  };
}
