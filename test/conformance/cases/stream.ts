import type { RawSocket } from '../raw-socket.ts';
import { completion, connected, invocation, invoke, type World } from '../world.ts';
import type { Cases } from './cases.ts';

const stream = (id: string, ...given: readonly unknown[]): object => ({
  type: 4,
  invocationId: id,
  target: 'TestCounter',
  arguments: given,
});

const item = (id: string, value: unknown): object => ({ type: 2, invocationId: id, item: value });

async function uploading(world: World, ...after: readonly object[]): Promise<RawSocket> {
  const socket = await connected(world);
  socket.say({ ...invocation('TestSum', [], 'u'), streamIds: ['up'] }, ...after);
  await completion(socket, 'u');
  await socket.settle(40);
  return socket;
}

function itemsOf(socket: RawSocket, id: string): unknown[] {
  return socket.messages
    .filter(({ invocationId }) => invocationId === id)
    .map((message) => (message['type'] === 2 ? message['item'] : 'done'));
}

export const streamCases: Cases = {
  'stream.empty-stream': async (world) => {
    const socket = await connected(world);
    socket.say(stream('s', 0, 0));
    await completion(socket, 's');
    return socket.messages;
  },
  'stream.plain-invocation-of-stream-method': async (world) => {
    const socket = await connected(world);
    const m = await invoke(socket, 'TestCounter', [1, 0]);
    return { m, close: socket.closing };
  },
  'stream.wrong-argument-count': async (world) => {
    const socket = await connected(world);
    socket.say(stream('s', 1));
    return completion(socket, 's');
  },
  'stream.cancel-someone-elses-id': async (world) => {
    const [a, b] = [await connected(world), await connected(world)];
    a.say(stream('s', 20, 5));
    b.say({ type: 5, invocationId: 's' });
    await completion(a, 's');
    return { items: itemsOf(a, 's').length - 1, b: b.closing };
  },
  'stream.two-streams-at-once': async (world) => {
    const socket = await connected(world);
    socket.say(stream('a', 5, 5), stream('b', 5, 5));
    await Promise.all([completion(socket, 'a'), completion(socket, 'b')]);
    return [itemsOf(socket, 'a'), itemsOf(socket, 'b')];
  },
  'stream.upload': async (world) =>
    (await uploading(world, item('up', 1), item('up', 2), { type: 3, invocationId: 'up' })).messages[0],
  'stream.upload-ends-with-error': async (world) => {
    const socket = await uploading(world, item('up', 1), { type: 3, invocationId: 'up', error: 'no more' });
    return { m: socket.messages[0], close: socket.closing };
  },
  'stream.upload-wrong-item-type': async (world) => {
    const socket = await uploading(world, item('up', 1), item('up', 'two'), { type: 3, invocationId: 'up' });
    return { all: socket.messages, close: socket.closing };
  },
  'stream.disconnect-ends-streams': async (world) => {
    const socket = await connected(world);
    socket.say(stream('s', 1_000_000, 1));
    await socket.until(() => socket.frames.length > 0);
    socket.reset();
    return (await invoke(await connected(world), 'UnsubscribeAll'))['result'];
  },
};
