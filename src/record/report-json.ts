import type { Books, FeedSummary, Summary } from './summary.ts';
import type { ExpectationResult } from './verdict.ts';

/** What the summary line is made from. */
export interface JudgedRun {
  readonly verdict: 'passed' | 'failed';
  readonly seed: number;
  readonly summary: Summary;
  readonly expectations: readonly ExpectationResult[];
  readonly elapsedMs: number;
  readonly interrupted: boolean;
}

/** The last line of `run --json`: a stable object of its own, one line. */
export function summaryLine({
  verdict,
  seed,
  summary,
  expectations,
  elapsedMs,
  interrupted,
}: JudgedRun): string {
  const { feeds, latencyMs, receiverMs, latenessMs, events } = summary;
  return JSON.stringify({
    type: 'summary',
    verdict,
    seed,
    interrupted,
    elapsedMs: Math.round(elapsedMs),
    events,
    books: readBooks(summary),
    attempts: summary.attempts,
    retried: summary.retried,
    errors: summary.errors,
    feeds: Object.fromEntries(Object.entries(feeds).map(([name, feed]) => [name, readFeed(feed)])),
    latencyMs,
    receiverMs,
    latenessMs,
    expectations: expectations.map(({ id, ok, actual, bound }) => ({ id, ok, actual, bound })),
  });
}

function readFeed(feed: FeedSummary): unknown {
  const { attempts, retried, overloaded, errors, latencyMs } = feed;
  return { ...readBooks(feed), attempts, retried, overloaded, errors, latencyMs };
}

function readBooks({ rendered, filtered, delivered, dropped, cutOff }: Books): Books {
  return { rendered, filtered, delivered, dropped, cutOff };
}
