import type { Attempt } from '../../channels/message.ts';

/** The times of a message that was delivered, in the order in which they pass; `latency` is all of them together. */
export const timeKeys = ['latency', 'lateness', 'retries', 'wait', 'receiver'] as const;
/** The name of a time. */
export type TimeKey = (typeof timeKeys)[number];

/** What the times are, in short, as reports have it beside them. */
export const timeMeanings: Readonly<Record<TimeKey, string>> = {
  latency: 'from due to answered',
  lateness: 'from due to queued: phoney',
  retries: 'earlier tries and their pauses',
  wait: 'from queued to sent: for a connection',
  receiver: 'from sent to answered',
};

/** Something for each of the times. */
export function ofTimes<Value>(make: (key: TimeKey) => Value): Readonly<Record<TimeKey, Value>> {
  return Object.fromEntries(timeKeys.map((key) => [key, make(key)])) as Record<TimeKey, Value>;
}

/**
 * One of the times of the attempt that delivered a message, in whole µs. The instants are rounded, not their distances, so that
 * lateness, retries, wait and receiver add up to latency.
 */
export function timeUs(attempt: Attempt, key: TimeKey): number {
  const { dueMs, queuedMs, startedMs, finishedMs } = attempt;
  switch (key) {
    case 'latency':
      return distanceUs(dueMs, finishedMs);
    case 'lateness':
      return distanceUs(dueMs, firstQueuedMs(attempt));
    case 'retries':
      return distanceUs(firstQueuedMs(attempt), queuedMs);
    case 'wait':
      return distanceUs(queuedMs, startedMs);
    case 'receiver':
      return distanceUs(startedMs, finishedMs);
  }
}

/** From one instant to another, both in ms, as whole µs. */
export function distanceUs(fromMs: number, toMs: number): number {
  return Math.round(toMs * 1000) - Math.round(fromMs * 1000);
}

/** A record from before it was told counts the time before a further try as that of the earlier ones. */
function firstQueuedMs({ try: ordinal, firstQueuedMs: told, queuedMs, dueMs }: Attempt): number {
  return told ?? (ordinal === 1 ? queuedMs : dueMs);
}
