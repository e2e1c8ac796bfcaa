import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { eventNames } from '../../src/dialects/enreach/wire/index.ts';
import { makeFolder, phoney, startPhoney, type RunningPhoney } from '../acceptance/world.ts';

interface Ready {
  readonly rte: string;
  readonly token: string;
  readonly users: readonly { readonly name: string; readonly id: string }[];
  readonly queues: readonly { readonly name: string; readonly id: string }[];
  readonly callLists: readonly { readonly name: string; readonly id: string }[];
}

const everything = 'scenarios/enreach-everything.yaml';
const password = { RTE_PASSWORD: 'phoney' };

async function serve(...flags: string[]): Promise<{ running: RunningPhoney; ready: Ready }> {
  const running = startPhoney(['serve', everything, '--port', '0', '--json', ...flags]);
  onTestFinished(() => void running.process.kill('SIGKILL'));
  const line = await running.line((text) => text.startsWith('{"type":"ready"'));
  return { running, ready: JSON.parse(line) as Ready };
}

const tapFlags = ({ token }: Ready, user: string): string[] =>
  ['tap', '--token-url', token, '--user', user].concat('--password-env', 'RTE_PASSWORD');

const ids = (list: readonly { readonly id: string }[]): string => list.map(({ id }) => id).join(',');

test.each([
  ['auto', 'json'],
  ['longpolling', 'messagepack'],
  ['sse', 'json'],
])('a supervisor’s tap hears all 31 event types of a served day (%s, %s)', async (transport, protocol) => {
  const folder = makeFolder();
  onTestFinished(folder.remove);
  const recorded = path.join(folder.path, 'heard.ndjson');
  const { running, ready } = await serve('--plain', '--speed', '900', '--wait-for-clients', '1');
  const tap = startPhoney(
    tapFlags(ready, 'sue').concat(
      ['--users', ids(ready.users), '--queues', ids(ready.queues), '--call-lists', ids(ready.callLists)],
      ['--transport', transport, '--protocol', protocol, '--record', recorded, '--json'],
    ),
    password,
  );
  onTestFinished(() => void tap.process.kill('SIGKILL'));
  await tap.line((line) => /"isClosed":true/i.test(line));
  await tap.line((line) => /UserWrapUpTerminated/.test(line));
  running.process.kill('SIGTERM');
  const { code, stdout } = await running.ended;
  const heard = await tap.ended;
  expect(heard.stderr).toContain('The connection is over');
  const types = new Set(
    [...heard.stdout.matchAll(/"data":\{.*?"eventType":"(\w+)"/gi)].map(([, type]) => type),
  );
  expect(eventNames.filter((name) => !types.has(name))).toEqual([]);
  expect(readFileSync(recorded, 'utf8')).toBe(heard.stdout);
  expect(code).toBe(0);
  const summary = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { books: Record<string, number> };
  const { rendered = 0, filtered = 0, delivered = 0, dropped = 0, cutOff = 0 } = summary.books;
  expect(rendered).toBe(filtered + delivered + dropped + cutOff);
  expect(delivered).toBe(heard.stdout.trim().split('\n').length);
});

test('tap --capture keeps what a hub says with its timing, under pseudonyms, and it is as the schemas have it', async () => {
  const folder = makeFolder();
  onTestFinished(folder.remove);
  const capture = path.join(folder.path, 'heard.ndjson');
  const { running, ready } = await serve('--plain', '--speed', '900', '--wait-for-clients', '1');
  const tap = startPhoney(
    tapFlags(ready, 'sue').concat(
      ['--users', ids(ready.users), '--queues', ids(ready.queues), '--count', '60'],
      ['--capture', capture, '--scrub', '--json'],
    ),
    password,
  );
  onTestFinished(() => void tap.process.kill('SIGKILL'));
  const heard = await tap.ended;
  running.process.kill('SIGTERM');
  expect(heard.code).toBe(0);
  expect(heard.stdout.includes('alice@example.com')).toBe(true);
  const text = readFileSync(capture, 'utf8');
  expect(/@example\.com|name\\":\\"alice/i.test(text)).toBe(false);
  expect(/userName\\":\\"Person\w+@example\.invalid\\"/i.test(text)).toBe(true);
  expect(statSync(capture).mode & 0o777).toBe(0o600);
  const [header, ...captured] = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(header).toMatchObject({ by: 'tap', vendor: 'enreach', scrubbed: true });
  expect(captured).toHaveLength(60);
  expect(captured[0]).toMatchObject({
    channel: 'signalr',
    feed: 'rte',
    method: 'MessageReceived',
    path: '/rte',
  });
  const types = heard.stdout.match(/(?<="data":\{.*?"eventType":")\w+/gi);
  expect(captured.map(({ eventType }) => eventType)).toEqual(types);
  expect(captured.every(({ eventId }) => /^[0-9a-f-]{36}$/.test(String(eventId)))).toBe(true);
  expect(await phoney(['capture-diff', capture])).toMatchObject({ code: 0 });
});

test('what a tap has kept comes again from a hub of one’s own: the same events in the same order', async () => {
  const folder = makeFolder();
  onTestFinished(folder.remove);
  const capture = path.join(folder.path, 'heard.ndjson');
  const { running, ready } = await serve('--plain', '--speed', '900', '--wait-for-clients', '1');
  const wishes = ['--users', ids(ready.users), '--queues', ids(ready.queues), '--json'];
  const tap = startPhoney(
    tapFlags(ready, 'sue').concat(wishes, '--count', '40', '--capture', capture),
    password,
  );
  onTestFinished(() => void tap.process.kill('SIGKILL'));
  const heard = await tap.ended;
  running.process.kill('SIGTERM');
  await running.ended;

  const flags = ['--scenario', everything, '--wait-for-clients', '1', '--max', '--json'];
  const replay = startPhoney(['replay', capture, ...flags]);
  onTestFinished(() => void replay.process.kill('SIGKILL'));
  const again = JSON.parse(await replay.line((text) => text.startsWith('{"type":"ready"'))) as Ready;
  const client = startPhoney(
    tapFlags(again, 'sue').concat('--users', ids(again.users), '--queues', ids(again.queues), '--json'),
    password,
  );
  onTestFinished(() => void client.process.kill('SIGKILL'));
  const { code, stdout } = await replay.ended;
  const told = await client.ended;
  expect(told.stdout === heard.stdout).toBe(true);
  expect(code).toBe(0);
  const summary = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { books: Record<string, number> };
  expect(summary.books).toMatchObject({ rendered: 40, delivered: 40, dropped: 0 });
});
