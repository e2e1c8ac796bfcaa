import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatJson } from './format-json.ts';

test('what is written reads back as the same value, keys in the same order', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.stringify(JSON.parse(formatJson(value)))).toBe(
        JSON.stringify(JSON.parse(JSON.stringify(value))),
      );
    }),
  );
});

test('what fits stands on one line, and what does not is broken up', () => {
  expect(formatJson({ a: [1, { b: 'x' }], c: {} })).toBe('{ "a": [1, { "b": "x" }], "c": {} }');
  const long = { first: 'x'.repeat(80), second: ['y'.repeat(20)] };
  expect(formatJson(long)).toBe(`{\n  "first": "${'x'.repeat(80)}",\n  "second": ["${'y'.repeat(20)}"]\n}`);
});
