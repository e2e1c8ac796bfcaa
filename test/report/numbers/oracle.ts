import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A line of a record, as far as it is counted here. */
interface Line {
  readonly type: string;
  readonly seq: number;
  readonly messageSeq?: number;
  readonly vendor: string;
  readonly feed: string;
  readonly copyOf?: number;
  readonly outcome: string;
  readonly fault: string;
  readonly try: number;
  readonly status: number | null;
  readonly error: string | null;
  readonly faults?: readonly string[];
  readonly dueMs: number;
  readonly queuedMs: number;
  readonly firstQueuedMs?: number;
  readonly startedMs: number;
  readonly finishedMs: number;
}

/** The times of messages, of which the others are parts of the first. */
export const timesTold = ['latency', 'lateness', 'retries', 'wait', 'receiver'] as const;

/** What the lines of a record come to, counted one by one and without any of phoney's own folds. */
export interface Counted {
  /** Such as `asapp.queue rendered`, `all status 503`, `all error timeout`. */
  readonly counts: Readonly<Record<string, number>>;
  /** Ms, the shortest first, of all messages. */
  readonly times: Readonly<Record<(typeof timesTold)[number], readonly number[]>>;
}

/** Counts a record that was compressed with gzip. */
export function countRecord(file: string): Counted {
  const lines = gunzipSync(readFileSync(file))
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  const counts: Record<string, number> = {};
  const times: Record<(typeof timesTold)[number], number[]> = {
    latency: [],
    lateness: [],
    retries: [],
    wait: [],
    receiver: [],
  };
  const feeds = new Map<number, string>();
  for (const line of lines) {
    if (line.type === 'message') feeds.set(line.seq, `${line.vendor}.${line.feed}`);
    const feed = feeds.get(line.type === 'message' ? line.seq : (line.messageSeq ?? 0)) ?? '';
    for (const what of wordsFor(line)) {
      for (const of of [feed, 'all']) counts[`${of} ${what}`] = (counts[`${of} ${what}`] ?? 0) + 1;
    }
    if (line.type === 'attempt') addTimes(times, line);
  }
  for (const values of Object.values(times)) values.sort((a, b) => a - b);
  return { counts, times };
}

function wordsFor(line: Line): string[] {
  if (line.type === 'event') return ['event'];
  if (line.type === 'message') return [line.copyOf === undefined ? 'rendered' : 'copied'];
  if (line.type === 'outcome') return [line.outcome];
  if (line.type === 'fault') return [`fault ${line.fault}`];
  if (line.type !== 'attempt') return [];
  const { status, error, faults = [] } = line;
  const isWhole = error === null || faults.length === 0 || error.startsWith('fault ');
  return [
    'attempts',
    ...(line.try === 1 ? ['sent'] : ['retried']),
    ...(line.try === 1 && line.startedMs - line.dueMs > 10 ? ['late'] : []),
    ...(status === null ? [] : [`status ${status}`]),
    ...(error === null ? [] : [isWhole ? `error ${error}` : `error fault ${faults.join(' and ')}: ${error}`]),
  ];
}

function addTimes(times: Record<keyof Counted['times'], number[]>, line: Line): void {
  const { dueMs, queuedMs, firstQueuedMs = queuedMs, startedMs, finishedMs } = line;
  if (line.error !== null) return;
  times.latency.push(finishedMs - dueMs);
  times.lateness.push(firstQueuedMs - dueMs);
  times.retries.push(queuedMs - firstQueuedMs);
  times.wait.push(startedMs - queuedMs);
  if (line.faults === undefined) times.receiver.push(finishedMs - startedMs);
}

/** The time that so many of a hundred do not exceed. */
export function percentileOf(sorted: readonly number[], percent: number): number {
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100 - 1e-9) - 1)] ?? NaN;
}
