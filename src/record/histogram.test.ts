import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Histogram } from './histogram.ts';

test('an empty one says 0', () => {
  const histogram = new Histogram();
  expect([histogram.count, histogram.percentileMs(50), histogram.maxMs]).toEqual([0, 0, 0]);
});

test('percentiles and the largest value are right to three digits, whatever the values', () => {
  const milliseconds = fc.array(fc.double({ min: 0.001, max: 3_600_000, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(milliseconds, fc.integer({ min: 1, max: 100 }), (values, percent) => {
      const histogram = new Histogram();
      for (const value of values) histogram.add(value);
      const sorted = values.toSorted((a, b) => a - b);
      const exact = sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? NaN;
      const within = (value: number): number => value * 0.001 + 0.001;
      expect(Math.abs(histogram.percentileMs(percent) - exact)).toBeLessThanOrEqual(within(exact));
      expect(Math.abs(histogram.maxMs - (sorted.at(-1) ?? NaN))).toBeLessThanOrEqual(
        within(sorted.at(-1) ?? 0),
      );
      expect(histogram.count).toBe(values.length);
    }),
    { numRuns: 50 },
  );
});

test('what is below nothing or above an hour counts as that', () => {
  const histogram = new Histogram();
  histogram.add(-5);
  histogram.add(1e12);
  expect(histogram.percentileMs(1)).toBe(0);
  expect(histogram.maxMs / 3_600_000).toBeCloseTo(1, 2);
});
