import {
  completion,
  connected,
  invocation,
  invoke,
  subscribeBoth,
  userEntity,
  type World,
} from '../world.ts';
import type { Cases } from './cases.ts';

/** One call, what it is answered, and what else comes. */
async function calling(world: World, target: string, given: readonly unknown[] = []): Promise<unknown> {
  const socket = await connected(world);
  socket.say(invocation(target, given, '1'));
  const r = await completion(socket, '1');
  await socket.settle(40);
  return { r, extra: socket.messages.length - 1, close: socket.closing };
}

/** The same, where the answer is the method's own affair. */
async function callingWithNull(world: World, given: readonly unknown[]): Promise<unknown> {
  const answered = (await calling(world, 'Subscribe', given)) as { r: Record<string, unknown> };
  const { type, error } = answered.r;
  return { ...answered, r: { type, error, hasResult: 'result' in answered.r } };
}

async function quietly(
  world: World,
  target: string,
): Promise<{ extra: unknown[]; close: unknown; still: unknown }> {
  const socket = await connected(world);
  socket.say(invocation(target));
  await socket.settle();
  const { messages: extra, closing: close } = socket;
  return { extra, close, still: (await invoke(socket, 'UnsubscribeAll'))['result'] };
}

async function streaming(world: World, target: string, given: readonly unknown[]): Promise<unknown> {
  const socket = await connected(world);
  socket.say({ type: 4, invocationId: '1', target, arguments: given });
  return { m: await completion(socket, '1'), close: socket.closing };
}

const hidden = [
  'OnConnectedAsync',
  'Dispose',
  'ToString',
  'GetHashCode',
  'get_Context',
  'constructor',
  'toString',
];

export const invokeCases: Cases = {
  'invoke.unknown-method-with-arguments': (world) => calling(world, 'NoSuchMethod', [1, 'two']),
  ...Object.fromEntries(
    hidden.map((name) => [`invoke.not-exposed-${name}`, (world: World) => calling(world, name)]),
  ),
  'invoke.too-few-arguments': (world) => calling(world, 'Subscribe'),
  'invoke.too-many-arguments-subscribe': (world) => calling(world, 'Subscribe', [[], []]),
  'invoke.argument-wrong-kind-object': (world) => calling(world, 'Subscribe', [{}]),
  'invoke.argument-element-wrong-kind': (world) => calling(world, 'Subscribe', [['x']]),
  'invoke.argument-property-wrong-kind': (world) =>
    calling(world, 'Subscribe', [[{ EntityId: 7, EventName: 'x' }]]),
  'invoke.argument-property-boolean': (world) =>
    calling(world, 'Subscribe', [[{ EntityId: userEntity, EventName: true }]]),
  'invoke.argument-null': (world) => callingWithNull(world, [null]),
  'invoke.argument-element-null': (world) => callingWithNull(world, [[null]]),
  'invoke.unsubscribe-wrong-kind': (world) => calling(world, 'Unsubscribe', ['x']),
  'invoke.connection-survives-an-error': async (world) => {
    const socket = await connected(world);
    socket.say(
      invocation('NoSuch', [], 'a'),
      invocation('Subscribe', [], 'b'),
      invocation('UnsubscribeAll', [], 'c'),
    );
    await completion(socket, 'c');
    return socket.messages;
  },
  'invoke.non-blocking-ok': async (world) => {
    const socket = await connected(world);
    socket.say(invocation('Subscribe', [subscribeBoth.slice(0, 1)]));
    await socket.settle();
    const { messages: extra } = socket;
    const { result } = await invoke(socket, 'ActiveSubscriptions');
    return { extra, active: (result as unknown[]).length, close: socket.closing };
  },
  'invoke.non-blocking-unknown-method': (world) => quietly(world, 'NoSuch'),
  'invoke.same-id-again-after-completion': async (world) => {
    const socket = await connected(world);
    socket.say(invocation('UnsubscribeAll', [], 'same'));
    await completion(socket, 'same');
    socket.say(invocation('UnsubscribeAll', [], 'same'));
    await socket.until(() => socket.messages.length === 2);
    return { all: socket.messages, close: socket.closing };
  },
  'invoke.empty-stream-ids': async (world) => {
    const socket = await connected(world);
    socket.say({ ...invocation('UnsubscribeAll', [], '1'), streamIds: [] });
    return completion(socket, '1');
  },
  'invoke.stream-invocation-unknown-method': (world) => streaming(world, 'NoSuch', []),
  'invoke.stream-invocation-wrong-arguments': (world) => streaming(world, 'Subscribe', []),
};

export const testHubCases: Cases = {
  'testhub.exception-names-the-method-as-sent': (world) => calling(world, 'testthrow'),
  'testhub.void-method': (world) => calling(world, 'TestVoid'),
  'testhub.null-result': (world) => calling(world, 'TestNull'),
  'testhub.object-for-string': (world) => calling(world, 'TestEcho', [{}]),
  'testhub.int-as-fraction': (world) => calling(world, 'TestAdd', [1.5, 2]),
  'testhub.int-as-1.0': async (world) => {
    const socket = await connected(world);
    socket.say('{"type":1,"invocationId":"1","target":"TestAdd","arguments":[1.0,2]}');
    return completion(socket, '1');
  },
  'testhub.any-json': async (world) =>
    invoke(await connected(world), 'TestAny', [{ A: [1, null, true, { b: 'x' }], URLName: 1.25, empty: {} }]),
  'testhub.dto-casing-and-formats': (world) => calling(world, 'TestDto'),
  'testhub.slow-call-blocks-next-call': async (world) => {
    const socket = await connected(world);
    socket.say(invocation('TestDelay', [100], 'slow'), invocation('UnsubscribeAll', [], 'quick'));
    await completion(socket, 'quick');
    return socket.messages.map(({ invocationId }) => invocationId);
  },
  'testhub.server-messages-during-slow-call': async (world) => {
    const [slow, other] = [await connected(world), await connected(world)];
    await invoke(slow, 'Subscribe', [subscribeBoth]);
    slow.frames.length = 0;
    slow.say(invocation('TestDelay', [200], 'slow'));
    await invoke(other, 'TestEmit', [userEntity, 'UserStatus', 1]);
    await completion(slow, 'slow');
    return { messageBeforeCompletion: slow.messages[0]?.['target'] === 'MessageReceived' };
  },
  'testhub.non-blocking-exception-is-silent': async (world) => {
    const { extra, close } = await quietly(world, 'TestThrow');
    return { extra, close };
  },
};
