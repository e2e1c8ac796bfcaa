import { encode } from '@msgpack/msgpack';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measureValue } from './message-pack-bytes.ts';

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.uint8Array({ maxLength: 70_000, size: 'max' }),
  fc.string({ maxLength: 300 }),
  fc.double(),
  fc.maxSafeInteger(),
);

test('measures every value exactly, whatever follows it', () => {
  fc.assert(
    fc.property(anything, fc.uint8Array({ maxLength: 10 }), (value, more) => {
      const bytes = encode(value);
      expect(measureValue(Buffer.concat([bytes, more]))).toBe(bytes.length);
    }),
  );
});

test('takes no value that is cut short', () => {
  fc.assert(
    fc.property(anything, fc.nat(), (value, at) => {
      const bytes = encode(value);
      expect(measureValue(bytes.subarray(0, at % bytes.length))).toBeUndefined();
    }),
  );
});

test.each([
  ['nothing', []],
  ['an array that announces four billion values', [0xdd, 0xff, 0xff, 0xff, 0xff, 1]],
  ['a map that announces four billion pairs', [0xdf, 0xff, 0xff, 0xff, 0xff, 1, 1]],
  ['nested arrays that announce more together than is there', [0xdc, 0, 4, 0xdc, 0, 4, 1, 1, 1]],
  ['a byte that MessagePack never uses', [0xc1]],
  ['nesting beyond what .NET reads', Array<number>(100).fill(0x91).concat(1)],
])('takes no %s', (_what, bytes) => {
  expect(measureValue(Uint8Array.from(bytes))).toBeUndefined();
});

test('takes nesting as deep as .NET reads', () => {
  expect(measureValue(Uint8Array.from(Array<number>(64).fill(0x91).concat(1)))).toBe(65);
});
