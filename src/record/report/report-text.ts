import { explainError } from '../explain-error.ts';
import type { Books, FeedSummary } from '../feed-summary.ts';
import { gistOf } from '../gist.ts';
import { timeKeys, timeMeanings, type TimeKey } from '../figures/times.ts';
import type { Percentiles } from '../percentiles.ts';
import type { Paint } from './paint.ts';
import type { Ending } from '../run-result.ts';
import { notesOf, type ShareRow } from './share-row.ts';
import type { Summary } from '../summary.ts';
import { shareCells, shareColumns } from './shares-text.ts';
import { shareJson } from './report-json.ts';
import type { RateVerdict } from '../figures/judge-rate.ts';
import { formatLoad } from './load-text.ts';
import { alignColumns } from './table.ts';
import type { ExpectationResult } from '../verdict.ts';
import { count, countOf, formatBounded, formatMs, formatSeconds } from './wording.ts';

/**
 * What the end of a run prints for a person: feeds, books, times, errors, refused commands, expectations, verdict. `formatAt`
 * writes a simulated time; by default in UTC.
 */
export function formatReport(
  summary: Summary,
  ending: Ending,
  paint: Paint,
  formatAt: (epochMs: number) => string = formatInUtc,
): string[] {
  const { expectations, shares = [] } = ending;
  return [
    ...formatNumbers(summary, paint, formatAt),
    ...formatShares(shares, paint),
    '',
    ...expectations.flatMap((result) => [formatResult(result, paint), ...formatOffences(result)]),
    ...(tellUnheld(ending) ?? formatLateness(summary, expectations)).map(paint.bad),
    ...formatEnding(ending, paint),
  ];
}

/** Who kept a rate from being held, and what to change; `undefined` where nobody did. */
export function tellUnheld({ rate }: { readonly rate?: RateVerdict | null }): string[] | undefined {
  if (rate === undefined || rate === null || rate.ok) return undefined;
  return [rate.why, rate.advice].filter((sentence) => sentence !== null);
}

/** What of it is known of a run whose end is not. */
export function formatNumbers(
  summary: Summary,
  paint: Paint,
  formatAt: (epochMs: number) => string = formatInUtc,
): string[] {
  return [
    ...dimHead(formatFeeds(summary), paint),
    '',
    formatBooks(summary),
    ...formatLoad(summary),
    ...dimHead(formatTimes(summary), paint),
    ...formatAttempts(summary),
    ...formatConnections(summary),
    ...formatErrors(summary).map(paint.bad),
    ...formatFaults(summary),
    ...formatRefused(summary, formatAt).map(paint.bad),
  ];
}

/** A table of the shares that a run was played in, and what is to be said of them. Empty when there are none. */
export function formatShares(shares: readonly ShareRow[], paint: Paint): string[] {
  if (shares.length === 0) return [];
  const table = alignColumns([[...shareColumns], ...shareCells(shares.map(shareJson))]);
  return ['', ...dimHead(table, paint), ...notesOf(shares).map(paint.bad)];
}

