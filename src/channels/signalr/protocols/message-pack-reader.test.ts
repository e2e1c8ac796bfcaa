import { encode } from '@msgpack/msgpack';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMessagePack } from './message-pack-reader.ts';
import { FractionalNumber, plainValue, UnknownExtension } from './values.ts';

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.uint8Array({ maxLength: 70_000, size: 'max' }),
  fc.string({ maxLength: 300, unit: 'grapheme' }),
  fc.double(),
  fc.maxSafeInteger(),
  fc.date({ noInvalidDate: true, min: new Date('0001-01-01'), max: new Date('9999-12-31') }),
);

function read(...bytes: number[]): unknown {
  return readMessagePack(Buffer.from(bytes));
}

test('reads every value as it was written, whatever follows it', () => {
  fc.assert(
    fc.property(anything, fc.uint8Array({ maxLength: 10 }), (value, more) => {
      const bytes = Buffer.concat([encode(value), more]);
      expect(plainValue(readMessagePack(bytes))).toEqual(value);
    }),
  );
});

test('takes no value that is cut short', () => {
  fc.assert(
    fc.property(anything, fc.nat(), (value, at) => {
      const bytes = encode(value);
      expect(() => readMessagePack(Buffer.from(bytes.subarray(0, at % bytes.length)))).toThrow(SyntaxError);
    }),
  );
});

test.each([
  ['nothing', []],
  ['an array that announces four billion values', [0xdd, 0xff, 0xff, 0xff, 0xff, 1]],
  ['a map that announces four billion pairs', [0xdf, 0xff, 0xff, 0xff, 0xff, 1, 1]],
  ['a text that announces four gigabytes', [0xdb, 0xff, 0xff, 0xff, 0xff, 0x61]],
  ['nested arrays that announce more together than is there', [0xdc, 0, 4, 0xdc, 0, 4, 1, 1, 1]],
  ['a map whose key is an array', [0x81, 0x90, 1]],
  ['a byte that MessagePack never uses', [0xc1]],
  ['nesting beyond what .NET reads', Array<number>(100).fill(0x91).concat(1)],
])('takes no %s', (_what, bytes) => {
  expect(() => read(...bytes)).toThrow(SyntaxError);
});

test('takes nesting as deep as .NET reads', () => {
  expect(() => read(...Array<number>(64).fill(0x91), 1)).not.toThrow();
});

test('a float is no integer even when it is whole', () => {
  expect(read(0xcb, 0x40, 0x44, 0, 0, 0, 0, 0, 0)).toEqual(new FractionalNumber(40));
  expect(read(0xca, 0x42, 0x20, 0, 0)).toEqual(new FractionalNumber(40));
});

test.each([
  ['in the middle of a text', [0xa4, 0x61, 0xff, 0xfe, 0x62], 'a��b'],
  ['that ends a text too early', [0xa2, 0x61, 0xc3], 'a�'],
])('bad UTF-8 %s is U+FFFD, as in .NET', (_where, bytes, text) => {
  expect(read(...bytes)).toBe(text);
});

test.each([
  ['32 bits', [0xd6, 0xff, 0, 0, 0, 1], '1970-01-01T00:00:01.000Z'],
  ['64 bits', [0xd7, 0xff, 0xee, 0x6b, 0x27, 0xfc, 0, 0, 0, 1], '1970-01-01T00:00:01.999Z'],
  ['96 bits', [0xc7, 12, 0xff, 0, 0, 0, 0, ...Array<number>(8).fill(0xff)], '1969-12-31T23:59:59.000Z'],
])('a timestamp of %s is a date', (_size, bytes, iso) => {
  expect(read(...bytes)).toEqual(new Date(iso));
});

test.each([
  ['of another type', [0xd4, 5, 0]],
  ['that would be a timestamp of an odd length', [0xc7, 3, 0xff, 1, 2, 3]],
  [
    'that would be a timestamp beyond the year 9999',
    [0xc7, 12, 0xff, 0, 0, 0, 0, 0x7f, ...Array<number>(7).fill(0)],
  ],
])('an extension %s binds to nothing', (_what, bytes) => {
  const value = read(...bytes);
  expect(value).toBeInstanceOf(UnknownExtension);
  expect(() => plainValue(value)).toThrow(TypeError);
});

test('names that JavaScript has a use for are mere names', () => {
  const value = read(0x81, 0xa9, ...Buffer.from('__proto__'), 1) as object;
  expect(Object.keys(value)).toEqual(['__proto__']);
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
});
