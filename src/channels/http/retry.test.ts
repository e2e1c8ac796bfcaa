import { expect, test } from 'vitest';
import { pauseBeforeRetry } from './retry.ts';

const rules = { retries: 6, retryPause: { firstMs: 250, maxMs: 5000, jitter: 0 } };

test.each([
  [1, 250],
  [2, 500],
  [3, 1000],
  [4, 2000],
  [5, 4000],
  [6, 5000],
  [7, null],
])('after try %i failed the pause is %s ms', (tried, pauseMs) => {
  expect(pauseBeforeRetry(rules, tried, 0.5)).toBe(pauseMs);
});

test('jitter only shortens a pause, by its part at most', () => {
  const jittery = { ...rules, retryPause: { ...rules.retryPause, jitter: 0.2 } };
  expect(pauseBeforeRetry(jittery, 2, 0)).toBe(500);
  expect(pauseBeforeRetry(jittery, 2, 0.5)).toBe(450);
  expect(pauseBeforeRetry(jittery, 2, 0.999_999)).toBeCloseTo(400);
});

test('without retries there is no pause', () => {
  expect(pauseBeforeRetry({ ...rules, retries: 0 }, 1, 0)).toBeNull();
});

test('a great many retries do not make a pause endless', () => {
  expect(pauseBeforeRetry({ ...rules, retries: 5000 }, 4000, 0)).toBe(5000);
});
