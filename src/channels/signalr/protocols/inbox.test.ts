import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lengthPrefix } from './encoded.ts';
import { Inbox } from './inbox.ts';

/** The bytes cut into pieces at these places. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const at = [0, ...places.map((place) => place % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
}

function takeAll(inbox: Inbox, pieces: readonly Buffer[], take: (inbox: Inbox) => unknown): string[] {
  const taken: string[] = [];
  for (const piece of pieces) {
    inbox.append(piece);
    for (let next = take(inbox); next !== undefined; next = take(inbox))
      taken.push((next as Buffer).toString('latin1'));
    inbox.settle();
  }
  return taken;
}

const payloads = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 20 });
const places = fc.array(fc.nat(5000), { maxLength: 30 });

test('records come out whole and in order, however the bytes were cut', () => {
  fc.assert(
    fc.property(payloads, places, (given, at) => {
      const records = given.map((bytes) => Buffer.from(bytes.map((byte) => (byte === 0x1e ? 0 : byte))));
      const wire = Buffer.concat(records.flatMap((record) => [record, Buffer.from([0x1e])]));
      const taken = takeAll(new Inbox(), cut(wire, at), (inbox) => inbox.takeRecord(1000));
      expect(taken).toEqual(records.map((record) => record.toString('latin1')));
    }),
  );
});

test('prefixed messages come out whole and in order, however the bytes were cut', () => {
  fc.assert(
    fc.property(payloads, places, (given, at) => {
      const wire = Buffer.concat(given.flatMap((bytes) => [lengthPrefix(bytes.length), bytes]));
      const taken = takeAll(new Inbox(), cut(wire, at), (inbox) => inbox.takePrefixed(1000));
      expect(taken).toEqual(given.map((bytes) => Buffer.from(bytes).toString('latin1')));
    }),
  );
});

test.each([
  ['a record as long as the limit with its separator', `${'x'.repeat(9)}\u001e`, 9],
  ['a record longer than the limit', `${'x'.repeat(10)}\u001e`, 'violation'],
  ['an unfinished record as long as the limit', 'x'.repeat(10), undefined],
  ['an unfinished record longer than the limit', 'x'.repeat(11), 'violation'],
])('%s, with a limit of ten bytes', (_what, text, expected) => {
  const inbox = new Inbox();
  inbox.append(Buffer.from(text));
  const taken = inbox.takeRecord(10);
  expect(taken instanceof Uint8Array ? taken.length : taken?.type).toBe(expected);
});

test.each([
  ['a message as long as the limit with its prefix', [9, ...Array<number>(9).fill(1)], 9],
  ['a message that announces more than the limit, at once', [10], 'violation'],
  ['half a prefix', [0x80], undefined],
  ['a prefix of five bytes that means more than 2 GB', [0xff, 0xff, 0xff, 0xff, 0x08], 'violation'],
])('%s, with a limit of ten bytes', (_what, bytes, expected) => {
  const inbox = new Inbox();
  inbox.append(Buffer.from(bytes));
  const taken = inbox.takePrefixed(10);
  expect(taken instanceof Uint8Array ? taken.length : taken?.type).toBe(expected);
});
