import { ConnectionsFold, type ConnectionsSnapshot } from './figures/connections.ts';
import type { Attempt, Message, Outcome } from '../channels/message.ts';
import type { FailedAnswer, FeedSummary } from './feed-summary.ts';
import { compareTexts, FirstFew } from './first-few.ts';
import { usualLateAfterMs } from '../lib/pace.ts';
import { Histogram, type Buckets, type HistogramSnapshot } from './histogram.ts';
import { ofTimes, timeKeys, timeUs, type TimeKey } from './figures/times.ts';

/** The reason of a message that found its lane's backlog full. */
export const backlogFull = 'backlog full';

/** What a feed's records came to, as plain JSON. */
export interface FeedSnapshot extends Record<Counter, number>, Record<TimeKey, HistogramSnapshot> {
  readonly errors: Readonly<Record<string, number>>;
  readonly statuses: Readonly<Record<string, number>>;
  readonly answers: readonly TimedAnswer[];
  readonly connections: ConnectionsSnapshot;
}

/** The durations of a feed by the bounds of an exposition. */
export type FeedBuckets = Readonly<Record<TimeKey, Buckets>>;

const counters = [
  'rendered',
  'copied',
  'filtered',
  'withheld',
  'delivered',
  'dropped',
  'cut_off',
  'attempts',
  'retried',
  'overloaded',
  'bodyBytes',
  'late',
  'lateWaiting',
  'inTime',
] as const;
type Counter = (typeof counters)[number];

interface TimedAnswer extends FailedAnswer {
  /** Monotonic ms. */
  readonly atMs: number;
}

const keptAnswers = 5;

/** Folds the records of one feed. Memory does not grow with the run. */
export class FeedFold {
  readonly #counts = Object.fromEntries(counters.map((name) => [name, 0])) as Record<Counter, number>;
  readonly #errors = new Map<string, number>();
  readonly #statuses = new Map<number, number>();
  readonly #answers = new FirstFew<TimedAnswer>(keptAnswers, compareAnswers, isSameAnswer);
  readonly connections = new ConnectionsFold();
  readonly #times = ofTimes(() => new Histogram());
  readonly #lateAfterMs: number;

  /** `lateAfterMs`: what leaves later than this after it was due is late. */
  constructor(lateAfterMs = usualLateAfterMs) {
    this.#lateAfterMs = lateAfterMs;
  }

  rendered({ copyOf }: Message): void {
    this.#counts[copyOf === undefined ? 'rendered' : 'copied']++;
  }

  attempted(message: Message, attempt: Attempt): void {
    const { channel, body } = message;
    const { status, error } = attempt;
    this.#counts.attempts++;
    if (attempt.try === 1) this.#left(message, attempt);
    else this.#counts.retried++;
    if (status !== null) this.#countStatus(status, 1);
    if (channel === 'http' && status !== null) this.#counts.bodyBytes += Buffer.byteLength(body);
    if (error !== null) return this.#failed(errorOf(error, attempt), attempt);
    for (const key of timeKeys) {
      // How long a receiver takes for what comes to it byte by byte says nothing about it.
      if (key !== 'receiver' || attempt.faults === undefined) this.#times[key].addUs(timeUs(attempt, key));
    }
  }

  ended({ outcome, reason }: Outcome): void {
    this.#counts[outcome]++;
    if (outcome === 'dropped' && reason === backlogFull) this.#counts.overloaded++;
  }

  /** The numbers as they stand now. */
  read(): FeedSummary {
    const { cut_off: cutOff, ...counts } = this.#counts;
    return {
      ...counts,
      cutOff,
      sent: counts.attempts - counts.retried,
      errors: Object.fromEntries(this.#errors),
      statuses: Object.fromEntries(this.#statuses),
      answers: this.#answers.list().map(({ status, answer }) => ({ status, answer })),
      connections: this.connections.read(),
      latencyMs: this.#times.latency.read(),
      latenessMs: this.#times.lateness.read(),
      retriesMs: this.#times.retries.read(),
      waitMs: this.#times.wait.read(),
      receiverMs: this.#times.receiver.read(),
    };
  }

  /** The durations by these bounds in ms, the smallest first. */
  readBuckets(boundsMs: readonly number[]): FeedBuckets {
    return ofTimes((key) => this.#times[key].readBuckets(boundsMs));
  }

  snapshot(): FeedSnapshot {
    return {
      ...this.#counts,
      errors: Object.fromEntries(this.#errors),
      statuses: Object.fromEntries(this.#statuses),
      answers: this.#answers.list(),
      connections: this.connections.snapshot(),
      ...ofTimes((key) => this.#times[key].snapshot()),
    };
  }

  /** Adds everything that `other` has counted. */
  addAll(other: FeedFold): void {
    for (const name of counters) this.#counts[name] += other.#counts[name];
    for (const [error, times] of other.#errors) this.#countError(error, times);
    for (const [status, times] of other.#statuses) this.#countStatus(status, times);
    for (const answer of other.#answers.list()) this.#answers.add(answer);
    this.connections.addAll(other.connections);
    for (const key of timeKeys) this.#times[key].addAll(other.#times[key]);
  }

  merge(snapshot: FeedSnapshot): void {
    for (const name of counters) this.#counts[name] += snapshot[name];
    for (const [error, times] of Object.entries(snapshot.errors)) this.#countError(error, times);
    for (const [status, times] of Object.entries(snapshot.statuses)) this.#countStatus(Number(status), times);
    for (const answer of snapshot.answers) this.#answers.add(answer);
    this.connections.merge(snapshot.connections);
    for (const key of timeKeys) this.#times[key].merge(snapshot[key]);
  }

  /** The first try of a message is when it has left. */
  #left({ copyOf }: Message, { dueMs, queuedMs, startedMs }: Attempt): void {
    if (startedMs - dueMs > this.#lateAfterMs) {
      this.#counts.late++;
      if (queuedMs - dueMs <= this.#lateAfterMs) this.#counts.lateWaiting++;
    } else if (copyOf === undefined) this.#counts.inTime++;
  }

  #failed(error: string, { status, answer, finishedMs }: Attempt): void {
    this.#countError(error, 1);
    if (answer !== undefined && status !== null) this.#answers.add({ status, answer, atMs: finishedMs });
  }

  #countStatus(status: number, times: number): void {
    this.#statuses.set(status, (this.#statuses.get(status) ?? 0) + times);
  }

  #countError(error: string, times: number): void {
    this.#errors.set(error, (this.#errors.get(error) ?? 0) + times);
  }
}

/** What goes wrong under a fault is counted apart: it is not for the receiver to mend. */
function errorOf(error: string, { faults }: Attempt): string {
  if (faults === undefined || error.startsWith('fault ')) return error;
  return `fault ${faults.join(' and ')}: ${error}`;
}

function compareAnswers(a: TimedAnswer, b: TimedAnswer): number {
  return a.atMs - b.atMs || a.status - b.status || compareTexts(a.answer, b.answer);
}

function isSameAnswer(a: TimedAnswer, b: TimedAnswer): boolean {
  return a.status === b.status && a.answer === b.answer;
}
