import { Decoder } from '@msgpack/msgpack';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Encoded, noFilling } from './encoded.ts';
import { Inbox } from './inbox.ts';
import { jsonProtocol } from './json-protocol.ts';
import { messagePackProtocol } from './message-pack-protocol.ts';
import { type Filling, hole, type Prepared, prepareFilling, prepareInvocation } from './prepared.ts';

function bytesOf(encoded: Encoded, filling: Uint8Array = noFilling): Buffer {
  const bytes = Buffer.alloc(encoded.byteLength(filling.length));
  expect(encoded.copyTo(bytes, 0, filling)).toBe(bytes.length);
  return bytes;
}

/** What a client reads out of the bytes. */
function readArguments(prepared: Prepared, protocol: 'json' | 'messagepack', filling?: Filling): unknown {
  const inbox = new Inbox();
  inbox.append(bytesOf(prepared.encoded(protocol), filling?.bytes(protocol)));
  const isJson = protocol === 'json';
  const taken = (isJson ? inbox.takeRecord(1e6) : inbox.takePrefixed(1e6)) as Buffer;
  expect(inbox.length).toBe(0);
  return isJson
    ? (JSON.parse(taken.toString()) as { arguments: unknown }).arguments
    : (new Decoder().decode(taken) as unknown[])[4];
}

/** JSON but for the key that the decoder of this test refuses to read. */
const value = fc
  .jsonValue({ maxDepth: 3 })
  .map((each) => JSON.stringify(each).replaceAll('"__proto__"', '"__other__"'))
  .map((text) => JSON.parse(text) as unknown);

test.each(['json', 'messagepack'] as const)(
  'a filling spliced into the hole reads as if it had been written there, in %s',
  (protocol) => {
    fc.assert(
      fc.property(
        value,
        fc.array(value, { minLength: 1, maxLength: 4 }),
        fc.string({ maxLength: 300 }),
        (data, own, text) => {
          const message = prepareInvocation('M', [{ before: data, subscription: { id: hole }, text }]);
          for (const each of own) {
            expect(readArguments(message, protocol, prepareFilling(each))).toEqual([
              { before: data, subscription: { id: each }, text },
            ]);
          }
        },
      ),
    );
  },
);

test('a message without a hole has the bytes that the protocol writes', () => {
  const message = prepareInvocation('M', [1, { a: 'å' }]);
  const plain = { type: 'invocation', target: 'M', arguments: [1, { a: 'å' }] } as const;
  for (const protocol of [jsonProtocol, messagePackProtocol]) {
    expect(message.hasHole(protocol.name)).toBe(false);
    expect(bytesOf(message.encoded(protocol.name))).toEqual(bytesOf(protocol.write(plain)));
  }
});

test('a message is serialised once per protocol, whoever it goes to', () => {
  let rendered = 0;
  const message = prepareInvocation('M', (protocol) => [protocol, rendered++]);
  for (let i = 0; i < 3; i++) {
    message.encoded('json');
    message.encoded('messagepack');
  }
  expect(rendered).toBe(2);
  expect(readArguments(message, 'messagepack')).toEqual(['messagepack', 1]);
});

test('two holes are refused', () => {
  expect(() => prepareInvocation('M', [hole, hole]).encoded('json')).toThrow('more than one hole');
});
