import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { PhoneyReceiver } from '../../src/index.ts';
import { makeFolder } from '../acceptance/world.ts';
import { load, receive, startLoad, to, type LoadSummary } from '../load/load.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

interface SharedSummary extends LoadSummary {
  readonly shares: readonly {
    readonly share: number;
    readonly where: string;
    readonly state: string;
    readonly known: { readonly books: LoadSummary['books'] };
  }[];
}

/** Each once: a busy machine is slow enough for an event to be sent again. */
const bodiesOf = (receiver: PhoneyReceiver): string[] =>
  [...new Set(receiver.received().map(({ body }) => body))].toSorted();

const asapp = ['--vendor', 'asapp', '--profile', 'chat'];

test('workers send together what one process sends, at its rate, and have one report with a row for each', async () => {
  const args = [...asapp, '--rate', '300', '--duration', '2s'];
  const [one, three] = [await receive(), await receive()];
  await load(...args, ...to(one));
  const report = path.join(folder.path, 'report');
  const { summary, stderr } = await load(...args, ...to(three), '--workers', '3', '--report-dir', report);
  expect(bodiesOf(three)).toEqual(bodiesOf(one));
  const { books, verdict, shares } = summary() as SharedSummary;
  expect(verdict).toBe('passed');
  expect(books).toMatchObject({ rendered: 600, delivered: 600, dropped: 0 });
  expect(stderr).toMatch(/600 messages in 2 s, in 3 threads/);
  expect(shares.map(({ share, where, state }) => [share, where, state])).toEqual([
    [1, 'thread 1', 'ended'],
    [2, 'thread 2', 'ended'],
    [3, 'thread 3', 'ended'],
  ]);
  const parts = shares.map(({ known }) => known.books.delivered);
  expect(parts.reduce((sum, part) => sum + part, 0)).toBe(600);
  const json = JSON.parse(readFileSync(path.join(report, 'report.json'), 'utf8')) as {
    series: { offered: number[]; delivered: number[] };
    curves: { latency: unknown[] };
    slowest: unknown[];
    day: { agents: unknown[]; queues: { name: string }[] };
    shares: unknown[];
  };
  const total = (row: readonly number[]): number => row.reduce((sum, value) => sum + value, 0);
  expect([total(json.series.offered), total(json.series.delivered)]).toEqual([600, 600]);
  expect(json.slowest).toHaveLength(20);
  expect(json.day.agents.length).toBeGreaterThan(0);
  expect(json.day.queues.map(({ name }) => name)).toEqual(['Messaging']);
  expect(json.shares).toHaveLength(3);
  expect(readFileSync(path.join(report, 'report.txt'), 'utf8')).toMatch(/^phoney load --vendor asapp, seed /);
  for (const form of ['report.md', 'report.html', 'report.txt']) {
    expect(readFileSync(path.join(report, form), 'utf8')).toMatch(/thread 1[\s\S]*thread 2[\s\S]*thread 3/);
  }
  expect(readFileSync(path.join(report, 'junit.xml'), 'utf8')).toContain('no share lost');
});

test('centres divide the rate, and no id of one is another’s', async () => {
  const receiver = await receive({ tls: 'plain' });
  const { summary, stderr } = await load(
    ...[...asapp, '--rate', '300', '--duration', '2s', '--centres', '3'],
    ...to(receiver),
  );
  expect(stderr).toContain('of 3 centres in 3 threads');
  const { books, shares } = summary() as SharedSummary;
  expect(books.delivered).toBe(600);
  expect(shares.map(({ known }) => known.books.rendered)).toEqual([200, 200, 200]);
  expect(receiver.counts()).toMatchObject({ events: 600, invalid: 0 });
  const agents = new Set(bodiesOf(receiver).flatMap((body) => /"rep_id":"(\d+)"/.exec(body)?.[1] ?? []));
  expect(agents.size % 3).toBe(0);
});

test('Ctrl-C ends all shares with their books', async () => {
  const receiver = await receive({ tls: 'plain' });
  const running = startLoad(
    ...[...asapp, '--rate', '50', '--duration', '5m', '--workers', '2'],
    ...to(receiver),
  );
  await receiver.until({ valid: true }, { timeoutMs: 45_000 });
  running.process.kill('SIGINT');
  const { code, stdout } = await running.ended;
  expect(code).toBe(130);
  const { interrupted, books, shares } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as SharedSummary;
  expect(interrupted).toBe(true);
  expect(shares.map(({ state }) => state)).toEqual(['ended', 'ended']);
  expect(books.rendered).toBe(books.delivered);
  expect(books.delivered).toBe(receiver.counts().events);
});

test('the first message that is dropped ends all shares where that is wanted', async () => {
  const receiver = await receive({ tls: 'plain' });
  receiver.answerWith(400);
  const { code, stderr, summary } = await load(
    ...[...asapp, '--rate', '20', '--duration', '5m', '--workers', '2', '--fail-fast'],
    ...to(receiver),
  );
  expect(stderr).toContain('Ended at the first message that was dropped (--fail-fast).');
  expect(summary().verdict).toBe('failed');
  expect(code).toBe(1);
});

test('what wants one process is refused with the way out, all at once', async () => {
  const { code, stderr } = await load(
    ...[...asapp, '--rate', '20', '--workers', '2', '--control-port', '0', '--record', 'x.ndjson'],
    ...['--wait-for-receiver', '1s', '--port', '9'],
  );
  expect(code).toBe(2);
  for (const flag of ['--control-port', '--record', '--wait-for-receiver', '--port']) {
    expect(stderr).toContain(`error ${flag}: `);
  }
  expect(stderr).toContain('leave out --workers and --centres');
});

test.each([
  [['--workers', '3', '--centres', '2'], '3 shares cannot be spread evenly over 2 centres'],
  [['--workers', '200'], '200 shares cannot divide'],
])('what cannot be divided by %j is told before anything is sent', async (args, what) => {
  const { code, stderr } = await load(...asapp, '--rate', '20', ...args);
  expect(stderr).toContain(what);
  expect(code).toBe(2);
});
