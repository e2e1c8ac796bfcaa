import { expect, test } from 'vitest';
import { loadScenario } from '../../src/scenario/index.ts';
import { operations } from '../../src/control/operations.ts';
import { openWithRun, quiet, type Answer } from './setting.ts';

/** Holds an answer against the schema that the document has for it. */
function conform(id: string, { status, body, text }: Answer): Record<string, unknown> {
  const operation = operations.find((one) => one.id === id);
  expect(status, text).toBe(operation?.status ?? 200);
  expect(operation?.answer?.safeParse(body).error, id).toBeUndefined();
  return body;
}

const busy = `traffic:
  - { profile: voice, queue: Sales, per_hour: 120 }
targets:
  asapp: { raw: { url: 'http://127.0.0.1:9/' } }
`;

test('a screen is told of agents by state, queues with their wait, and contacts with their phase', async () => {
  const { call } = await openWithRun();
  for (const ref of ['first', 'second']) {
    await call('POST', '/v1/commands', { do: 'contact.start', queue: 'Sales', ref, talk: '10m', ring: '1s' });
  }
  await call('POST', '/v1/run/advance', { by: '30s' });
  expect(conform('getLive', await call('GET', '/v1/live'))).toMatchObject({
    run: { state: 'paused', scenario: 'quiet.yaml' },
    verdict: null,
    agents: { total: 1, byState: { 'on-contact': 1 }, shown: [{ name: 'alice', contacts: ['contact-1'] }] },
    queues: { total: 1, shown: [{ name: 'Sales', waiting: 1, longestWaitMs: 30_000, availableAgents: 0 }] },
    contacts: {
      total: 2,
      byPhase: { talking: 1, waiting: 1 },
      shown: [
        { id: 'contact-2', phase: 'waiting', agent: null },
        { id: 'contact-1', phase: 'talking', agent: 'alice' },
      ],
    },
    faults: [],
    hubs: [],
  });
});

test('the newest messages that are meant come first, and no more than are asked for', async () => {
  const { call, run } = await openWithRun(quiet(busy));
  await call('POST', '/v1/run/advance', { by: '10m' });
  const { deliveries, searched } = conform(
    'getLive',
    await call('GET', '/v1/live?limit=3&vendor=asapp&feed=raw&outcome=dropped'),
  ) as { deliveries: { id: number; eventType: string; outcome: string }[]; searched: number };
  const expected = (run.kept?.deliveries.find({ vendor: 'asapp', outcome: 'dropped' }) ?? []).map(
    ({ message }) => message.seq,
  );
  expect(expected.length).toBeGreaterThan(3);
  expect(deliveries.map(({ id }) => id)).toEqual(expected.toReversed().slice(0, 3));
  expect(searched).toBeGreaterThanOrEqual(3);
});

test('an answer stays small, however much happens', async () => {
  const { call } = await openWithRun(quiet(busy));
  await call('POST', '/v1/run/advance', { by: '30m' });
  const { text } = await call('GET', '/v1/live');
  expect(text.length).toBeLessThan(100_000);
});

test('the series has a point for each second that is over, and each is told once', async () => {
  let nowMs = 0;
  const clock = {
    monotonicMs: () => nowMs,
    wallMs: () => 0,
    sleep: () => new Promise<void>(() => undefined),
    turn: () => Promise.resolve(),
  };
  const { call } = await openWithRun(quiet(busy), { clock });
  const seriesAfter = async (after: number) =>
    conform('getLive', await call('GET', `/v1/live?after=${after}`))['series'] as {
      second: number;
      dropped: number;
    }[];
  expect(await seriesAfter(0)).toEqual([]);
  await call('POST', '/v1/run/advance', { by: '10m' });
  nowMs = 2500;
  const [first, second, ...none] = await seriesAfter(0);
  expect(none).toEqual([]);
  expect(first?.dropped).toBeGreaterThan(0);
  expect(second).toMatchObject({ second: 2, rendered: 0, latencyP99Ms: null });
  nowMs = 4000;
  expect((await seriesAfter(2)).map((point) => point.second)).toEqual([3, 4]);
  nowMs = 86_400_000;
  expect(await seriesAfter(0)).toHaveLength(600);
});

