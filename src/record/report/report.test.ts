import { expect, test } from 'vitest';
import { silentFeed, type FeedSummary } from '../feed-summary.ts';
import { neverMeasured, type Percentiles } from '../percentiles.ts';
import { metrics } from '../metric.ts';
import { summaryLine } from './report-json.ts';
import { formatBooks, formatFeeds, formatReport } from './report-text.ts';
import type { Ending, RunResult } from '../run-result.ts';
import type { Summary } from '../summary.ts';
import type { ExpectationResult } from '../verdict.ts';

const plain = (text: string): string => text;
const paint = { good: plain, bad: plain, dim: plain, bold: plain };

const latencyMs: Percentiles = {
  count: 1000,
  min: 0.412,
  mean: 8.3,
  p50: 5.25,
  p90: 20,
  p95: 31,
  p99: 90.4,
  p999: 1250,
  max: 12_345,
};
const feed: FeedSummary = {
  ...silentFeed,
  rendered: 1210,
  filtered: 200,
  delivered: 1000,
  dropped: 7,
  cutOff: 3,
  overloaded: 2,
  attempts: 1030,
  statuses: { 200: 1000, 400: 26 },
  retried: 20,
  bodyBytes: 412_000,
  errors: { timeout: 4, 'status 400': 26 },
  answers: [{ status: 400, answer: '{"error":"no such queue"}' }],
  latencyMs,
};
const nothing: Summary = {
  ...silentFeed,
  feeds: {},
  events: 0,
  refusedCommands: 0,
  refused: [],
  faults: {},
  open: 0,
  load: null,
};
const refusal = { at: Date.UTC(2026, 2, 2, 8, 30), command: 'contact.hang-up', reason: 'It is over.' };
const summary: Summary = {
  ...nothing,
  ...feed,
  feeds: { 'asapp.queue': feed },
  events: 500,
  refusedCommands: 2,
  refused: [refusal],
};
const few = { id: 'few drops', ok: false, actual: 7, bound: { max: 0 } };
const result: ExpectationResult = { ...few, kind: 'count' };
const ending = (expectations: readonly ExpectationResult[], elapsedMs = 1000): Ending => {
  const verdict = expectations.every(({ ok }) => ok) ? 'passed' : 'failed';
  return { verdict, expectations, elapsedMs, interrupted: false };
};
const run: RunResult = {
  verdict: 'failed',
  seed: 7,
  summary,
  expectations: [result],
  elapsedMs: 1500,
  interrupted: false,
};

test('the summary line has what scripts rely on, for the run and for each feed', () => {
  const books = {
    rendered: 1210,
    copied: 0,
    filtered: 200,
    withheld: 0,
    delivered: 1000,
    dropped: 7,
    cutOff: 3,
  };
  const text = summaryLine(run);
  expect(text).not.toContain('\n');
  expect(JSON.parse(text)).toMatchObject({
    type: 'summary',
    verdict: 'failed',
    seed: 7,
    interrupted: false,
    elapsedMs: 1500,
    books,
    bodyBytes: 412_000,
    answers: [{ status: 400, answer: '{"error":"no such queue"}' }],
    refusedCommands: 2,
    refused: [{ at: '2026-03-02T08:30:00.000Z', command: 'contact.hang-up', reason: 'It is over.' }],
    feeds: { 'asapp.queue': { ...books, attempts: 1030, retried: 20, overloaded: 2 } },
    latencyMs,
    expectations: [few],
  });
});

test('the summary line has null for every time that was never measured', () => {
  const line = JSON.parse(summaryLine({ ...run, summary: nothing })) as Record<string, unknown>;
  for (const times of ['latencyMs', 'receiverMs', 'latenessMs']) expect(line[times]).toEqual(neverMeasured);
  expect(new Set(Object.values(neverMeasured))).toEqual(new Set([0, null]));
});

test('the report says feeds, books, times, errors, what receivers answered, refused commands, expectations and the verdict', () => {
  const formatAt = (epochMs: number): string => new Date(epochMs).toISOString().slice(11, 19);
  expect(formatReport(summary, ending([result], 83_000), paint, formatAt)).toEqual([
    'feed         rendered  filtered  delivered  dropped  cut off  retried  late     p50    p99',
    'asapp.queue     1 210       200      1 000        7        3       20     0  5.3 ms  90 ms',
    '',
    'books     rendered 1 210 = filtered 200 + delivered 1 000 + dropped 7 + cut off 3',
    'times         min    mean     p50    p90    p95    p99   p99.9     max',
    'latency   0.41 ms  8.3 ms  5.3 ms  20 ms  31 ms  90 ms  1.25 s  12.3 s  (from due to answered)',
    'lateness        –       –       –      –      –      –       –       –  (from due to queued: phoney)',
    'wait            –       –       –      –      –      –       –       –  (from queued to sent: for a connection)',
    'receiver        –       –       –      –      –      –       –       –  (from sent to answered)',
    'attempts  1 030, answered 200 × 1 000, 400 × 26',
    'errors    status 400 × 26, timeout × 4',
    '          timeout: The receiver took longer for its answer than the vendor waits. Let it answer before it does its work, or raise timeout_ms of the target (phoney load --vendor: --timeout).',
    '          status 400: {"error":"no such queue"}',
    'refused   2 commands had no effect',
    '          08:30:00 contact.hang-up: It is over.',
    '          and 1 more, which --record writes down',
    '',
    '✗ few drops: 7, expected at most 0',
    'failed in 1m23s',
  ]);
});

test('what is still open stands in the books', () => {
  expect(formatBooks({ ...summary, rendered: 1211, open: 1 })).toMatch(/cut off 3 \+ open 1$/);
});

