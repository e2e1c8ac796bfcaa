import { formatDuration } from '../lib/duration.ts';
import { explainError } from './explain-error.ts';
import type { MetricKind } from './metric.ts';
import type { Books, FeedSummary, Summary } from './summary.ts';
import type { ExpectationResult } from './verdict.ts';

/** Marks words that went well or badly, for a terminal; or leaves them as they are. */
export interface Emphasis {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
}

/** What the end of a run prints for a person: feeds, books, times, expectations, verdict. */
export function formatReport(
  summary: Summary,
  results: readonly ExpectationResult[],
  elapsedMs: number,
  emphasis: Emphasis,
): string[] {
  const passed = results.every(({ ok }) => ok);
  return [
    ...formatFeeds(summary).map((line, index) => (index === 0 ? emphasis.dim(line) : line)),
    '',
    formatBooks(summary),
    ...formatTimes(summary),
    ...formatErrors(summary).map(emphasis.bad),
    '',
    ...results.map((result) => formatResult(result, emphasis)),
    passed
      ? emphasis.good(`passed in ${formatSeconds(elapsedMs)}`)
      : emphasis.bad(`failed in ${formatSeconds(elapsedMs)}`),
  ];
}

/** The feeds as a table with a head and a total: also what a running simulation shows live. */
export function formatFeeds(summary: Summary): string[] {
  const rows = Object.entries(summary.feeds).map(([name, feed]) => feedRow(name, feed));
  const total = rows.length > 1 ? [feedRow('all', summary)] : [];
  const head = ['feed', 'rendered', 'filtered', 'delivered', 'dropped', 'cut off', 'retried', 'p50', 'p99'];
  const table = [head, ...rows, ...total];
  const widths = head.map((_, column) => Math.max(...table.map((row) => (row[column] ?? '').length)));
  return table.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
}

/** `rendered 10 = filtered 1 + delivered 9 + dropped 0 + cut off 0`, with a remark while something is open. */
export function formatBooks(summary: Summary): string {
  const { rendered, filtered, delivered, dropped, cutOff, open } = summary;
  const ended = `filtered ${count(filtered)} + delivered ${count(delivered)} + dropped ${count(dropped)} + cut off ${count(cutOff)}`;
  return `books     rendered ${count(rendered)} = ${ended}${open === 0 ? '' : ` + open ${count(open)}`}`;
}

/** Thousands set apart, the same in every locale. */
export function count(value: number): string {
  return String(value).replaceAll(/\B(?=(\d{3})+(?!\d))/g, ' ');
}

function feedRow(name: string, feed: FeedSummary): string[] {
  const books: (keyof Books)[] = ['rendered', 'filtered', 'delivered', 'dropped', 'cutOff'];
  const times =
    feed.delivered === 0 ? ['–', '–'] : [formatMs(feed.latencyMs.p50), formatMs(feed.latencyMs.p99)];
  return [name, ...books.map((key) => count(feed[key])), count(feed.retried), ...times];
}

function formatTimes({ latencyMs, receiverMs, latenessMs, delivered }: Summary): string[] {
  if (delivered === 0) return [];
  const line = (name: string, { p50, p90, p99, max }: Summary['latencyMs'], what: string): string =>
    `${name.padEnd(10)}p50 ${formatMs(p50)}  p90 ${formatMs(p90)}  p99 ${formatMs(p99)}  max ${formatMs(max)}  (${what})`;
  return [
    line('latency', latencyMs, 'from due to answered'),
    line('receiver', receiverMs, 'from sent to answered'),
    line('lateness', latenessMs, 'from due to sent'),
  ];
}

function formatErrors({ errors }: Summary): string[] {
  const entries = Object.entries(errors).sort(([, a], [, b]) => b - a);
  if (entries.length === 0) return [];
  const explained = entries.flatMap(([error]) => {
    const why = explainError(error);
    return why === undefined ? [] : [`          ${error}: ${why}`];
  });
  return [
    `errors    ${entries.map(([error, times]) => `${error} × ${count(times)}`).join(', ')}`,
    ...explained,
  ];
}

function formatResult({ id, kind, ok, actual, bound }: ExpectationResult, emphasis: Emphasis): string {
  const format = (value: number): string => formatMetric(kind, value);
  const bounds = [
    bound.min === undefined ? [] : [`at least ${format(bound.min)}`],
    bound.max === undefined ? [] : [`at most ${format(bound.max)}`],
  ].flat();
  const mark = ok ? emphasis.good('✓') : emphasis.bad('✗');
  return `${mark} ${id}: ${actual === null ? 'nothing was measured' : format(actual)}, expected ${bounds.join(' and ')}`;
}

/** Exact enough that what fails never reads like its bound: 14 557 of 14 558 are a share of 0.99993, not of 1. */
function formatMetric(kind: MetricKind, value: number): string {
  if (kind === 'time') return `${roundTo(value, 3)} ms`;
  return kind === 'count' ? count(value) : String(Math.floor(value * 1e6) / 1e6);
}

function formatMs(ms: number): string {
  if (ms >= 10_000) return `${roundTo(ms / 1000, 1)} s`;
  return `${roundTo(ms, ms < 10 ? 1 : 0)} ms`;
}

function formatSeconds(ms: number): string {
  return ms < 60_000 ? `${roundTo(ms / 1000, 1)} s` : formatDuration(Math.round(ms / 1000) * 1000);
}

function roundTo(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
