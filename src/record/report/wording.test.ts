import fc from 'fast-check';
import { expect, test } from 'vitest';
import { count, countOf, formatMeasure, formatMs } from './wording.ts';

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1 000'],
  [1_234_567, '1 234 567'],
])('%i is written %s', (value, text) => {
  expect(count(value)).toBe(text);
});

test.each([
  [0, '0 messages'],
  [1, '1 message'],
  [1234, '1 234 messages'],
])('%i of them are %s', (value, text) => {
  expect(countOf(value, 'message')).toBe(text);
});

test.each([
  [null, '–'],
  [0, '0 ms'],
  [0.0412, '0.041 ms'],
  [5.25, '5.3 ms'],
  [9.96, '10 ms'],
  [291.1, '291 ms'],
  [999.7, '1 s'],
  [5243, '5.24 s'],
  [12_345, '12.3 s'],
])('a time of %s ms is written %s', (ms, text) => {
  expect(formatMs(ms)).toBe(text);
});

test.each([
  ['count', 14_558, [], '14 558'],
  ['share', 1, [1], '100 %'],
  ['share', 0, [1], '0 %'],
  ['share', 0.862919, [1], '86.3 %'],
  ['share', 0.999, [0.999], '99.9 %'],
  ['share', 14_557 / 14_558, [1], '99.99 %'],
  ['share', 0.99996, [0.9], '99.996 %'],
  ['share', 0.5004, [0.5], '50.04 %'],
  ['time', 10_000, [10_000], '10 s'],
  ['time', 1500, [1500], '1.5 s'],
  ['time', 600_000, [600_000], '600 s'],
  ['time', 291.583, [10_000], '292 ms'],
  ['time', 5005.311, [100], '5.01 s'],
  ['time', 10_004, [10_000], '10.004 s'],
  ['time', 12_346, [12_345], '12.35 s'],
  ['time', 12_345, [12_345], '12.345 s'],
  ['time', 0.0412, [1], '0.041 ms'],
  ['time', 36.14, [10_000], '36 ms'],
  ['time', 999.9999, [1000], '999.9999 ms'],
  ['rate', 998.2603, [990], '998.3 a second'],
  ['rate', 2052.7123, [990], '2 052.7 a second'],
  ['rate', 989.9999, [990], '989.9999 a second'],
] as const)('a %s of %s beside the bounds %j is written %s', (kind, value, bounds, text) => {
  expect(formatMeasure(kind, value, bounds)).toBe(text);
});

test('what is written stands on the same side of a bound as what it stands for', () => {
  const share = fc.tuple(fc.nat(1_000_000), fc.integer({ min: 1, max: 1_000_000 }));
  fc.assert(
    fc.property(share, fc.integer({ min: 0, max: 1000 }), ([part, more], permille) => {
      const [value, bound] = [part / (part + more), permille / 1000];
      const read = Number.parseFloat(formatMeasure('share', value, [bound])) / 100;
      const side = Math.abs(read - bound) < 1e-12 ? 0 : Math.sign(read - bound);
      expect(side).toBe(Math.sign(value - bound));
    }),
  );
});
