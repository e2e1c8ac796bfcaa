import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dueInStages } from './pace.ts';

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
