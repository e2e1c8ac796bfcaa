import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Histogram } from './histogram.ts';
import { neverMeasured } from './percentiles.ts';

const milliseconds = fc.array(fc.double({ min: 0.001, max: 3_600_000, noNaN: true }), { minLength: 1 });

function histogramOf(values: readonly number[]): Histogram {
  const histogram = new Histogram();
  for (const value of values) histogram.add(value);
  return histogram;
}

test('one without durations has no numbers but their count', () => {
  expect(new Histogram().read()).toEqual(neverMeasured);
});

test('percentiles are right to three digits, least, largest and mean exact, whatever the values', () => {
  fc.assert(
    fc.property(milliseconds, (values) => {
      const sorted = values.toSorted((a, b) => a - b);
      const { count, min, mean, max, ...rest } = histogramOf(values).read();
      const shares = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99, p999: 0.999 };
      for (const [name, share] of Object.entries(shares)) {
        const exact = sorted[Math.ceil(share * sorted.length) - 1] ?? NaN;
        const actual = rest[name as keyof typeof shares] ?? NaN;
        expect(Math.abs(actual - exact), name).toBeLessThanOrEqual(exact * 0.001 + 0.001);
      }
      expect(count).toBe(values.length);
      expect(min).toBeCloseTo(sorted[0] ?? NaN, 2);
      expect(max).toBeCloseTo(sorted.at(-1) ?? NaN, 2);
      expect(mean).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / values.length, 2);
    }),
    { numRuns: 50 },
  );
});

test('no percentile is above the largest value or below the least one', () => {
  fc.assert(
    fc.property(milliseconds, (values) => {
      const { min, p50, p90, p95, p99, p999, max } = histogramOf(values).read();
      const inOrder = [min, p50, p90, p95, p99, p999, max].map(Number);
      expect(inOrder.toSorted((a, b) => a - b)).toEqual(inOrder);
    }),
  );
  // The edge of the bucket of 1289.807 ms is at 1290.239 ms.
  const { p99, max } = histogramOf([1289.807]).read();
  expect([p99, max]).toEqual([1289.807, 1289.807]);
});

test('times below a millisecond are kept to the microsecond', () => {
  const { min, p50, max } = histogramOf([0.0412, 0.307, 0.9]).read();
  expect([min, p50, max]).toEqual([0.041, 0.307, 0.9]);
});

test('what is below nothing or above an hour counts as that', () => {
  const { min, p50, max } = histogramOf([-5, 1e12]).read();
  expect([min, p50, max]).toEqual([0, 0, 3_600_000]);
});

test('however values are dealt out to histograms and these are merged, it is as if one had counted all', () => {
  const parts = fc.array(fc.array(fc.double({ min: -1, max: 4e6, noNaN: true }), { maxLength: 60 }), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(parts, fc.nat(), (dealt, turn) => {
      const whole = histogramOf(dealt.flat());
      const [merged, added] = [new Histogram(), new Histogram()];
      const split = turn % dealt.length;
      for (const part of [...dealt.slice(split), ...dealt.slice(0, split)]) {
        merged.merge(structuredClone(histogramOf(part).snapshot()));
        added.addAll(histogramOf(part));
      }
      for (const all of [merged, added]) {
        expect(all.snapshot()).toEqual(whole.snapshot());
        expect(all.read()).toEqual(whole.read());
      }
    }),
    { numRuns: 50 },
  );
});

test('counts by bounds are those of the values, but for such as differ from a bound in the fourth digit', () => {
  fc.assert(
    fc.property(milliseconds, (values) => {
      const bounds = [1, 5, 100, 2000, 60_000];
      const { count, sumMs, upTo } = histogramOf(values).readBuckets(bounds);
      expect(count).toBe(values.length);
      expect(sumMs).toBeCloseTo(
        values.reduce((sum, value) => sum + value, 0),
        0,
      );
      for (const [i, bound] of bounds.entries()) {
        expect(upTo[i]).toBeGreaterThanOrEqual(values.filter((value) => value <= bound * 0.999).length);
        expect(upTo[i]).toBeLessThanOrEqual(values.filter((value) => value <= bound * 1.001).length);
      }
    }),
    { numRuns: 50 },
  );
});
