import { completion, connected, invocation, invoke, type World } from '../world.ts';
import type { RawSocket } from '../raw-socket.ts';
import type { Cases } from './cases.ts';

async function said(world: World, ...records: readonly (string | object)[]): Promise<RawSocket> {
  const socket = await connected(world);
  socket.say(...records);
  await socket.settle();
  return socket;
}

/** What is said, what comes, and, while the connection is open, whether it still works. */
async function saying(world: World, record: string | object): Promise<unknown> {
  const socket = await said(world, record);
  const { messages } = socket;
  if (socket.ended) return { messages, close: socket.closing };
  const { result } = await invoke(socket, 'UnsubscribeAll');
  return { messages, close: socket.closing, stillWorks: result };
}

/** What is said and what comes. */
async function endingWith(world: World, record: string | object): Promise<unknown> {
  const socket = await said(world, record);
  return { messages: socket.messages, close: socket.closing };
}

const good = JSON.stringify(invocation('UnsubscribeAll', [], 'q'));
const padded = (bytes: number): string => {
  const start = `{"type":1,"invocationId":"q","target":"UnsubscribeAll","arguments":[],"pad":"`;
  return `${start}${'x'.repeat(bytes - start.length - 2)}"}`;
};

export const protocolCases: Cases = {
  'protocol.malformed-json': (world) => endingWith(world, '{"type":1,'),
  'protocol.not-json': (world) => endingWith(world, 'hello'),
  'protocol.array': (world) => endingWith(world, '[1,2]'),
  'protocol.empty-record': (world) => endingWith(world, ''),
  'protocol.empty-object': (world) => endingWith(world, {}),
  'protocol.type-string': (world) => endingWith(world, '{"type":"1","target":"TestVoid","arguments":[]}'),
  'protocol.unknown-then-valid-in-one-frame': async (world) => {
    const socket = await said(world, { type: 99 }, invocation('UnsubscribeAll', [], 'b'));
    return { all: socket.messages, close: socket.closing };
  },
  'protocol.type-8-ack-from-newer-client': (world) => saying(world, { type: 8, sequenceId: 1 }),
  'protocol.type-9-sequence-from-newer-client': (world) => saying(world, { type: 9, sequenceId: 1 }),
  'protocol.type-7-close': (world) => endingWith(world, { type: 7 }),
  'protocol.type-7-close-with-error': (world) => endingWith(world, { type: 7, error: 'bye' }),
  'protocol.stream-item-unknown-id': (world) => saying(world, { type: 2, invocationId: 'nobody', item: 1 }),
  'protocol.completion-unknown-id-no-result': (world) => saying(world, { type: 3, invocationId: 'nobody' }),
  'protocol.completion-without-id': (world) => endingWith(world, { type: 3, result: 1 }),
  'protocol.completion-with-result-and-error': (world) =>
    endingWith(world, { type: 3, invocationId: 'x', result: 1, error: 'both' }),
  'protocol.cancel-without-id': (world) => endingWith(world, { type: 5 }),
  'protocol.invocation-without-arguments': (world) =>
    endingWith(world, { type: 1, invocationId: '1', target: 'UnsubscribeAll' }),
  'protocol.invocation-arguments-object': (world) =>
    endingWith(world, { type: 1, invocationId: '1', target: 'UnsubscribeAll', arguments: {} }),
  'protocol.invocation-id-number': (world) =>
    endingWith(world, { type: 1, invocationId: 1, target: 'UnsubscribeAll', arguments: [] }),
  'protocol.invocation-id-empty-string': (world) => saying(world, invocation('UnsubscribeAll', [], '')),
  'protocol.unknown-property-ignored': (world) =>
    saying(world, { ...invocation('UnsubscribeAll', [], 'q'), more: [{}] }),
  'protocol.headers-accepted': (world) =>
    saying(world, { headers: { a: 'b' }, ...invocation('UnsubscribeAll', [], 'q') }),
  'protocol.headers-non-string-value': (world) =>
    endingWith(world, { headers: { a: 1 }, ...invocation('UnsubscribeAll', [], 'q') }),
  'protocol.comments-in-json': (world) => endingWith(world, good.replace('{', '{/* a comment */')),
  'protocol.trailing-comma': (world) => endingWith(world, good.replace('}', ',}')),
  'protocol.two-objects-in-one-record': (world) => saying(world, `${JSON.stringify({ type: 6 })}${good}`),
  'protocol.newline-around-json': (world) => saying(world, `\r\n ${good}\n`),
  'protocol.bom-before-json': (world) => endingWith(world, `\uFEFF${good}`),
  'protocol.size-32767-plus-separator': (world) => saying(world, padded(32_767)),
  'protocol.size-40000': (world) => endingWith(world, padded(40_000)),
  'protocol.size-unterminated-33000': async (world) => {
    const socket = await connected(world);
    socket.frame(padded(33_000));
    await socket.settle();
    return { messages: socket.messages, close: socket.closing };
  },
  'protocol.pipelined-1000-invocations': async (world) => {
    const socket = await connected(world);
    const ids = Array.from({ length: 1000 }, (_, index) => `p${index}`);
    socket.say(...ids.map((id) => invocation('UnsubscribeAll', [], id)));
    await completion(socket, 'p999');
    const { messages } = socket;
    return {
      count: messages.length,
      inOrder: messages.every(({ invocationId }, index) => invocationId === ids[index]),
      allTrue: messages.every(({ result }) => result === true),
    };
  },
};
