import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LoadFold } from './load-fold.ts';
import type { RecordedLoad } from './recorded-load.ts';

const ms = fc.double({ min: 0, max: 5000, noNaN: true });
const stretch: fc.Arbitrary<RecordedLoad> = fc.record({
  atMs: ms,
  forMs: ms,
  requested: fc.nat(1000),
  offered: fc.nat(1000),
  loopDelayMs: fc.record({ mean: ms, p99: ms, max: ms }),
  cpuMs: fc.record({ user: ms, system: ms }),
  gc: fc.record({ count: fc.nat(9), pauseMs: ms, longestMs: ms }),
  recordingMs: fc.constantFrom(undefined, 12.5),
  overMs: fc.constantFrom(undefined, 7),
  ranDry: fc.constantFrom(undefined, true as const),
});

function fold(stretches: readonly RecordedLoad[]): LoadFold {
  const load = new LoadFold();
  for (const one of stretches) load.add(one);
  return load;
}

test('parts that are folded apart and merged, in any order and grouping, give the figures of one fold', () => {
  fc.assert(
    fc.property(fc.array(stretch), fc.array(stretch), fc.array(stretch), (a, b, c) => {
      const whole = fold([...a, ...b, ...c]);
      const group = fold(c);
      group.merge(fold(a).snapshot());
      const together = fold(b);
      together.merge(group.snapshot());
      expect(together.read()).toEqual(whole.read());
      expect(JSON.parse(JSON.stringify(whole.snapshot()))).toEqual(whole.snapshot());
    }),
  );
});

test('what was told second by second is one figure each', () => {
  const usage = {
    loopDelayMs: { mean: 1, p99: 2, max: 5 },
    cpuMs: { user: 300, system: 100 },
    gc: { count: 2, pauseMs: 4, longestMs: 3 },
  };
  const seconds = [
    { atMs: 1000, forMs: 1000, requested: 100, offered: 90, ...usage },
    {
      atMs: 2000,
      forMs: 1000,
      requested: 100,
      offered: 95,
      ...usage,
      loopDelayMs: { mean: 3, p99: 9, max: 9 },
      overMs: 250,
    },
  ];
  expect(fold(seconds).read()).toEqual({
    requested: 200,
    offered: 185,
    neverOffered: 15,
    unknown: 0,
    forMs: 2000,
    caughtUpMs: 250,
    ranDry: false,
    recordingMs: 0,
    process: {
      loopDelayMs: { mean: 2, p99: 9, max: 9 },
      cpuMs: { user: 600, system: 200 },
      cores: 0.4,
      gc: { count: 4, pauseMs: 8, longestMs: 3 },
    },
  });
  // A stretch that was over altogether, too.
  const late = { atMs: 3000, forMs: 1000, requested: 0, offered: 20, overMs: 1250, ...usage };
  expect(fold([...seconds, late]).read()).toMatchObject({ forMs: 3000, caughtUpMs: 1250 });
  expect(new LoadFold().read()).toBeNull();
});
