import { connected, invocation, type World } from '../world.ts';
import type { FrameOptions, RawSocket } from '../raw-socket.ts';
import type { Cases } from './cases.ts';

const call = (id: string, target = 'UnsubscribeAll'): string =>
  `${JSON.stringify(invocation(target, [], id))}\u001e`;

async function oddFrame(world: World, payload: Buffer | string, options: FrameOptions): Promise<RawSocket> {
  const socket = await connected(world);
  socket.frame(payload, options);
  await socket.settle();
  return socket;
}

const codeOf = ({ closing }: RawSocket): unknown => (closing === 'open' ? 'open' : String(closing.code));

export const frameCases: Cases = {
  'frames.text-in-text-out': async (world) => {
    const socket = await oddFrame(world, call('1'), {});
    return { m: socket.messages[0], binary: socket.frames[0]?.opcode === 2 };
  },
  'frames.several-messages-in-one-frame': async (world) =>
    (await oddFrame(world, call('a') + call('b') + call('c', 'NoSuch'), {})).messages,
  'frames.tail-of-one-and-head-of-next': async (world) => {
    const [a, b] = [call('a'), call('b')];
    const socket = await connected(world);
    socket.frame(a.slice(0, 10));
    socket.frame(a.slice(10) + b.slice(0, 10));
    await socket.settle();
    const afterFirstFrame = socket.messages.length;
    socket.frame(b.slice(10));
    await socket.settle();
    return { afterFirstFrame, all: socket.messages };
  },
  'frames.fragmented-websocket-message': async (world) => {
    const socket = await connected(world);
    socket.frame(call('1').slice(0, 10), { fin: false });
    socket.frame(call('1').slice(10), { opcode: 0 });
    await socket.settle();
    return socket.messages[0];
  },
  'frames.websocket-ping-gets-pong': async (world) => ({
    pongs: (await oddFrame(world, 'hi', { opcode: 9 })).pongs,
  }),
  'frames.invalid-utf8-in-text-frame': async (world) => {
    const socket = await oddFrame(world, Buffer.from([0xc3, 0x28, 0x1e]), {});
    return { messages: socket.messages, close: socket.closing };
  },
  'frames.unmasked-client-frame': async (world) => {
    const socket = await oddFrame(world, call('1'), { masked: false });
    return { messages: socket.messages, closed: codeOf(socket) };
  },
  'frames.reserved-opcode': async (world) => {
    const socket = await oddFrame(world, 'x', { opcode: 5 });
    return { messages: socket.messages, closed: codeOf(socket) };
  },
};
