import { decode } from '@msgpack/msgpack';
import { expect, test } from 'vitest';
import { jsonProtocol } from './json-protocol.ts';
import { messagePackProtocol } from './message-pack-protocol.ts';
import { outgoing } from './outgoing.ts';
import { hole, prepareFilling, prepareInvocation } from './prepared.ts';
import { noFilling } from './encoded.ts';
import type { Protocol } from './protocol.ts';

const bytes = Uint8Array.from([1, 2, 255]);
const date = new Date('2020-08-18T07:42:13.330Z');

function written(protocol: Protocol, result: unknown): Buffer {
  const encoded = protocol.write({ type: 'result', id: '1', result });
  const target = Buffer.alloc(encoded.byteLength(0));
  encoded.copyTo(target, 0, noFilling);
  return target;
}

test.each([
  ['bytes are base64', bytes, '"AQL/"'],
  ['a Buffer is bytes', { inner: [Buffer.from(bytes)] }, '{"inner":["AQL/"]}'],
  ['a date has no trailing zeros', date, '"2020-08-18T07:42:13.33Z"'],
  ['a date on the second has no fraction', new Date('2020-01-01T12:00:00Z'), '"2020-01-01T12:00:00Z"'],
  ['a map is an object', new Map([['KeyOne', bytes]]), '{"KeyOne":"AQL/"}'],
  ['a set is an array', new Set([1, date]), '[1,"2020-08-18T07:42:13.33Z"]'],
  ['what has its own form keeps it', new URL('http://a/'), '"http://a/"'],
])('in JSON, %s', (_what, result, json) => {
  expect(written(jsonProtocol, result).toString()).toBe(
    `{"type":3,"invocationId":"1","result":${json}}\u001e`,
  );
});

test('in MessagePack, bytes are bytes and dates are timestamps', () => {
  const message = written(messagePackProtocol, new Map<string, unknown>([['a', [bytes, date]]]));
  expect(decode(Uint8Array.from(message.subarray(1)))).toEqual([3, {}, '1', 3, { a: [bytes, date] }]);
});

test('prepared messages and their fillings follow the same rules', () => {
  const message = prepareInvocation('M', [{ own: hole, at: date }]).encoded('json');
  const filling = prepareFilling({ raw: bytes }).bytes('json');
  const target = Buffer.alloc(message.byteLength(filling.length));
  message.copyTo(target, 0, filling);
  expect(target.toString()).toBe(
    '{"type":1,"target":"M","arguments":[{"own":{"raw":"AQL/"},"at":"2020-08-18T07:42:13.33Z"}]}\u001e',
  );
});

test('a value without such parts is sent as it is, without a copy', () => {
  const value = { a: [1, { b: 'c' }], d: null };
  expect(outgoing(value, 'json')).toBe(value);
});
