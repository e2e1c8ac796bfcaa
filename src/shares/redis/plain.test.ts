import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode, encode } from './plain.ts';

test('numbers without end are there again, and everything else as JSON has it', () => {
  const value = { forMs: Infinity, from: -Infinity, list: [1, Infinity, 'Infinity', null], of: { at: 0 } };
  expect(decode(encode(value))).toEqual(value);
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (any) => {
      expect(JSON.stringify(decode(encode(any)))).toBe(JSON.stringify(any));
    }),
  );
});
