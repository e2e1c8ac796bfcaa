import { encode } from '@msgpack/msgpack';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HubException, IOException } from '../calls/exceptions.ts';
import { prepareInvocation } from '../protocols/prepared.ts';
import { FractionalNumber, UnknownExtension } from '../protocols/values.ts';
import { bytesOf, type Packet, readPacket, writePacket } from './packets.ts';

const answer = (result: unknown): Packet => ({
  kind: 'answer',
  id: 's-1',
  reply: { result, protocol: 'json' },
});

test('what a client answers is the same on the server that asked', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
      // Between processes -0 is 0, as it is in JSON.
      const sent = JSON.parse(JSON.stringify(value)) as unknown;
      expect(readPacket(writePacket(answer(sent)))).toEqual(answer(sent));
    }),
  );
});

test.each([
  [new FractionalNumber(40)],
  [[new FractionalNumber(0.1), { inner: new FractionalNumber(1e300) }]],
  [new UnknownExtension(42)],
  [new Date('2020-08-18T07:42:13.333Z')],
  [Uint8Array.of(1, 2, 255)],
  [undefined],
])('%o stays what it is', (value) => {
  expect(readPacket(writePacket(answer(value)))).toEqual(answer(value));
});

test.each([new HubException('no'), new IOException('gone'), new TypeError('odd')])(
  '%s stays an error',
  (error) => {
    const read = readPacket(writePacket({ kind: 'answer', id: 's-1', reply: { error } }));
    const expected = error.name === 'HubException' ? new HubException('no') : new IOException(error.message);
    expect(read).toEqual({ kind: 'answer', id: 's-1', reply: { error: expected } });
  },
);

test.each([[JSON.parse('{"__proto__":1}')], [Array.from({ length: 200 }).reduce((inner) => [inner], 0)]])(
  'what cannot be given on is an error of the asker, who does not wait for ever',
  (value) => {
    const read = readPacket(writePacket(answer(value)));
    expect(read).toMatchObject({
      id: 's-1',
      reply: {
        error: expect.objectContaining({
          message: expect.stringContaining('cannot be given to another server') as string,
        }) as Error,
      },
    });
  },
);

test('a message is there in the protocols that the hub speaks, and in no other', () => {
  const message = prepareInvocation('News', ['it rains']);
  expect(Object.keys(bytesOf(message, ['json']))).toEqual(['json']);
  const packet = {
    kind: 'message',
    except: ['a'],
    bytes: bytesOf(message, ['json', 'messagepack']),
  } as const;
  const read = readPacket(writePacket(packet)) as typeof packet;
  expect(Buffer.from(read.bytes.json ?? []).toString()).toBe(
    '{"type":1,"target":"News","arguments":["it rains"]}\u001e',
  );
  expect(Buffer.from(read.bytes.messagepack ?? [])).toEqual(packet.bytes.messagepack);
});

test.each<[unknown, string]>([
  [null, 'it has no members'],
  [{ kind: 'constructor' }, "its 'kind' is not known"],
  [{ kind: 'question', id: 's-1', from: 's' }, "of its kind, 'question', it has no fitting 'bytes'"],
  [{ kind: 'question', bytes: { json: 'text' } }, "it has no fitting 'id' and 'from' and 'bytes'"],
  [{ kind: 'message', except: 'a', bytes: {} }, "it has no fitting 'except'"],
  [{ kind: 'join', id: 's-1', from: 's', group: 7 }, "it has no fitting 'group'"],
  [{ kind: 'done', id: 's-1' }, "it has no fitting 'problem'"],
  [{ kind: 'answer', id: 's-1', protocol: 'xml' }, "it has no fitting 'protocol'"],
  [{ kind: 'answer', id: 's-1', error: 'no' }, "it has no fitting 'error'"],
])('%j is no packet, and why is said', (written, why) => {
  expect(() => readPacket(encode(written))).toThrow(`${why}. Let the same version run on all servers`);
});
