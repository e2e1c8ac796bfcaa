import { noConnections, type ConnectionsSummary } from './figures/connections.ts';
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
  /** Messages that left: of which a first attempt has ended. */
  readonly sent: number;
  /** Of those: that left later after they were due than is in time. */
  readonly late: number;
  /** Of those: that phoney had ready in time, and that waited for a connection. */
  readonly lateWaiting: number;
  /** Of those that were sent: that left in time, without copies. */
  readonly inTime: number;
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
  /** Connections to its receivers over HTTP. */
  readonly connections: ConnectionsSummary;
  /** Of messages that were delivered: from when it was due to the end of the attempt that delivered it. The others are its parts. */
  readonly latencyMs: Percentiles;
  /** From when it was due until it was in its lane's queue: our own lateness. */
  readonly latenessMs: Percentiles;
  /** From there until the attempt that delivered it was in the queue: earlier attempts and the pauses after them. */
  readonly retriesMs: Percentiles;
  /** From there to its start: it waited for a connection, or for the one before it with its order key. */
  readonly waitMs: Percentiles;
  /** From there to its end: what the receiver did. Without attempts that a fault slowed. */
  readonly receiverMs: Percentiles;
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
  sent: 0,
  late: 0,
  lateWaiting: 0,
  inTime: 0,
  retried: 0,
  overloaded: 0,
  bodyBytes: 0,
  errors: {},
  statuses: {},
  answers: [],
  connections: noConnections,
  latencyMs: neverMeasured,
  latenessMs: neverMeasured,
  retriesMs: neverMeasured,
  waitMs: neverMeasured,
  receiverMs: neverMeasured,
};

/** How many messages have ended. */
export function countEnded({ filtered, withheld, delivered, dropped, cutOff }: Books): number {
  return filtered + withheld + delivered + dropped + cutOff;
}

/** How many messages were to be sent. */
export function countToSend({ rendered, copied, filtered, withheld }: Books): number {
  return rendered + copied - filtered - withheld;
}