test('copies and withheld messages stand in books and table as soon as there are any', () => {
  const faulty = { ...feed, copied: 5, withheld: 5 };
  const text = formatBooks({ ...summary, ...faulty });
  expect(text).toContain('rendered 1 210 + copied 5 = filtered 200 + withheld 5 + delivered 1 000 +');
  expect(formatFeeds({ ...summary, ...faulty, feeds: { 'asapp.queue': faulty } })).toEqual([
    'feed         rendered  copied  filtered  withheld  delivered  dropped  cut off  retried  late     p50    p99',
    'asapp.queue     1 210       5       200         5      1 000        7        3       20     0  5.3 ms  90 ms',
  ]);
});

test.each<[Omit<ExpectationResult, 'id'>, string]>([
  [
    { kind: 'time', ok: true, actual: 291.583, bound: { max: 10_000 } },
    '✓ it: 292 ms, expected at most 10 s',
  ],
  [
    { kind: 'time', ok: false, actual: null, bound: { max: 2000 } },
    '✗ it: nothing was measured, expected at most 2 s',
  ],
  [{ kind: 'count', ok: true, actual: 14558, bound: { min: 5000 } }, '✓ it: 14 558, expected at least 5 000'],
  [{ kind: 'share', ok: true, actual: 1, bound: { min: 1 } }, '✓ it: 100 %, expected at least 100 %'],
  [
    { kind: 'share', ok: false, actual: 0.9999999, bound: { min: 1 } },
    '✗ it: 99.99999 %, expected at least 100 %',
  ],
  [
    { kind: 'share', ok: true, actual: 0.862919, bound: { min: 0.8, max: 0.9 } },
    '✓ it: 86.3 %, expected at least 80 % and at most 90 %',
  ],
])('an expectation reads as people speak, and never like a bound that it missed: %j', (of, line) => {
  expect(formatReport(nothing, ending([{ id: 'it', ...of }]), paint)).toContain(line);
});

test('below an expectation that was not met stand the first records that are to blame, in text and JSON', () => {
  const offences = [
    { type: 'message', seq: 17, eventId: 'e-1', feed: 'asapp.raw', saw: 'dropped: status 500' },
    { type: 'client', seq: 3, client: 'alice', saw: 'back after 900 ms' },
  ] as const;
  const missed: ExpectationResult = { ...result, offences };
  expect(formatReport(nothing, ending([missed]), paint).slice(-4)).toEqual([
    '✗ few drops: 7, expected at most 0',
    '          message 17  asapp.raw  e-1: dropped: status 500',
    '          client 3  alice: back after 900 ms',
    'failed in 1 s',
  ]);
  const line = summaryLine({ ...run, expectations: [missed], abortedBy: 'few drops' });
  expect(JSON.parse(line)).toMatchObject({ abortedBy: 'few drops', expectations: [{ ...few, offences }] });
});

test('a run that ended early says why, and has the verdict that it has', () => {
  const kept = { ...ending([{ ...result, ok: true }]), verdict: 'failed' } as const;
  expect(formatReport(nothing, { ...kept, failedFast: true }, paint).slice(-2)).toEqual([
    'failed in 1 s',
    'Ended at the first message that was dropped (--fail-fast).',
  ]);
  expect(formatReport(nothing, { ...kept, abortedBy: 'few drops' }, paint).at(-1)).toBe(
    'Ended at once: "few drops" could not be met any more (abort).',
  );
});

test('an error that is known says what to do', () => {
  const errors = { ECONNREFUSED: 3, 'status 500': 1 };
  const text = formatReport({ ...nothing, errors }, ending([]), paint).join('\n');
  expect(text).toContain('errors    ECONNREFUSED × 3, status 500 × 1');
  expect(text).toContain('ECONNREFUSED: Nothing listens at that address.');
  expect(text).not.toContain('status 500:');
});

test('the share that was delivered is of what was to be sent, and whole when there was nothing', () => {
  const { read } = metrics.delivered_share;
  expect(read(feed)).toBeCloseTo(1000 / 1010, 9);
  expect(read({ ...feed, copied: 10, withheld: 20 })).toBe(1);
  expect(read({ ...silentFeed, rendered: 5, filtered: 5 })).toBe(1);
});

test('a time that was too long for our own lateness, or for want of a connection, is not laid at the receiver’s door', () => {
  const tooLong: ExpectationResult = { id: 'fast', kind: 'time', ok: false, actual: 90, bound: { max: 50 } };
  const report = (lateMs: number, waitedMs: number, result = tooLong): string => {
    const of = (p99: number): Percentiles => ({ ...latencyMs, p99 });
    const times = { latencyMs: of(90), latenessMs: of(lateMs), waitMs: of(waitedMs) };
    return formatReport({ ...summary, ...times }, ending([result]), paint).join('\n');
  };
  expect(report(80, 5)).toContain('before phoney had them ready (lateness p99 80 ms)');
  expect(report(5, 80)).toContain('while they waited for a connection (wait p99 80 ms)');
  expect(report(10, 10)).not.toContain('Of the slowest');
  expect(report(80, 80, { ...tooLong, ok: true })).not.toContain('Of the slowest');
});

test('what the faults did stands in the report, also where one did nothing', () => {
  const faults = { storm: { kind: 'duplicate', touched: 1200 }, drop: { kind: 'drop', touched: 0 } };
  expect(formatReport({ ...summary, faults }, ending([result]), paint)).toContain(
    'faults    storm (duplicate) × 1 200, drop × 0',
  );
});
