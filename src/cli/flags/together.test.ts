import { expect, test } from 'vitest';
import { InputError } from '../../lib/errors.ts';
import { together } from './together.ts';

const wrong = (message: string) => (): never => {
  throw new InputError([{ message }]);
};

test('what both come to is given', () => {
  expect(
    together(
      () => 1,
      () => 'a',
    ),
  ).toEqual([1, 'a']);
});

test('the mistakes of both are told at once', () => {
  expect(() => together(wrong('one'), wrong('other'))).toThrow(
    expect.objectContaining({ problems: [{ message: 'one' }, { message: 'other' }] }),
  );
});

test('what is no mistake of the user goes through', () => {
  const bug = (): never => {
    throw new TypeError('bug');
  };
  expect(() => together(wrong('one'), bug)).toThrow(TypeError);
});
