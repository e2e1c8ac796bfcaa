import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../lib/random.ts';
import { findCapacity, type StepFigures } from './capacity.ts';

const rules = { fromPerSec: 100, atMostPerSec: 1_000_000, precision: 0.05 };

/** A receiver that holds so many a second, but for one step in ten, which comes out the other way. */
function receiverOf(capacity: number, { noise = 0, seed = 1, phoneyAt = Infinity } = {}) {
  const draw = createRandom(seed).stream('noise', 0);
  const rates: number[] = [];
  const play = (rate: number): Promise<StepFigures> => {
    rates.push(rate);
    const held = rate <= Math.min(capacity, phoneyAt) !== draw() < noise;
    return Promise.resolve({ held, limitedByPhoney: !held && rate > phoneyAt });
  };
  return { rates, play };
}

test('without noise the highest rate that is held is found to within the precision, in few steps', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 200_000 }), async (capacity) => {
      const { play, rates } = receiverOf(capacity);
      const { ratePerSec, brokenAtPerSec, limit } = await findCapacity(rules, play);
      expect(limit).toBe('receiver');
      expect(ratePerSec).toBeLessThanOrEqual(capacity);
      expect(brokenAtPerSec).toBeGreaterThan(capacity);
      expect((brokenAtPerSec ?? Infinity) - ratePerSec).toBeLessThanOrEqual(
        Math.max(1, 0.05 * (brokenAtPerSec ?? 0)),
      );
      expect(rates.length).toBeLessThan(45);
    }),
    { numRuns: 300 },
  );
});

test('with noise it is found about as well, for nearly every seed', async () => {
  const found = await Promise.all(
    Array.from({ length: 300 }, async (_, seed) => {
      const { ratePerSec } = await findCapacity(rules, receiverOf(5000, { noise: 0.05, seed }).play);
      return ratePerSec;
    }),
  );
  const near = found.filter((rate) => rate > 4500 && rate <= 5250);
  expect(near.length).toBeGreaterThan(0.85 * found.length);
});

test('a receiver that holds nothing is told so, one that holds everything has no edge', async () => {
  const none = await findCapacity(rules, receiverOf(0).play);
  expect(none).toMatchObject({ ratePerSec: 0, limit: 'receiver' });
  const all = await findCapacity({ ...rules, atMostPerSec: 5000 }, receiverOf(1e9).play);
  expect(all).toMatchObject({ ratePerSec: 5000, brokenAtPerSec: null, limit: 'most' });
});

test('where phoney itself cannot keep up, it is not the receiver', async () => {
  const { play } = receiverOf(50_000, { phoneyAt: 8000 });
  const { ratePerSec, limit } = await findCapacity(rules, play);
  expect(limit).toBe('phoney');
  expect(ratePerSec).toBeGreaterThan(7000);
});

test('stopped, it tells what it has found until then', async () => {
  const { play, rates } = receiverOf(50_000);
  const found = await findCapacity(rules, (rate) =>
    rates.length === 3 ? Promise.resolve(undefined) : play(rate),
  );
  expect(found).toMatchObject({ ratePerSec: 400, brokenAtPerSec: null, limit: 'stopped' });
  expect(found.steps.map(({ ratePerSec }) => ratePerSec)).toEqual([100, 200, 400]);
});
