import { expect, test } from 'vitest';
import { InputError } from '../lib/errors.ts';
import { loadScenario } from './load.ts';

const centre = 'centre: { queues: [{ name: Sales }], agents: [{ name: alice }] }';
const load = (...lines: string[]) =>
  loadScenario({ text: [centre, ...lines].join('\n'), file: 'days/a.yaml' });

test('a queue is all that a scenario needs; everything else has a default, and none of them is today', () => {
  const scenario = loadScenario({ text: 'centre: { queues: [{ name: Sales }] }', file: 'a.yaml' });
  expect(scenario).toMatchObject({
    seed: 1,
    startMs: Date.UTC(2026, 2, 2, 8),
    endMs: Date.UTC(2026, 2, 2, 16),
    pace: { kind: 'speed', speed: 1 },
    graceMs: 10_000,
    commands: [],
    targets: {},
    limits: { allow_drops: false },
    expect: [],
  });
  expect(scenario.centre.time_zone).toBe('UTC');
});

test('a byte order mark is no part of a scenario', () => {
  expect(loadScenario({ text: `\uFEFF${centre}`, file: 'a.yaml' }).seed).toBe(1);
});

test('a scenario may be JSON', () => {
  const text = JSON.stringify({
    $schema: '../schema/scenario.schema.json',
    seed: 3,
    centre: { queues: [{ name: 'Sales' }] },
  });
  expect(loadScenario({ text, file: 'a.json' }).seed).toBe(3);
});

test.each([
  ['speed: 60', { kind: 'speed', speed: 60 }],
  ['pace: { speed: 0.5 }', { kind: 'speed', speed: 0.5 }],
  ['pace: max', { kind: 'max' }],
  ['pace: { rate: 1000 }', { kind: 'rate', stages: [{ ratePerSec: 1000, forMs: Infinity }] }],
  [
    'pace: { stages: [{ rate: 10, for: 1m }, { rate: 20, for: 30s }] }',
    {
      kind: 'rate',
      stages: [
        { ratePerSec: 10, forMs: 60_000 },
        { ratePerSec: 20, forMs: 30_000 },
      ],
    },
  ],
])('%s is a pace', (line, pace) => {
  expect(load(line).pace).toEqual(pace);
});

test.each([
  ['2026-03-02T08:00', 'UTC', '08:05', '2026-03-02T08:05:00Z'],
  ['2026-03-02 08:00:30', 'UTC', '+90s', '2026-03-02T08:02:00Z'],
  ['2026-03-02', 'UTC', '8:05:07', '2026-03-02T08:05:07Z'],
  ['2026-03-02', 'Europe/Helsinki', '08:05', '2026-03-02T06:05:00Z'],
  ['2026-03-02', 'Pacific/Kiritimati', '00:05', '2026-03-01T10:05:00Z'],
  ['2026-03-02', 'Pacific/Pago_Pago', '23:05', '2026-03-03T10:05:00Z'],
  ['2026-03-02', 'Asia/Kathmandu', '2026-03-03T00:15', '2026-03-02T18:30:00Z'],
  // The clocks of Helsinki went forward at 03:00 on 29 March 2026 and back at 04:00 on 25 October.
  ['2026-03-29', 'Europe/Helsinki', '02:59:59', '2026-03-29T00:59:59Z'],
  ['2026-03-29', 'Europe/Helsinki', '03:30', '2026-03-29T01:30:00Z'],
  ['2026-03-29', 'Europe/Helsinki', '04:00', '2026-03-29T01:00:00Z'],
  ['2026-03-29', 'Europe/Helsinki', '+4h', '2026-03-29T02:00:00Z'],
  ['2026-10-25', 'Europe/Helsinki', '03:30', '2026-10-25T00:30:00Z'],
  ['2026-11-01', 'America/New_York', '01:30', '2026-11-01T05:30:00Z'],
  ['2026-04-05', 'Australia/Lord_Howe', '01:45', '2026-04-04T14:45:00Z'],
  ['2026-10-25', 'Europe/Helsinki', '04:00', '2026-10-25T02:00:00Z'],
])('in a run from %s in %s, %s is %s', (start, zone, at, instant) => {
  const text = `start: ${start}
duration: 30h
centre: { time_zone: ${zone}, queues: [{ name: Sales }], agents: [{ name: alice }] }
commands: [{ at: '${at}', do: agent.log-out, agent: alice }]`;
  const { commands } = loadScenario({ text, file: 'a.yaml' });
  expect(commands).toEqual([{ atMs: Date.parse(instant), command: { do: 'agent.log-out', agent: 'alice' } }]);
});

test('certificates are looked for from the folder of the file', () => {
  const { targets } = load(
    'targets:',
    '  asapp:',
    '    tls: { cert: ../certs/client.pem, key: /keys/client-key.pem }',
    '    raw: { url: https://localhost:8443/ }',
  );
  expect(targets.asapp?.tls).toEqual({
    cert: `${process.cwd()}/certs/client.pem`,
    key: '/keys/client-key.pem',
  });
});

test('an expectation without an id is named after its feed and metric, once', () => {
  const { expect: expectations } = load(
    'targets: { asapp: { raw: { url: https://localhost:8443/ } } }',
    'expect:',
    '  - { metric: dropped, max: 0 }',
    '  - { metric: dropped, max: 5 }',
    '  - { metric: latency_p99, feed: asapp.raw, max: 1.5s }',
    '  - { id: dropped 2, metric: delivered_share, min: 0.99 }',
  );
  expect(expectations).toEqual([
    { id: 'dropped', metric: 'dropped', max: 0 },
    { id: 'dropped 3', metric: 'dropped', max: 5 },
    { id: 'asapp.raw latency_p99', metric: 'latency_p99', feed: 'asapp.raw', max: 1500 },
    { id: 'dropped 2', metric: 'delivered_share', min: 0.99 },
  ]);
});

test('the environment is not looked at: a dollar sign is a dollar sign', () => {
  expect(
    loadScenario({ text: 'centre: { queues: [{ name: "$HOME ${HOME}" }] }', file: 'a' }).centre.queues[0]
      ?.name,
  ).toBe('$HOME ${HOME}');
});

test('of more problems than anybody reads, the first are told and the rest is counted', () => {
  const text = `${centre}\n${Array.from({ length: 300 }, (_, i) => `key${i}: 1`).join('\n')}`;
  try {
    loadScenario({ text, file: 'a' });
    expect.unreachable();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.problems).toHaveLength(201);
    expect(error.problems.at(-1)?.message).toBe('There are 100 more problems. Mend these first.');
  }
});

test('a day that begins now begins by this clock, on the clocks of its centre, whoever says so', () => {
  const nowMs = Date.parse('2026-07-01T23:30:05.700Z');
  const day = {
    centre: {
      time_zone: 'Europe/Helsinki',
      queues: [{ name: 'Sales' }],
      agents: [{ name: 'alice', queues: ['Sales'] }],
    },
  };
  const expected = Date.parse('2026-07-01T23:30:05Z');
  expect(loadScenario({ ...day, start: 'now' }, { nowMs }).startMs).toBe(expected);
  expect(loadScenario({ ...day, start: '2026-03-02' }, { nowMs, start: 'now' }).startMs).toBe(expected);
  expect(loadScenario(day, { start: '2026-03-02T08:00' }).startMs).toBe(Date.parse('2026-03-02T06:00Z'));
  expect(() => loadScenario(day, { start: 'yesterday' })).toThrow('"yesterday" is not a date');
});
