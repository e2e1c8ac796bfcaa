import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDuration, parseDuration, parseFineDuration } from './duration.ts';

test.each([
  ['90s', 90_000],
  ['2m', 120_000],
  ['1h30m', 5_400_000],
  ['1h 30m', 5_400_000],
  ['0.5s', 500],
  ['250ms', 250],
  ['0s', 0],
  ['1d', 86_400_000],
])('%s is %d ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each(['', 'fast', '10', '-5s', '5 apples', 's', '1h30', '1e3s'])('%j is not a duration', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

test('a measure may be finer than a millisecond', () => {
  expect(parseFineDuration('0.5ms')).toBe(0.5);
  expect(parseFineDuration('0.3s')).toBe(300);
});

test('what is formatted reads back as the same duration', () => {
  fc.assert(
    fc.property(fc.nat(), (ms) => {
      expect(parseDuration(formatDuration(ms))).toBe(ms);
    }),
  );
});
