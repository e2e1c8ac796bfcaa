import path from 'node:path';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { check, type CheckOptions } from '../../src/check/check.ts';
import type { CheckReport } from '../../src/check/report/report.ts';
import type { CheckSurroundings } from '../../src/check/surroundings.ts';
import { loadScenario } from '../../src/scenario/index.ts';
import { root } from '../acceptance/world.ts';
import { startClient, type ClientWays, type Received, type StartedClient } from './client.ts';
import { explain, idsOf, quick, surroundings } from './run-check.ts';

/** Everything happens, and the hub pings about every second: as often as it looks. */
const scenario = loadScenario({
  text: `${readFileSync(path.join(root, 'scenarios/enreach-everything.yaml'), 'utf8')}\n    hub: { keep_alive: 500ms }\n`,
  file: 'enreach-everything.yaml',
});

/** Checks clients that are started whenever there is none. */
async function checkClient(
  ways: ClientWays | 'nobody' = {},
  options: Partial<CheckOptions> = {},
  more: Partial<CheckSurroundings> = {},
  settings: { waitMs?: number; pingWithinMs?: number } = {},
): Promise<CheckReport> {
  const started: StartedClient[] = [];
  const report = await check(
    'enreach',
    {
      ...quick,
      clients: {
        scenario,
        listen: {},
        settings: { waitMs: 4000, settleMs: 300, pingWithinMs: 1000, ...settings },
        ...(ways !== 'nobody' && { clientCommand: 'client' }),
      },
      ...options,
    },
    {
      ...surroundings,
      ...(ways !== 'nobody' && {
        start: (_command, variables) => {
          const client = startClient(variables, ways);
          started.push(client);
          return client;
        },
      }),
      ...more,
    },
  );
  for (const client of started) await client.end();
  return report;
}

const known = ['UserStatus', 'UserAvailability'];
/** Falls over who is not the first that it heard of. */
function stranger(): NonNullable<ClientWays['fallsOver']> {
  let first: unknown;
  return ({ data }) => (first ??= data['entityId']) !== data['entityId'];
}

const isUnknown = ({ data }: Received): boolean => !known.includes(String(data['eventType']));

test.concurrent('Microsoft’s client, built to come back, holds everything', { timeout: 60_000 }, async () => {
  const report = await checkClient({}, {}, {}, { waitMs: 20_000 });
  expect(report, explain(report)).toMatchObject({
    vendor: 'enreach',
    verdict: 'held',
    counts: { broken: 0, warned: 0, skipped: 0, notSeen: 0 },
  });
  const questions = report.demands.filter(({ level }) => level === 'question');
  expect(questions.every(({ verdict }) => verdict === 'not seen')).toBe(true);
});

test.concurrent.each<[what: string, ways: ClientWays, broken: string]>([
  ['shows its old token when it comes back', { keepsToken: true }, 'reconnect.token'],
  ['does not subscribe again', { subscribesOnce: true }, 'reconnect.subscriptions'],
  ['does not come back', { staysAway: true }, 'reconnect.back'],
  ['dies of an event that it does not know', { fallsOver: isUnknown }, 'messages.unknown-event'],
  [
    'dies of a field that it does not know',
    { fallsOver: ({ data }) => 'somethingNew' in data },
    'messages.unknown-field',
  ],
  [
    'dies of a long message',
    { fallsOver: (message) => JSON.stringify(message).length > 32_768 },
    'messages.big',
  ],
  ['dies of a message about a stranger', { fallsOver: stranger() }, 'messages.not-subscribed'],
  ['subscribes to nothing', { events: [] }, 'subscribe.asks'],
  ['never pings', { pingEveryMs: 3_600_000 }, 'ping.often'],
])('a client that %s breaks only that', async (_what, ways, id) => {
  const report = await checkClient(ways, { skip: ['bad-day'] });
  expect(idsOf(report, 'broken'), explain(report)).toEqual([id]);
  expect(idsOf(report, 'warned')).toEqual([]);
});

test.concurrent.each<[what: string, ways: ClientWays, warned: string]>([
  ['stays away after a close', { heedsClose: true }, 'bad-day.close'],
  ['knows WebSockets only', { webSocketsOnly: true }, 'bad-day.one-transport'],
  ['asks for what there is not', { events: [...known, 'UserSomething'] }, 'subscribe.granted'],
  ['does not notice silence', { serverTimeoutMs: 3_600_000 }, 'bad-day.stall'],
])('a client that %s is warned about, and holds what is required', async (_what, ways, id) => {
  const only = ['subscribe', 'bad-day.close', 'bad-day.one-transport', 'bad-day.stall'];
  const report = await checkClient(ways, { only });
  expect(idsOf(report, 'warned'), explain(report)).toEqual([id]);
  expect(report.verdict).toBe('held');
});

test('where no client comes there is nothing to check, and it was told where to connect', async () => {
  const notes: string[] = [];
  const note = (text: string): void => void notes.push(text);
  await expect(checkClient('nobody', {}, { note }, { waitMs: 100 })).rejects.toThrow(
    'No client came within 100ms. Start yours meanwhile',
  );
  expect(notes).toContain('Start your client now.');
  expect(notes.join('\n')).toMatch(/token {2}http:\/\/127\.0\.0\.1:\d+\/token\/me\/rte\//);
});

test('a client that is refused its token is broken there, and nothing else is passed', async () => {
  const report = await checkClient({ password: 'wrong' }, {}, {}, { waitMs: 200 });
  expect(idsOf(report, 'broken')).toEqual(['connect.token', 'connect.hub']);
  expect(idsOf(report, 'held')).toEqual([]);
});

test('who stops it gets what was seen until then', async () => {
  const stop = new AbortController();
  const watcher = {
    began: () => undefined,
    judged: ({ id }: { id: string }) => void (id === 'connect.hub' && stop.abort()),
  };
  const report = await checkClient({}, {}, { stop: stop.signal, watcher });
  expect(report.interrupted).toBe(true);
  expect(report.demands.map(({ id }) => id)).toEqual(['connect.token', 'connect.hub']);
});

test('a scenario without the vendor is a mistake', async () => {
  const other = { ...scenario, targets: {} };
  const settings = { waitMs: 100, settleMs: 100, pingWithinMs: 100 };
  await expect(checkClient('nobody', { clients: { scenario: other, listen: {}, settings } })).rejects.toThrow(
    '--scenario: The scenario has no targets.enreach. Name one that has.',
  );
});
