import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RawSocket } from './raw-socket.ts';
import { completion, connected, invocation, invoke, startWorld, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(() => world.testHub.stop());

const record = (message: object): string => `${JSON.stringify(message)}\u001e`;
const idle = record({ type: 1, target: 'TestVoid', arguments: [], headers: { pad: 'x'.repeat(900) } });

describe('a WebSocket message may be of any length when the hub messages in it are not', () => {
  const many = idle.repeat(3000) + record(invocation('TestAdd', [40, 2], 'last'));

  test('as one frame', async () => {
    const socket = await connected(world);
    expect(many.length).toBeGreaterThan(2 ** 21);
    socket.frame(many);
    expect(await completion(socket, 'last')).toMatchObject({ result: 42 });
  });

  test('as many fragments, empty ones among them', async () => {
    const socket = await connected(world);
    const size = 100_000;
    for (let at = 0; at < many.length; at += size) {
      socket.frame(many.slice(at, at + size), { opcode: at === 0 ? 1 : 0, fin: false });
      socket.frame('', { opcode: 0, fin: false });
    }
    socket.frame('', { opcode: 0 });
    expect(await completion(socket, 'last')).toMatchObject({ result: 42 });
  });

  test('and what has come of one is acted on before the rest', async () => {
    const socket = await connected(world);
    socket.frame(record(invocation('TestAdd', [40, 2], 'first')), { fin: false });
    expect(await completion(socket, 'first')).toMatchObject({ result: 42 });
  });
});

test('a frame that announces more than there is memory is read as far as a message may be long', async () => {
  const socket = await connected(world);
  const head = Buffer.from([0x81, 0xff, 0, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  socket.write(Buffer.concat([head, Buffer.alloc(40_000, 'x')]));
  await socket.until(() => socket.ended);
  expect(socket.messages).toEqual([
    { type: 7, error: 'Connection closed with an error.', allowReconnect: true },
  ]);
  expect(socket.closing).toEqual({ code: 1000, reason: '' });
});

test('an endless handshake ends as a bad one does', async () => {
  const socket = await RawSocket.open(world.at());
  socket.frame('x'.repeat(40_000));
  await socket.until(() => socket.ended);
  expect(socket.messages).toEqual([{ error: 'An unexpected error occurred during connection handshake.' }]);
});

test('a client that pings and does not read fills no memory', async () => {
  const socket = await connected(world);
  socket.stall();
  const ping = Buffer.concat([Buffer.from([0x89, 0x80 | 100, 0, 0, 0, 0]), Buffer.alloc(100, 'x')]);
  socket.write(Buffer.concat(Array<Buffer>(100_000).fill(ping)));
  const before = process.memoryUsage().arrayBuffers;
  expect(await invoke(await connected(world), 'TestAdd', [40, 2])).toMatchObject({ result: 42 });
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 24);
  socket.reset();
});

test('of many pings that come at once the last is answered, and not all of them', async () => {
  const socket = await connected(world);
  const ping = (text: string): Buffer =>
    Buffer.from([0x89, 0x80 | text.length, 0, 0, 0, 0, ...Buffer.from(text)]);
  socket.write(Buffer.concat([...Array<Buffer>(5000).fill(ping('x')), ping('last')]));
  expect(await socket.until(() => socket.pongPayloads.at(-1) === 'last')).toBe(true);
  expect(socket.pongs).toBeLessThan(500);
  for (const text of ['a', 'b']) socket.write(ping(text));
  expect(await socket.until(() => socket.pongPayloads.at(-1) === 'b')).toBe(true);
  expect(socket.pongPayloads.slice(-3)).toEqual(['last', 'a', 'b']);
  socket.reset();
});

test.each([
  ['messages of an unknown type', record({ type: 99 }), 120_000],
  ['calls', record(invocation('TestAdd', [1, 2])), 60_000],
])('one client that floods with %s does not keep another from its answers', async (_what, flood, count) => {
  const [flooding, other] = [await connected(world), await connected(world)];
  for (let sent = 0; sent < count; sent += 1000) flooding.frame(flood.repeat(1000));
  flooding.say(invocation('TestAdd', [40, 2], 'last'));
  let answered = 0;
  for (; answered < 20; answered++) {
    // oxlint-disable-next-line no-await-in-loop
    expect(await invoke(other, 'TestAdd', [40, 2])).toMatchObject({ result: 42 });
  }
  expect(flooding.messages).toEqual([]);
  await flooding.until(() => flooding.messages.length > 0, 30_000);
  expect(flooding.messages).toMatchObject([{ result: 42 }]);
});
