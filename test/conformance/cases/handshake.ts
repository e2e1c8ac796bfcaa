import { RawSocket } from '../raw-socket.ts';
import { handshake, invocation, timeClass, type World } from '../world.ts';
import type { Cases } from './cases.ts';

async function opened(world: World): Promise<RawSocket> {
  return RawSocket.open(world.at());
}

/** Says something on a new socket and shows what comes. */
async function saying(
  world: World,
  ...records: readonly (string | object)[]
): Promise<Record<string, unknown>> {
  const socket = await opened(world);
  for (const record of records) socket.say(record);
  await socket.settle();
  return { messages: socket.messages, close: socket.closing };
}

async function withFirstFrame(world: World, opcode: number): Promise<unknown> {
  const socket = await opened(world);
  socket.frame(`${JSON.stringify(handshake)}\u001e`, { opcode });
  await socket.settle();
  const [first] = socket.frames;
  return {
    messages: socket.messages,
    close: socket.closing,
    rawFirst: { text: first?.payload.toString(), binary: first?.opcode === 2 },
  };
}

export const handshakeCases: Cases = {
  'handshake.json-ok': (world) => withFirstFrame(world, 1),
  'handshake.spaces-and-order': (world) => saying(world, ' { "version" : 1 ,\n "protocol" : "json" } '),
  'handshake.extra-property-ignored': (world) => saying(world, { ...handshake, extra: { a: [1] } }),
  'handshake.version-2': (world) => saying(world, { protocol: 'json', version: 2 }),
  'handshake.version-minus-1': (world) => saying(world, { protocol: 'json', version: -1 }),
  'handshake.version-string': (world) => saying(world, { protocol: 'json', version: '1' }),
  'handshake.version-missing': (world) => saying(world, { protocol: 'json' }),
  'handshake.messagepack-refused': (world) => saying(world, { protocol: 'messagepack', version: 1 }),
  'handshake.invocation-first': (world) => saying(world, invocation('UnsubscribeAll', [], '1')),
  'handshake.binary-frame': (world) => withFirstFrame(world, 2),
  'handshake.split-over-two-frames': async (world) => {
    const socket = await opened(world);
    const text = `${JSON.stringify(handshake)}\u001e`;
    socket.frame(text.slice(0, 9));
    socket.frame(text.slice(9));
    await socket.settle();
    return { messages: socket.messages, close: socket.closing };
  },
  'handshake.first-invocation-without-waiting': (world) =>
    saying(world, handshake, invocation('UnsubscribeAll', [], '1')),
  'handshake.oversized': (world) => saying(world, { ...handshake, pad: 'x'.repeat(40_000) }),
  'handshake.pad-30000-ok': (world) => saying(world, { ...handshake, pad: 'x'.repeat(30_000) }),
  'handshake.none-at-all': async (world) => {
    const from = performance.now();
    const socket = await opened(world);
    await socket.until(() => socket.ended, 3000);
    return { messages: socket.messages, close: socket.closing, after: timeClass(performance.now() - from) };
  },
};
