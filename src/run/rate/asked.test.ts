import { expect, test } from 'vitest';
import { Asked } from './asked.ts';

const thousand = [{ ratePerSec: 1000, forMs: Infinity }];

test('what is due until now is asked for, the first at once, and nothing after the end', () => {
  const asked = new Asked();
  asked.endAt(1500);
  asked.play(thousand, 500);
  expect([500, 500.5, 501.5, 1499.5, 1500, 9999].map((ms) => asked.requested(ms))).toEqual([
    0, 1, 2, 1000, 1000, 1000,
  ]);
});

test('a pause asks for nothing, and another rate goes on from what the first one asked for', () => {
  const asked = new Asked();
  asked.play(thousand, 0);
  asked.pause(100);
  expect(asked.requested(5000)).toBe(100);
  asked.play([{ ratePerSec: 10, forMs: Infinity }], 5000);
  expect(asked.requested(6000)).toBe(110);
  asked.play(thousand, 6000);
  expect(asked.requested(6001)).toBe(111);
});

test('stages ask for as much as they come to, however odd their numbers are', () => {
  const asked = new Asked();
  asked.play(
    [
      { fromPerSec: 0, ratePerSec: 300, forMs: 700 },
      { ratePerSec: 0, forMs: Infinity },
    ],
    0,
  );
  expect(asked.requested(700)).toBe(105);
  expect(asked.requested(70_000)).toBe(105);
});