function formatInUtc(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

function formatEnding(ending: Ending, paint: Paint): string[] {
  const { verdict, elapsedMs } = ending;
  const mark = verdict === 'passed' ? paint.good : paint.bad;
  return [mark(`${verdict} in ${formatSeconds(elapsedMs)}`), ...tellEarlyEnd(ending)];
}

/** What is said of a run that was stopped: its verdict is of what there was until then. */
export const stoppedEarly = 'stopped before its time';

/** Why a run ended before its time, in a sentence. */
function tellEarlyEnd({ interrupted, abortedBy, failedFast }: Ending): string[] {
  return [
    ...(interrupted ? [stoppedEarly] : []),
    ...(abortedBy === undefined ? [] : [`Ended at once: "${abortedBy}" could not be met any more (abort).`]),
    ...(failedFast === true ? ['Ended at the first message that was dropped (--fail-fast).'] : []),
  ];
}

/** The columns of the books, with the heads that they have; those that a run without faults never fills are optional. */
const columns: readonly { readonly key: keyof Books; readonly head: string; readonly optional?: true }[] = [
  { key: 'rendered', head: 'rendered' },
  { key: 'copied', head: 'copied', optional: true },
  { key: 'filtered', head: 'filtered' },
  { key: 'withheld', head: 'withheld', optional: true },
  { key: 'delivered', head: 'delivered' },
  { key: 'dropped', head: 'dropped' },
  { key: 'cutOff', head: 'cut off' },
];

/** The columns of the books that a run fills. */
export function bookColumns(books: Books): readonly { readonly key: keyof Books; readonly head: string }[] {
  return columns.filter(({ key, optional }) => optional !== true || books[key] > 0);
}

/** The feeds as a table with a head and a total: also what a running simulation shows live. */
export function formatFeeds(summary: Summary): string[] {
  const shown = bookColumns(summary);
  const row = (name: string, feed: FeedSummary): string[] => [
    name,
    ...shown.map(({ key }) => count(feed[key])),
    count(feed.retried),
    count(feed.late),
    formatMs(feed.latencyMs.p50),
    formatMs(feed.latencyMs.p99),
  ];
  const rows = Object.entries(summary.feeds).map(([name, feed]) => row(name, feed));
  const total = rows.length > 1 ? [row('all', summary)] : [];
  const head = ['feed', ...shown.map((column) => column.head), 'retried', 'late', 'p50', 'p99'];
  return alignColumns([head, ...rows, ...total]);
}

/**
 * `rendered 10 = filtered 1 + delivered 9 + dropped 0 + cut off 0`, with `copied` and `withheld` where there are such, and a
 * remark while something is open.
 */
export function formatBooks(summary: Summary): string {
  const { copied, withheld, open } = summary;
  const term = (name: string, value: number): string => `${name} ${count(value)}`;
  const made = [term('rendered', summary.rendered), ...(copied === 0 ? [] : [term('copied', copied)])];
  const ended = [
    term('filtered', summary.filtered),
    ...(withheld === 0 ? [] : [term('withheld', withheld)]),
    term('delivered', summary.delivered),
    term('dropped', summary.dropped),
    term('cut off', summary.cutOff),
    ...(open === 0 ? [] : [term('open', open)]),
  ];
  return `books     ${made.join(' + ')} = ${ended.join(' + ')}`;
}

/** The times that are told of a run: that of earlier tries only where there were such. */
export function toldTimes({ retriesMs }: Pick<FeedSummary, 'retriesMs'>): readonly TimeKey[] {
  return (retriesMs.max ?? 0) > 0 ? timeKeys : timeKeys.filter((key) => key !== 'retries');
}

function formatTimes(summary: Summary): string[] {
  if (summary.attempts === 0) return [];
  const row = (key: TimeKey): string[] => {
    const { min, mean, p50, p90, p95, p99, p999, max } = summary[`${key}Ms`];
    return [key, ...[min, mean, p50, p90, p95, p99, p999, max].map(formatMs)];
  };
  const told = toldTimes(summary);
  const table = alignColumns([
    ['times   ', 'min', 'mean', 'p50', 'p90', 'p95', 'p99', 'p99.9', 'max'],
    ...told.map(row),
  ]);
  const meanings = ['', ...told.map((key) => `(${timeMeanings[key]})`)];
  return table.map((line, index) => `${line}  ${meanings[index] ?? ''}`.trimEnd());
}

function formatAttempts({ attempts, statuses }: Summary): string[] {
  if (attempts === 0) return [];
  const answered = Object.entries(statuses).map(([status, times]) => `${status} × ${count(times)}`);
  const how = answered.length === 0 ? '' : `, answered ${answered.join(', ')}`;
  return [`attempts  ${count(attempts)}${how}`];
}

/** `connections 16 opened, 16 TLS handshakes (15 resumed), p50 3 ms, max 9 ms`; nothing where none was opened. */
function formatConnections({ connections }: Summary): string[] {
  const { opened, handshakes, resumed, failed, connectMs, handshakeMs } = connections;
  if (opened + failed === 0) return [];
  const part = (name: string, { p50, max }: Percentiles): string =>
    `, ${name} p50 ${formatMs(p50)} max ${formatMs(max)}`;
  const tcp = opened === 0 ? '' : part('TCP', connectMs);
  const tls = handshakes === 0 ? '' : part(`TLS (${count(resumed)} resumed)`, handshakeMs);
  const lost = failed === 0 ? '' : `, ${count(failed)} failed`;
  return [`opened    ${countOf(opened, 'connection')}${lost}${tcp}${tls}`];
}

function formatErrors({ errors, answers }: Summary): string[] {
  const entries = Object.entries(errors).sort(([, a], [, b]) => b - a);
  if (entries.length === 0) return [];
  const explained = entries.flatMap(([error]) => {
    const why = explainError(error);
    return why === undefined ? [] : [indent(`${error}: ${why}`)];
  });
  return [
    `errors    ${entries.map(([error, times]) => `${error} × ${count(times)}`).join(', ')}`,
    ...explained,
    ...answers.map(({ status, answer }) => indent(`status ${status}: ${gistOf(answer)}`)),
  ];
}

function formatFaults({ faults }: Summary): string[] {
  const told = Object.entries(faults).map(([name, { kind, touched }]) => {
    return `${name === kind ? name : `${name} (${kind})`} × ${count(touched)}`;
  });
  return told.length === 0 ? [] : [`faults    ${told.join(', ')}`];
}

function formatRefused(
  { refusedCommands, refused }: Summary,
  formatAt: (epochMs: number) => string,
): string[] {
  if (refusedCommands === 0) return [];
  const more = refusedCommands - refused.length;
  return [
    `refused   ${countOf(refusedCommands, 'command')} had no effect`,
    ...refused.map(({ at, command, reason }) => indent(`${formatAt(at)} ${command}: ${reason}`)),
    ...(more === 0 ? [] : [indent(`and ${count(more)} more, which --record writes down`)]),
  ];
}

function formatResult(result: ExpectationResult, paint: Paint): string {
  const mark = result.ok ? paint.good('✓') : paint.bad('✗');
  return `${mark} ${result.id}: ${tellResult(result)}`;
}

/** What was measured, and within which bounds it should have been. */
export interface Measured extends Pick<ExpectationResult, 'kind' | 'actual'> {
  readonly bound: { readonly min?: number | undefined; readonly max?: number | undefined };
}

/** What was measured and what was expected: `7, expected at most 0`. */
export function tellResult({ kind, actual, bound }: Measured): string {
  const format = (value: number): string => formatBounded(kind, value, bound);
  const wanted = [
    ...(bound.min === undefined ? [] : [`at least ${format(bound.min)}`]),
    ...(bound.max === undefined ? [] : [`at most ${format(bound.max)}`]),
  ];
  return `${actual === null ? 'nothing was measured' : format(actual)}, expected ${wanted.join(' and ')}`;
}

/** The first records that are to blame. */
function formatOffences({ offences = [] }: ExpectationResult): string[] {
  return offences.map(({ type, seq, eventId, feed, client, saw }) => {
    const who = [client, feed, eventId].filter((part) => part !== undefined);
    return indent(`${[`${type} ${seq}`, ...who].join('  ')}: ${gistOf(saw)}`);
  });
}

/** Where a time was too long and most of it went by before the message was sent, it is said what it waited for. */
function formatLateness(
  { latencyMs, latenessMs, waitMs }: Summary,
  results: readonly ExpectationResult[],
): string[] {
  const missed = results.some(({ ok, kind, actual }) => !ok && kind === 'time' && actual !== null);
  const [late, waited, whole] = [latenessMs.p99, waitMs.p99, latencyMs.p99];
  if (!missed || late === null || waited === null || whole === null) return [];
  if (late >= whole / 2) {
    return [
      `Of the slowest messages most of the time went by before phoney had them ready (lateness p99 ${formatMs(late)}): this machine could not keep up. Play slower (speed), or send less at once.`,
    ];
  }
  if (waited < whole / 2) return [];
  return [
    `Of the slowest messages most of the time went by while they waited for a connection (wait p99 ${formatMs(waited)}): all that limits allow were busy. Allow more connections_per_feed (phoney load --connections); where the receiver then takes longer for each answer, it is the receiver that cannot keep up.`,
  ];
}

function dimHead(table: readonly string[], paint: Paint): string[] {
  return table.map((line, index) => (index === 0 ? paint.dim(line) : line));
}

/** Under the words behind a line's name. */
function indent(text: string): string {
  return `${' '.repeat(10)}${text}`;
}
