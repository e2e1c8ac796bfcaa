import { connected, invocation, invoke, timeClass, timeScale, type World } from '../world.ts';
import type { RawSocket } from '../raw-socket.ts';
import type { Cases } from './cases.ts';

const seconds = (count: number): number => (count * 1000) / timeScale;

async function closedBy(world: World, act: (socket: RawSocket) => void): Promise<unknown> {
  const socket = await connected(world);
  act(socket);
  await socket.until(() => socket.ended);
  return { messages: socket.messages, close: socket.closing };
}

export const closeCases: Cases = {
  'close.client-websocket-close-1000': (world) => closedBy(world, (socket) => socket.close(1000)),
  'close.client-websocket-close-4000': (world) => closedBy(world, (socket) => socket.close(4000)),
  'close.client-close-mid-message': (world) =>
    closedBy(world, (socket) => {
      socket.frame('{"type":1,"target":"Tes');
      socket.close(1000);
    }),
  'close.client-tcp-drop-is-noticed': async (world) => {
    const [dropped, watcher] = [await connected(world), await connected(world)];
    const { result: id } = await invoke(dropped, 'TestConnectionId');
    const before = (await invoke(watcher, 'TestConnected', [id]))['result'];
    dropped.reset();
    let after: unknown = true;
    for (let i = 0; i < 100 && after === true; i++) {
      // oxlint-disable-next-line no-await-in-loop
      after = (await invoke(watcher, 'TestConnected', [id]))['result'];
    }
    return { before, after };
  },
  'close.server-abort': (world) => closedBy(world, (socket) => socket.say(invocation('TestAbort', [], 'a'))),
  'close.server-abort-after-messages': (world) =>
    closedBy(world, (socket) =>
      socket.say(invocation('TestCallMe', [3], 'p'), invocation('TestAbort', [], 'a')),
    ),
};

const ping = { type: 6 };

/** Says something, falls silent but for what `meanwhile` does every five seconds, and waits for the end. */
async function silence(
  world: World,
  first: readonly (string | object)[],
  meanwhile: (socket: RawSocket) => void = () => undefined,
): Promise<{ messages: unknown[]; close: unknown; after: string }> {
  const socket = await connected(world);
  for (const record of first) socket.say(record);
  const from = performance.now();
  const timer = setInterval(() => meanwhile(socket), seconds(5));
  const ended = await socket.until(() => socket.ended, seconds(70));
  clearInterval(timer);
  return {
    messages: socket.messages.filter(({ type }) => type !== 6),
    close: socket.closing,
    after: ended ? timeClass(performance.now() - from) : 'stays',
  };
}

export const timingCases: Cases = {
  'timing.keepalive-while-busy': async (world) => {
    const socket = await connected(world);
    const from = performance.now();
    const isPing = (): boolean => socket.messages.some(({ type }) => type === 6);
    const timer = setInterval(() => socket.say(invocation('UnsubscribeAll', [], 'busy')), seconds(1));
    const pingSeen = await socket.until(isPing, seconds(33));
    clearInterval(timer);
    return { pingSeenWithin33s: pingSeen, first: timeClass(performance.now() - from) };
  },
  'timing.client-that-never-pings-is-never-timed-out': (world) =>
    silence(world, [invocation('UnsubscribeAll')]),
  'timing.client-pings-once-then-silence': (world) => silence(world, [ping]),
  'timing.after-a-ping-websocket-pings-do-not-count': (world) =>
    silence(world, [ping], (socket) => socket.frame('', { opcode: 9 })),
  'timing.after-a-ping-invocations-count': async (world) => {
    const { close } = await silence(world, [ping], (socket) => socket.say(invocation('UnsubscribeAll')));
    return { close };
  },
  'timing.after-a-ping-unknown-messages': (world) =>
    silence(world, [ping], (socket) => socket.say({ type: 99 })),
};
