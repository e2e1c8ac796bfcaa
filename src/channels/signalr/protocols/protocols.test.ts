import { decode, encode } from '@msgpack/msgpack';
import { expect, test } from 'vitest';
import { type Encoded, noFilling } from './encoded.ts';
import { jsonProtocol } from './json-protocol.ts';
import { messagePackProtocol } from './message-pack-protocol.ts';
import type { ServerMessage } from './protocol.ts';

function bytesOf(encoded: Encoded): Buffer {
  const bytes = Buffer.alloc(encoded.byteLength(0));
  encoded.copyTo(bytes, 0, noFilling);
  return bytes;
}

test.each<[ServerMessage, string, unknown[]]>([
  [
    { type: 'invocation', target: 'T', arguments: [1, null] },
    '{"type":1,"target":"T","arguments":[1,null]}',
    [1, {}, null, 'T', [1, null], []],
  ],
  [{ type: 'stream-item', id: 'a', item: 2 }, '{"type":2,"invocationId":"a","item":2}', [2, {}, 'a', 2]],
  [
    { type: 'result', id: 'a', result: undefined },
    '{"type":3,"invocationId":"a","result":null}',
    [3, {}, 'a', 3, null],
  ],
  [{ type: 'completed', id: 'a' }, '{"type":3,"invocationId":"a"}', [3, {}, 'a', 2]],
  [
    { type: 'failed', id: 'a', error: 'no' },
    '{"type":3,"invocationId":"a","error":"no"}',
    [3, {}, 'a', 1, 'no'],
  ],
  [{ type: 'ping' }, '{"type":6}', [6]],
  [{ type: 'close', error: undefined, allowReconnect: false }, '{"type":7}', [7, null, false]],
  [
    { type: 'close', error: 'why', allowReconnect: true },
    '{"type":7,"error":"why","allowReconnect":true}',
    [7, 'why', true],
  ],
  [{ type: 'ack', sequenceId: 5 }, '{"type":8,"sequenceId":5}', [8, 5]],
  [{ type: 'sequence', sequenceId: 6 }, '{"type":9,"sequenceId":6}', [9, 6]],
])('writes %j', (message, json, messagePack) => {
  expect(bytesOf(jsonProtocol.write(message)).toString()).toBe(`${json}\u001e`);
  expect(decode(bytesOf(messagePackProtocol.write(message)).subarray(1))).toEqual(messagePack);
});

const call = { type: 'invocation', streaming: false, id: '1', target: 'T', arguments: [1], streamIds: [] };

test.each<[json: string, messagePack: unknown[], read: object]>([
  ['{"type":1,"invocationId":"1","target":"T","arguments":[1]}', [1, {}, '1', 'T', [1], []], call],
  [
    '{"type":1,"invocationId":"","target":"T","arguments":[1]}',
    [1, {}, '', 'T', [1]],
    { ...call, id: undefined },
  ],
  [
    '{"type":4,"invocationId":"1","target":"T","arguments":[1],"streamIds":["s"]}',
    [4, {}, '1', 'T', [1], ['s']],
    { ...call, streaming: true, streamIds: ['s'] },
  ],
  [
    '{"item":null,"invocationId":"s","type":2}',
    [2, {}, 's', null],
    { type: 'stream-item', id: 's', item: null },
  ],
  [
    '{"type":3,"invocationId":"s","result":1}',
    [3, { h: 'v' }, 's', 3, 1],
    { type: 'completion', id: 's', error: undefined, result: 1 },
  ],
  [
    '{"type":3,"invocationId":"s","error":"e"}',
    [3, {}, 's', 1, 'e'],
    { type: 'completion', id: 's', error: 'e', result: undefined },
  ],
  ['{"type":5,"invocationId":"s"}', [5, {}, 's'], { type: 'cancel', id: 's' }],
  ['{"type":6}', [6], { type: 'ping' }],
  ['{"type":7,"error":"x"}', [7, 'x'], { type: 'close' }],
  ['{"type":8,"sequenceId":3}', [8, 3], { type: 'ack', sequenceId: 3 }],
  ['{"type":9,"sequenceId":3}', [9, 3], { type: 'sequence', sequenceId: 3 }],
  ['{"type":42}', [42, 'whatever'], { type: 'unknown' }],
])('reads %s in both protocols', (json, messagePack, read) => {
  expect(jsonProtocol.parse(Buffer.from(json))).toEqual(read);
  expect(messagePackProtocol.parse(Buffer.from(encode(messagePack)))).toEqual(read);
});

test.each([
  '',
  'null',
  '{}',
  '{"type":null}',
  '{"type":1.0,"target":"T","arguments":[]}',
  '{"type":1,"target":null,"arguments":[]}',
  '{"type":1,"target":"T"}',
  '{"type":1,"target":"T","arguments":[],"invocationId":null}',
  '{"type":1,"target":"T","arguments":[],"streamIds":[1]}',
  '{"type":1,"target":"T","arguments":[],"headers":null}',
  '{"type":2,"invocationId":"s"}',
  '{"type":7,"error":1}',
  '{"type":7,"allowReconnect":"yes"}',
  `{"type":1,"target":"T","arguments":${'['.repeat(64)}${']'.repeat(64)}}`,
  String.raw`{"type":1,"target":"\ud800","arguments":[]}`,
  'x{"type":6}',
  '[]{"type":6}',
])('takes %s for a violation', (json) => {
  expect(jsonProtocol.parse(Buffer.from(json))).toMatchObject({ type: 'violation' });
});

test.each(['{"type":6}{"type":7}', '{"type":6}x', '{"type":6}]]', ' {"type":6} \ufffd'])(
  'reads the first object of %s, as .NET does',
  (json) => {
    expect(jsonProtocol.parse(Buffer.from(json))).toEqual({ type: 'ping' });
  },
);

test.each<unknown[]>([
  [1, {}, '1', 'T'],
  [1, {}, '1', 'T', {}],
  [1, {}, '1', 'T', null, []],
])('takes %j for a call whose arguments cannot be read, as .NET does', (...items) => {
  const read = messagePackProtocol.parse(Buffer.from(encode(items)));
  expect(read).toEqual({ ...call, arguments: undefined });
});

test('takes bytes that are no UTF-8 for a violation', () => {
  expect(jsonProtocol.parse(Buffer.from([0x22, 0xc3, 0x28, 0x22]))).toMatchObject({ type: 'violation' });
});

test.each<unknown[]>([
  [],
  ['1'],
  [1],
  [1, {}, 7, 'T', []],
  [1, {}, null],
  [1, {}, null, 7, []],
  [1, { a: 1 }, null, 'T', []],
  [1, {}, null, 'T', [], [1]],
  [2, {}, '', 1],
  [3, {}, 's', 9],
  [3, {}, 's', 3],
  [5, {}, null],
])('takes %j for a violation', (...items) => {
  expect(messagePackProtocol.parse(Buffer.from(encode(items)))).toMatchObject({ type: 'violation' });
});
