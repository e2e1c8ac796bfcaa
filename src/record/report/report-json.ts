import { heldShare } from '../figures/held.ts';
import type { Books, FeedSummary } from '../feed-summary.ts';
import type { RunResult } from '../run-result.ts';
import type { ShareRow } from './share-row.ts';
import type { Summary } from '../summary.ts';
import type { ExpectationResult } from '../verdict.ts';

/**
 * The last line of `run --json`: a stable object of its own, one line. A time that was never measured is `null`. `more`: what is told of this
 * run beside its own numbers.
 */
export function summaryLine(result: RunResult, more: Readonly<Record<string, unknown>> = {}): string {
  const {
    verdict,
    seed,
    summary,
    expectations,
    elapsedMs,
    interrupted,
    abortedBy,
    failedFast,
    rate,
    shares,
  } = result;
  return JSON.stringify({
    type: 'summary',
    verdict,
    seed,
    interrupted,
    abortedBy,
    failedFast,
    rate,
    elapsedMs,
    ...summaryJson(summary),
    expectations: expectations.map(expectationJson),
    shares: shares?.map(shareJson),
    ...more,
  });
}

/** An expectation held against a run, as plain JSON. */
export function expectationJson({ id, kind, ok, actual, bound, offences }: ExpectationResult) {
  return { id, kind, ok, actual, bound, ...(offences !== undefined && { offences: [...offences] }) };
}

/** One of the shares of a run as plain JSON. */
export function shareJson({ share, where, state, summary, knownForMs, beganLateMs, note }: ShareRow) {
  const known = summary && {
    books: readBooks(summary),
    open: summary.open,
    attempts: summary.attempts,
    retried: summary.retried,
    latencyMs: summary.latencyMs,
    latenessMs: summary.latenessMs,
  };
  return { share, where, state, knownForMs, beganLateMs, note, known };
}

/** A summary as plain JSON: times ISO 8601 in UTC, one that was never measured `null`. */
export function summaryJson(summary: Summary) {
  const { feeds, events } = summary;
  return {
    events,
    books: readBooks(summary),
    open: summary.open,
    ...readSent(summary),
    attempts: summary.attempts,
    retried: summary.retried,
    overloaded: summary.overloaded,
    bodyBytes: summary.bodyBytes,
    errors: summary.errors,
    answers: [...summary.answers],
    connections: summary.connections,
    refusedCommands: summary.refusedCommands,
    refused: summary.refused.map(({ at, command, reason }) => ({
      at: new Date(at).toISOString(),
      command,
      reason,
    })),
    faults: summary.faults,
    feeds: Object.fromEntries(Object.entries(feeds).map(([name, feed]) => [name, readFeed(feed)])),
    ...readTimes(summary),
    load: summary.load && { ...summary.load, held: heldShare(summary) },
  };
}

function readFeed(feed: FeedSummary) {
  const { attempts, retried, overloaded, bodyBytes, connections, errors, statuses } = feed;
  const counts = { attempts, retried, overloaded, bodyBytes, connections, errors, statuses };
  return { ...readBooks(feed), ...readSent(feed), ...counts, ...readTimes(feed) };
}

function readSent({ sent, late, lateWaiting, inTime }: FeedSummary) {
  return { sent, late, lateWaiting, inTime };
}

function readTimes({ latencyMs, latenessMs, retriesMs, waitMs, receiverMs }: FeedSummary) {
  return { latencyMs, latenessMs, retriesMs, waitMs, receiverMs };
}

function readBooks({ rendered, copied, filtered, withheld, delivered, dropped, cutOff }: Books): Books {
  return { rendered, copied, filtered, withheld, delivered, dropped, cutOff };
}
