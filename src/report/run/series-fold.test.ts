import { expect, test } from 'vitest';
import type { RecordedLoad } from '../../record/figures/recorded-load.ts';
import { SeriesFold } from './series-fold.ts';

const usage = {
  loopDelayMs: { mean: 1, p99: 2, max: 5 },
  cpuMs: { user: 300, system: 100 },
  gc: { count: 2, pauseMs: 4, longestMs: 3 },
};

function requestedIn(
  stretches: readonly Pick<RecordedLoad, 'atMs' | 'forMs' | 'requested' | 'overMs'>[],
): readonly number[] {
  const fold = new SeriesFold(500);
  for (const [index, one] of stretches.entries())
    fold.add({ type: 'load', seq: index + 1, load: { ...usage, offered: 0, ...one } });
  return fold.read().requested;
}

test('an even rate is even in every cell, however long the stretches are in which it was told', () => {
  const stretches = Array.from({ length: 12 }, (_, index) => ({
    atMs: 500 + 1010 * (index + 1),
    forMs: 1010,
    requested: 1010,
  }));
  const cells = requestedIn(stretches);
  expect(cells.slice(0, -1).filter((value) => Math.abs(value - 100) > 1)).toEqual([]);
  expect(cells.reduce((sum, value) => sum + value, 0)).toBe(12_120);
});

test('nothing was asked for while a run caught up after its time', () => {
  const cells = requestedIn([
    { atMs: 800, forMs: 300, requested: 200, overMs: 100 },
    { atMs: 1000, forMs: 200, requested: 0, overMs: 300 },
  ]);
  expect(cells).toEqual([100, 100]);
});
