import { expect, test } from 'vitest';
import { Seen } from './seen.ts';

test('an id is new once', () => {
  const seen = new Seen();
  expect([seen.check('a'), seen.check('b'), seen.check('a')]).toEqual([false, false, true]);
});

test('only the last ones are remembered', () => {
  const seen = new Seen(3);
  for (const id of ['a', 'b', 'c', 'd']) seen.check(id);
  expect(['b', 'c', 'd'].map((id) => seen.check(id))).toEqual([true, true, true]);
  expect(seen.check('a')).toBe(false);
  expect(seen.check('b')).toBe(false);
  expect(seen.check('d')).toBe(true);
});
