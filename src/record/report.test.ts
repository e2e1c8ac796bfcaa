import { expect, test } from 'vitest';
import { metrics } from './metric.ts';
import { summaryLine } from './report-json.ts';
import { count, formatBooks, formatReport } from './report-text.ts';
import { silentFeed, type FeedSummary, type Summary } from './summary.ts';

const feed: FeedSummary = {
  ...silentFeed,
  rendered: 1210,
  filtered: 200,
  delivered: 1000,
  dropped: 7,
  cutOff: 3,
  overloaded: 2,
  attempts: 1030,
  retried: 20,
  errors: { timeout: 4, 'status 500': 26 },
  latencyMs: { p50: 5.25, p90: 20, p99: 90.4, max: 12_345 },
};
const summary: Summary = { ...feed, feeds: { 'asapp.queue': feed }, events: 500, open: 0 };
const told = { id: 'few drops', ok: false, actual: 7, bound: { max: 0 } };
const result = { ...told, kind: 'count' } as const;

test('the summary line has what scripts rely on, for the run and for each feed', () => {
  const books = { rendered: 1210, filtered: 200, delivered: 1000, dropped: 7, cutOff: 3 };
  const judged = { verdict: 'failed', seed: 7, summary, expectations: [result], interrupted: false } as const;
  const text = summaryLine({ ...judged, elapsedMs: 1500.4 });
  expect(text).not.toContain('\n');
  expect(JSON.parse(text)).toMatchObject({
    type: 'summary',
    verdict: 'failed',
    seed: 7,
    interrupted: false,
    elapsedMs: 1500,
    books,
    feeds: { 'asapp.queue': { ...books, attempts: 1030, retried: 20, overloaded: 2 } },
    latencyMs: { p50: 5.25, p90: 20, p99: 90.4, max: 12_345 },
    expectations: [told],
  });
});

test('the report says feeds, books, times, errors, expectations and the verdict', () => {
  const plain = (text: string): string => text;
  const emphasis = { good: plain, bad: plain, dim: plain, bold: plain };
  expect(formatReport(summary, [result], 83_000, emphasis)).toEqual([
    'feed         rendered  filtered  delivered  dropped  cut off  retried     p50    p99',
    'asapp.queue     1 210       200      1 000        7        3       20  5.3 ms  90 ms',
    '',
    'books     rendered 1 210 = filtered 200 + delivered 1 000 + dropped 7 + cut off 3',
    'latency   p50 5.3 ms  p90 20 ms  p99 90 ms  max 12.3 s  (from due to answered)',
    'receiver  p50 0 ms  p90 0 ms  p99 0 ms  max 0 ms  (from sent to answered)',
    'lateness  p50 0 ms  p90 0 ms  p99 0 ms  max 0 ms  (from due to sent)',
    'errors    status 500 × 26, timeout × 4',
    '',
    '✗ few drops: 7, expected at most 0',
    'failed in 1m23s',
  ]);
});

test('what is still open stands in the books', () => {
  expect(formatBooks({ ...summary, rendered: 1211, open: 1 })).toMatch(/cut off 3 \+ open 1$/);
});

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1 000'],
  [1_234_567, '1 234 567'],
])('%i is written %s', (value, text) => {
  expect(count(value)).toBe(text);
});

test('the share that was delivered is of what was to be sent, and whole when there was nothing', () => {
  const { read } = metrics.delivered_share;
  expect(read(feed)).toBeCloseTo(1000 / 1010, 9);
  expect(read({ ...silentFeed, rendered: 5, filtered: 5 })).toBe(1);
});
