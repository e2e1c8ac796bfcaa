import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countInStages, dueInStages, type LoadStage } from './pace.ts';

const stages = [
  { ratePerSec: 10, forMs: 2000 },
  { ratePerSec: 100, forMs: 1000 },
];

test.each([
  { sent: 0, dueMs: 0 },
  { sent: 1, dueMs: 100 },
  { sent: 19, dueMs: 1900 },
  { sent: 20, dueMs: 2000 },
  { sent: 21, dueMs: 2010 },
  { sent: 120, dueMs: 3000 },
  { sent: 220, dueMs: 4000 },
])('message $sent of the stages leaves at $dueMs ms; the last rate goes on', ({ sent, dueMs }) => {
  expect(dueInStages(stages, sent)).toBeCloseTo(dueMs, 9);
});

test('at a rate, messages are never due out of order, and evenly spaced within a stage', () => {
  const rates = fc.array(fc.record({ ratePerSec: fc.integer({ min: 1, max: 5000 }), forMs: fc.nat(5000) }), {
    minLength: 1,
  });
  fc.assert(
    fc.property(rates, fc.nat(20_000), (plan, sent) => {
      expect(dueInStages(plan, sent + 1)).toBeGreaterThan(dueInStages(plan, sent));
    }),
  );
});

const anyStages = fc.array(
  fc.record(
    {
      ratePerSec: fc.integer({ min: 0, max: 5000 }),
      fromPerSec: fc.integer({ min: 0, max: 5000 }),
      forMs: fc.integer({ min: 1, max: 5000 }),
    },
    { requiredKeys: ['ratePerSec', 'forMs'] },
  ),
  { minLength: 1, maxLength: 5 },
);

test.each<[string, readonly LoadStage[], number, number]>([
  [
    'half of a ramp from nothing brings a quarter',
    [{ fromPerSec: 0, ratePerSec: 100, forMs: 2000 }],
    25,
    1000,
  ],
  ['a ramp is over with the mean of its rates', [{ fromPerSec: 0, ratePerSec: 100, forMs: 2000 }], 100, 2000],
  ['after a ramp its last rate goes on', [{ fromPerSec: 0, ratePerSec: 100, forMs: 2000 }], 150, 2500],
  ['a ramp may go down', [{ fromPerSec: 100, ratePerSec: 0, forMs: 2000 }], 75, 1000],
  [
    'a pause sends nothing',
    [
      { ratePerSec: 10, forMs: 1000 },
      { ratePerSec: 0, forMs: 5000 },
      { ratePerSec: 10, forMs: 1000 },
    ],
    10,
    6000,
  ],
])('%s', (_name, plan, sent, dueMs) => {
  expect(dueInStages(plan, sent)).toBeCloseTo(dueMs, 9);
  expect(rateInStages(plan, dueMs)).toBeGreaterThanOrEqual(0);
});

test('nothing is due after a ramp down to nothing', () => {
  expect(dueInStages([{ fromPerSec: 100, ratePerSec: 0, forMs: 2000 }], 101)).toBe(Infinity);
});

test('whatever the stages, a message is due when so many have been asked for', () => {
  fc.assert(
    fc.property(anyStages, fc.integer({ min: 0, max: 5000 }), (plan, sent) => {
      const dueMs = dueInStages(plan, sent);
      fc.pre(Number.isFinite(dueMs));
      expect(countInStages(plan, dueMs)).toBeCloseTo(sent, 6);
    }),
  );
});

test('the rate at any instant is how fast what is asked for grows', () => {
  fc.assert(
    fc.property(anyStages, fc.integer({ min: 0, max: 20_000 }), (plan, atMs) => {
      const grown = countInStages(plan, atMs + 0.01) - countInStages(plan, atMs);
      expect(rateInStages(plan, atMs) / 100_000).toBeCloseTo(grown, 5);
    }),
  );
});

/** The rate that the stages ask for after so many ms. */
function rateInStages(stages: readonly LoadStage[], afterMs: number): number {
  let leftMs = afterMs;
  for (const { ratePerSec, fromPerSec = ratePerSec, forMs } of stages) {
    if (leftMs < forMs)
      return fromPerSec === ratePerSec
        ? ratePerSec
        : fromPerSec + ((ratePerSec - fromPerSec) * leftMs) / forMs;
    leftMs -= forMs;
  }
  return stages.at(-1)?.ratePerSec ?? 0;
}
