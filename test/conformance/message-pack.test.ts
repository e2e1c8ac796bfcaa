import { decode, encode } from '@msgpack/msgpack';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RawSocket } from './raw-socket.ts';
import { startWorld, userEntity, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(() => world.testHub.stop());

const prefixed = (bytes: Uint8Array): Buffer => Buffer.concat([Buffer.from([bytes.length]), bytes]);

/** Calls a method with arguments that are bytes already; answers the completion, without its headers and its id. */
async function call(target: string, ...given: readonly Uint8Array[]): Promise<readonly unknown[]> {
  const socket = await RawSocket.open(world.at());
  socket.frame('{"protocol":"messagepack","version":1}\u001e');
  await socket.until(() => socket.frames.length === 1);
  const head = Buffer.concat([Buffer.from([0x96, 1]), encode({}), encode('1'), encode(target)]);
  const bytes = Buffer.concat([head, Buffer.from([0x90 | given.length]), ...given, encode([])]);
  socket.frame(prefixed(bytes), { opcode: 2 });
  await socket.until(() => socket.frames.length === 2 || socket.ended);
  socket.reset();
  const [, , , ...outcome] = decode(
    Uint8Array.from(socket.frames[1]?.payload.subarray(1) ?? []),
  ) as unknown[];
  return outcome;
}

const float = (value: number): Uint8Array => encode(value, { forceIntegerToFloat: true });
const failed = (target: string): unknown[] => [
  1,
  `Failed to invoke '${target}' due to an error on the server.`,
];

test('names of properties are matched with regard to case, as in .NET', async () => {
  const items = (entityId: string, eventName: string): Uint8Array =>
    encode([{ [entityId]: userEntity, [eventName]: 'UserStatus' }]);
  const [, pascal] = await call('Subscribe', items('EntityId', 'EventName'));
  const [, camel] = await call('Subscribe', items('entityId', 'eventName'));
  expect(pascal).toMatchObject([{ Subscribed: true, EntityId: userEntity }]);
  expect(camel).toMatchObject([{ Subscribed: false, EntityId: '', EventName: '' }]);
});

test('a float is no int, not even a whole one', async () => {
  expect(await call('TestAdd', encode(40), encode(2))).toEqual([3, 42]);
  expect(await call('TestAdd', float(40), encode(2))).toEqual(failed('TestAdd'));
});

test('dates and bytes come back as what they were', async () => {
  const value = { at: new Date('2020-08-18T07:42:13.333Z'), raw: Uint8Array.from([1, 2, 255]), half: 0.5 };
  expect(await call('TestAny', encode(value))).toEqual([3, value]);
});

test('bad UTF-8 in a text is U+FFFD', async () => {
  expect(await call('TestEcho', Uint8Array.from([0xa2, 0xff, 0xfe]))).toEqual([3, '\ufffd\ufffd']);
});

test('an extension that is no timestamp fails the call, and not the connection', async () => {
  expect(await call('TestAny', Uint8Array.from([0xd4, 5, 0]))).toEqual(failed('TestAny'));
});
