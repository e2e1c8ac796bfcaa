import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FrameReader } from './frame-reader.ts';

/** What a reader told, in order; data that came in pieces is one entry. */
type Told = [event: 'data' | 'ping' | 'close' | 'failure', what: string | number];

const mask = Buffer.from([0x12, 0x34, 0x56, 0x78]);

interface Frame {
  readonly opcode: number;
  readonly payload: Uint8Array | string;
  readonly fin?: boolean;
}

function frameBytes({ opcode, payload, fin = true }: Frame): Buffer {
  const data = Buffer.from(payload as string);
  const long = data.length > 65_535 ? 127 : data.length > 125 ? 126 : data.length;
  const head = Buffer.alloc(2 + (long === 127 ? 8 : long === 126 ? 2 : 0));
  head[0] = (fin ? 0x80 : 0) | opcode;
  head[1] = 0x80 | long;
  if (long === 126) head.writeUInt16BE(data.length, 2);
  if (long === 127) head.writeBigUInt64BE(BigInt(data.length), 2);
  return Buffer.concat([head, mask, data.map((byte, index) => byte ^ (mask[index % 4] as number))]);
}

function toldOf(chunks: readonly Buffer[]): Told[] {
  const told: Told[] = [];
  const reader = new FrameReader({
    onData: (bytes) => {
      const last = told.at(-1);
      if (last?.[0] === 'data') last[1] = String(last[1]) + bytes.toString('latin1');
      else told.push(['data', bytes.toString('latin1')]);
    },
    onPing: (payload) => told.push(['ping', payload.toString('latin1')]),
    onClose: () => told.push(['close', 0]),
    onFailure: (code) => told.push(['failure', code]),
  });
  for (const chunk of chunks) reader.read(Buffer.from(chunk));
  return told;
}

/** The bytes cut into pieces at these places. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const at = [0, ...places.map((place) => place % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
}

const told = (...frames: readonly Frame[]): Told[] => toldOf(frames.map(frameBytes));

test('data comes out whole and in order, however the frames are cut and whatever stands between them', () => {
  const payload = fc.uint8Array({ maxLength: 70_000 });
  fc.assert(
    fc.property(
      fc.array(payload, { maxLength: 8 }),
      fc.array(fc.nat(), { maxLength: 30 }),
      (given, places) => {
        const frames = given.flatMap((each, index): Frame[] => [
          { opcode: index === 0 ? 2 : 0, payload: each, fin: false },
          { opcode: 10, payload: 'a pong that nobody asked for' },
        ]);
        const wire = Buffer.concat(
          [...frames, { opcode: frames.length === 0 ? 2 : 0, payload: 'end' }].map(frameBytes),
        );
        const data = `${given.map((each) => Buffer.from(each).toString('latin1')).join('')}end`;
        expect(toldOf(cut(wire, places))).toEqual([['data', data]]);
      },
    ),
    { numRuns: 50 },
  );
});

test('data comes out before its message has ended', () => {
  const wire = frameBytes({ opcode: 2, payload: 'x'.repeat(1000) });
  expect(toldOf([wire.subarray(0, 108)])).toEqual([['data', 'x'.repeat(100)]]);
});

test('a text may be cut within a character, by frames and by the network', () => {
  const text = Buffer.from('å€😀'.repeat(3));
  for (let at = 1; at < text.length; at++) {
    const frames = [
      { opcode: 1, payload: text.subarray(0, at), fin: false },
      { opcode: 9, payload: 'p' },
      { opcode: 0, payload: text.subarray(at) },
    ];
    const wire = Buffer.concat(frames.map(frameBytes));
    const events = toldOf(cut(wire, Array.from(wire.keys())));
    const data = events.filter(([event]) => event === 'data').map(([, what]) => what);
    expect(data.join('')).toBe(text.toString('latin1'));
    expect(events.some(([event]) => event === 'failure')).toBe(false);
  }
});

describe('the client broke the protocol', () => {
  test.each<[string, Frame[], 1002 | 1007]>([
    ['a text that is no UTF-8', [{ opcode: 1, payload: Buffer.from([0xc3, 0x28]) }], 1007],
    ['a text that ends within a character', [{ opcode: 1, payload: Buffer.from([0x61, 0xe2, 0x82]) }], 1007],
    ['a close reason that is no UTF-8', [{ opcode: 8, payload: Buffer.from([3, 232, 0xff]) }], 1007],
    ['an unknown opcode', [{ opcode: 5, payload: 'x' }], 1002],
    ['a continuation of nothing', [{ opcode: 0, payload: 'x' }], 1002],
    [
      'a message within a message',
      [
        { opcode: 1, payload: 'x', fin: false },
        { opcode: 2, payload: 'y' },
      ],
      1002,
    ],
    ['a ping in parts', [{ opcode: 9, payload: 'x', fin: false }], 1002],
    ['a ping that is too long', [{ opcode: 9, payload: 'x'.repeat(126) }], 1002],
    ['half a close code', [{ opcode: 8, payload: 'x' }], 1002],
    ['a close code that is never sent', [{ opcode: 8, payload: Buffer.from([3, 238]) }], 1002],
  ])('with %s', (_what, frames, code) => {
    const events = told(...frames, { opcode: 9, payload: 'after' });
    expect(events.at(-1)).toEqual(['failure', code]);
  });

  test.each([
    ['a reserved bit', [0xc1, 0x80, 0, 0, 0, 0]],
    ['an unmasked frame', [0x81, 0x01, 0x78]],
  ])('with %s', (_what, bytes) => {
    expect(toldOf([Buffer.from(bytes)])).toEqual([['failure', 1002]]);
  });
});

test.each([
  ['without a code', Buffer.alloc(0)],
  ['with a code', Buffer.from([0x0f, 0xa0])],
  ['with a reason', Buffer.from([3, 232, ...Buffer.from('enough')])],
])('nothing is read behind a close frame %s', (_how, payload) => {
  expect(told({ opcode: 9, payload: 'p' }, { opcode: 8, payload }, { opcode: 1, payload: 'more' })).toEqual([
    ['ping', 'p'],
    ['close', 0],
  ]);
});
