import fc from 'fast-check';
import { expect, test } from 'vitest';
import { messageLine } from '../../record/record.ts';
import { loadScenario } from '../../scenario/index.ts';
import { startRun } from '../run.ts';
import { planShares, scenarioOfShare, seedOfCentre } from './plan.ts';

const scenario = loadScenario({
  file: 'small.yaml',
  text: `
seed: 5
start: 2026-03-02T09:00
duration: 5m
pace: { rate: 300 }
centre: { queues: [{ name: Service }], agents: [{ name: voice, count: 3, queues: [Service] }] }
traffic: [{ profile: voice, queue: Service, per_hour: 60 }]
targets: { asapp: { raw: { url: http://localhost:1/asapp } } }
limits: { connections_per_feed: 20, backlog_per_feed: 1001 }
`,
});

test('limits are divided: what all shares may have open together is what one run may', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), (count) => {
      const parts = planShares(count).map((plan) => scenarioOfShare(scenario, plan).limits);
      const sum = (read: (limits: (typeof parts)[number]) => number) =>
        parts.reduce((total, limits) => total + read(limits), 0);
      expect(sum((limits) => limits.connections_per_feed)).toBe(20);
      expect(sum((limits) => limits.backlog_per_feed)).toBe(1001);
    }),
  );
});

test('more shares than connections cannot be, and it says what to do', () => {
  const [plan] = planShares(21);
  expect(() => scenarioOfShare(scenario, plan as never)).toThrow(/21 shares.*20 connections.*Allow 21/);
});

test('one centre is the one that there always was, at the whole rate', () => {
  const [plan] = planShares(3);
  const { seed, pace } = scenarioOfShare(scenario, plan as never);
  expect({ seed, pace }).toEqual({ seed: scenario.seed, pace: scenario.pace });
});

test('several centres have seeds of their own and a part of the rate each, and each has as many shares', () => {
  const plans = planShares(6, 3);
  expect(plans.map(({ centre, share }) => [centre, share.index, share.count])).toEqual([
    [0, 0, 2],
    [1, 0, 2],
    [2, 0, 2],
    [0, 1, 2],
    [1, 1, 2],
    [2, 1, 2],
  ]);
  const rates = plans.map((plan) => scenarioOfShare(scenario, plan).pace);
  expect(rates).toEqual(plans.map(() => ({ kind: 'rate', stages: [{ ratePerSec: 100, forMs: Infinity }] })));
  expect(new Set(plans.map((plan) => scenarioOfShare(scenario, plan).seed)).size).toBe(3);
  expect(() => planShares(4, 3)).toThrow(/4 shares.*3 centres/);
});

test('a stage that goes from one rate to another is divided at both ends', () => {
  const pace = { kind: 'rate' as const, stages: [{ fromPerSec: 300, ratePerSec: 900, forMs: 1000 }] };
  const parts = planShares(3, 3).map((plan) => scenarioOfShare({ ...scenario, pace }, plan).pace);
  const third = { kind: 'rate', stages: [{ fromPerSec: 100, ratePerSec: 300, forMs: 1000 }] };
  expect(parts).toEqual([third, third, third]);
});

test('no two centres send an event of the same id, or speak of the same contact, agent or queue', async () => {
  const seen = new Map<string, number>();
  for (const centre of [0, 1, 2]) {
    const ids = new Set<string>();
    const run = await startRun(
      { ...scenario, seed: seedOfCentre(scenario.seed, centre) },
      {
        instead: {
          send(message) {
            ids.add(message.eventId);
            const { body } = messageLine(message);
            for (const [id] of body.matchAll(/\b(?:\d{16}|[0-9A-HJKMNP-TV-Z]{26})\b/g)) ids.add(id);
          },
        },
      },
    );
    await run.result;
    expect(ids.size).toBeGreaterThan(20);
    for (const id of ids) seen.set(id, (seen.get(id) ?? 0) + 1);
  }
  expect([...seen].filter(([, centres]) => centres > 1)).toEqual([]);
});
