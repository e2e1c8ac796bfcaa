import { neverMeasured, type Percentiles } from './percentiles.ts';

/** What became of all messages. Balanced when rendered + copied = filtered + withheld + delivered + dropped + cutOff. */
export interface Books {
  readonly rendered: number;
  /** Sent once more on purpose, with the bytes of another. */
  readonly copied: number;
  readonly filtered: number;
  /** Not sent on purpose. */
  readonly withheld: number;
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
  /** Bytes of the bodies of all requests over HTTP that were answered, retries included. */
  readonly bodyBytes: number;
  /** How often each error ended an attempt. */
  readonly errors: Readonly<Record<string, number>>;
  /** How often each status was answered. */
  readonly statuses: Readonly<Record<string, number>>;
  /** The first few different answers of receivers that did not take a message, in the order in which they came. */
  readonly answers: readonly FailedAnswer[];
  /** From when the message was due to the end of the attempt that delivered it. */
  readonly latencyMs: Percentiles;
  /** From the start of the attempt that delivered to its end: what the receiver did. */
  readonly receiverMs: Percentiles;
  /** From when the message was due to the start of its first attempt: our own lateness. */
  readonly latenessMs: Percentiles;
}

/** What a receiver said when it did not take a message. */
export interface FailedAnswer {
  readonly status: number;
  /** The beginning of its body. */
  readonly answer: string;
}

/** The numbers of a feed that said nothing. */
export const silentFeed: FeedSummary = {
  rendered: 0,
  copied: 0,
  filtered: 0,
  withheld: 0,
  delivered: 0,
  dropped: 0,
  cutOff: 0,
  attempts: 0,
  retried: 0,
  overloaded: 0,
  bodyBytes: 0,
  errors: {},
  statuses: {},
  answers: [],
  latencyMs: neverMeasured,
  receiverMs: neverMeasured,
  latenessMs: neverMeasured,
};

/** How many messages have ended. */
export function countEnded({ filtered, withheld, delivered, dropped, cutOff }: Books): number {
  return filtered + withheld + delivered + dropped + cutOff;
}

/** How many messages were to be sent. */
export function countToSend({ rendered, copied, filtered, withheld }: Books): number {
  return rendered + copied - filtered - withheld;
}