test('what can be asked by name is listed: events of vendors, faults with their arguments, statuses', async () => {
  const { call } = await openWithRun(quiet(busy));
  const offers = conform('listOffers', await call('GET', '/v1/offers'));
  expect(offers['vendors']).toContainEqual({
    vendor: 'asapp',
    eventTypes: expect.arrayContaining(['ASSIGNED']) as unknown,
  });
  expect(offers['faults']).toContainEqual({
    fault: 'duplicate',
    about: expect.stringContaining('more than once') as unknown,
    arguments: expect.arrayContaining([
      expect.objectContaining({ name: 'copies', required: false }),
    ]) as unknown,
  });
  expect(offers['statuses']).toContain('lunch');
});

test('a fault that goes on is told by its name', async () => {
  const { call } = await openWithRun(quiet(busy));
  await call('POST', '/v1/commands', { do: 'fault.start', fault: 'drop', name: 'silence' });
  expect((await call('GET', '/v1/live')).body['faults']).toEqual(['silence']);
  await call('POST', '/v1/commands', { do: 'fault.stop', name: 'silence' });
  expect((await call('GET', '/v1/live')).body['faults']).toEqual([]);
});

test('the next event is played, and no other', async () => {
  const { call, run } = await openWithRun(quiet(busy));
  await run.advance(1000);
  const before = run.summary().events;
  const next = conform('playNext', await call('POST', '/v1/run/next'));
  const now = (next['clock'] as { now: string }).now;
  expect(run.summary().events).toBeGreaterThan(before);
  const events = run.kept?.records
    .since(0)
    .flatMap(({ item }) => (item.type === 'event' ? [item.event] : []));
  const instants = new Set((events ?? []).slice(before).map(({ at }) => new Date(at).toISOString()));
  expect([...instants]).toEqual([now]);
});

test('what was done by hand is saved as a scenario that does it again', async () => {
  const { call } = await openWithRun(quiet());
  await call('POST', '/v1/commands', { do: 'contact.start', queue: 'Sales', ref: 'hers', talk: '10m' });
  await call('POST', '/v1/run/advance', { by: '90s' });
  await call('POST', '/v1/commands', { do: 'contact.hang-up', contact: 'hers' });
  await call('POST', '/v1/commands', { do: 'contact.hang-up', contact: 'hers' });
  await call('POST', '/v1/commands', { do: 'fault.start', fault: 'duplicate', for: '5m' });
  const saved = conform('saveByHand', await call('GET', '/v1/scenario'));
  expect(saved).toMatchObject({ name: 'quiet-by-hand.yaml', commands: 3, missing: 0 });
  const { commands, faults, startMs } = loadScenario({ file: 'saved.yaml', text: String(saved['text']) });
  expect(commands).toMatchObject([
    { atMs: startMs, command: { do: 'contact.start', ref: 'hers' } },
    { atMs: startMs + 90_000, command: { do: 'contact.hang-up', contact: 'hers' } },
  ]);
  expect(faults).toMatchObject([{ fromMs: startMs + 90_000, untilMs: startMs + 390_000 }]);
  expect(saved['text']).toContain('# +1m30s not in a scenario: {"do":"run.advance","by":"1m30s"}');
});

test('a day that was gone on with by hand lasts until the last of it', async () => {
  const { call } = await openWithRun(quiet());
  await call('POST', '/v1/run/advance', { by: '3h' });
  await call('POST', '/v1/commands', { do: 'agent.set-status', agent: 'alice', status: 'lunch' });
  const { text } = (await call('GET', '/v1/scenario')).body;
  const { endMs, startMs } = loadScenario({ file: 'saved.yaml', text: String(text) });
  expect(endMs - startMs).toBeGreaterThanOrEqual(3 * 3_600_000);
});
