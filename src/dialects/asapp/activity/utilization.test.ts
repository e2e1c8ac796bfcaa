import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UtilizationLog } from './utilization.ts';

const statuses = ['ACTIVE', 'AWAY', 'OFFLINE', 'WRAPPING_UP'] as const;

test('seconds are split by status, and weighted by slots and contacts', () => {
  const log = new UtilizationLog({ status: 'OFFLINE', load: 0, slots: 3 });
  log.note(100_000, { status: 'ACTIVE' });
  log.note(150_000, { load: 1 });
  log.note(200_000, { load: 3 });
  log.note(250_000, { load: 1, status: 'WRAPPING_UP' });
  log.note(280_000, { load: 0, status: 'AWAY' });
  expect(log.sum(300_000)).toEqual({
    ANY: { linear_sec: 300, linear_utilized_sec: 130, cumulative_sec: 900, cumulative_utilized_sec: 230 },
    ACTIVE: { linear_sec: 150, linear_utilized_sec: 100, cumulative_sec: 450, cumulative_utilized_sec: 200 },
    AWAY: { linear_sec: 20, linear_utilized_sec: 0, cumulative_sec: 60, cumulative_utilized_sec: 0 },
    OFFLINE: { linear_sec: 100, linear_utilized_sec: 0, cumulative_sec: 300, cumulative_utilized_sec: 0 },
    WRAPPING_UP: { linear_sec: 30, linear_utilized_sec: 30, cumulative_sec: 90, cumulative_utilized_sec: 30 },
  });
});

test('only the last five minutes count, wherever they end', () => {
  const log = new UtilizationLog({ status: 'OFFLINE', load: 0, slots: 1 });
  log.note(0, { status: 'ACTIVE', load: 1 });
  expect(log.sum(60_000).ACTIVE.linear_sec).toBe(60);
  expect(log.sum(360_000)).toMatchObject({ ACTIVE: { linear_sec: 300 }, OFFLINE: { linear_sec: 0 } });
  log.note(400_000, { status: 'AWAY', load: 0 });
  expect(log.sum(600_000)).toMatchObject({ ACTIVE: { linear_sec: 100 }, AWAY: { linear_sec: 200 } });
});

test('whatever an agent does, the statuses add up to the window and utilised time is part of the time', () => {
  const step = fc.record({
    afterMs: fc.integer({ min: 0, max: 120_000 }),
    status: fc.constantFrom(...statuses),
    load: fc.integer({ min: 0, max: 5 }),
    slots: fc.integer({ min: 1, max: 5 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const log = new UtilizationLog({ status: 'OFFLINE', load: 0, slots: 1 });
      let at = 0;
      for (const { afterMs, ...change } of steps) log.note((at += afterMs), change);
      const sums = log.sum(at);
      expect(sums.ANY.linear_sec).toBe(300);
      for (const column of [
        'linear_sec',
        'linear_utilized_sec',
        'cumulative_sec',
        'cumulative_utilized_sec',
      ] as const) {
        const parts = statuses.reduce((sum, status) => sum + sums[status][column], 0);
        expect(sums.ANY[column]).toBe(parts);
      }
      for (const sum of Object.values(sums)) {
        expect(sum.linear_utilized_sec).toBeLessThanOrEqual(sum.linear_sec);
        expect(sum.cumulative_utilized_sec).toBeLessThanOrEqual(sum.cumulative_sec);
        if (sum.linear_sec === 0) expect(sum.cumulative_sec).toBe(0);
        if (sum.linear_utilized_sec === 0) expect(sum.cumulative_utilized_sec).toBe(0);
      }
    }),
    { seed: 5, numRuns: 200 },
  );
});
