import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { type EndReason, hubMethod, streamMethod, types } from '../../src/channels/signalr/index.ts';
import { machineClock, type Clock } from '../../src/lib/clock.ts';
import { ask } from '../conformance/http.ts';
import { RawSocket } from '../conformance/raw-socket.ts';
import { type Way, ways } from '../conformance/ways.ts';
import { completion, handshake, invocation } from '../conformance/world.ts';
import { type HubServer, startHub } from './hub-server.ts';

const [first] = ways as [Way];
let server: HubServer;

afterEach(() => server.stop());

describe.each(ways)('over $over in $protocol, the $version client', (way) => {
  test('is closed when its token expires, and comes back with a new one', async () => {
    let tokenMs = Date.now() + 60_000;
    let aheadMs = 0;
    const clock: Clock = { ...machineClock, wallMs: () => Date.now() + aheadMs };
    server = await startHub({
      clock,
      settings: { closeOnAuthenticationExpiration: true, heartbeatMs: 10 },
      authenticate: () => ({ user: 'alice', expiresMs: tokenMs }),
      methods: [hubMethod({ name: 'Id', takes: [], run: ({ connection }) => connection.id })],
    });
    const { connection, log, logged } = await server.client(way, 'alice', { reconnectDelaysMs: [0, 0, 0] });
    const id = await connection.invoke<string>('Id');
    connection.onreconnecting(() => (tokenMs += 3_600_000));
    aheadMs = 61_000;
    await logged('reconnected');
    expect(await connection.invoke('Id')).not.toBe(id);
    expect(log.map(([event]) => event)).toEqual(['reconnecting', 'reconnected']);
    await connection.stop();
  });

  test('has the answer to its last call when its server drains, and then looks for another', async () => {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const ends: EndReason[] = [];
    let begun = (): void => undefined;
    const running = new Promise<void>((resolve) => (begun = resolve));
    server = await startHub({
      methods: [
        hubMethod({
          name: 'Work',
          takes: [],
          run: async () => {
            begun();
            await released;
            return 'done';
          },
        }),
      ],
      onDisconnected: (_connection, reason) => ends.push(reason),
    });
    const { connection, logged } = await server.client(way, 'alice', { reconnectDelaysMs: [0, 10_000] });
    const work = connection.invoke('Work');
    await running;
    const drained = server.hub.drain({ timeoutMs: 60_000 });
    expect((await ask(`${server.url}/negotiate`, { method: 'POST' })).status).toBe(503);
    release();
    expect(await work).toBe('done');
    await drained;
    await logged('reconnecting');
    expect(server.hub.connections.size).toBe(0);
    expect(ends).toEqual(['closed']);
    await connection.stop();
  });
});

test('without the setting an open connection outlives its token', async () => {
  server = await startHub({
    settings: { heartbeatMs: 5, keepAliveMs: 1 },
    authenticate: () => ({ user: 'alice', expiresMs: 0 }),
    methods: [],
  });
  const socket = await RawSocket.open(server.url);
  socket.say(handshake);
  // The heartbeat that pings is the one that would close.
  await socket.until(() => socket.messages.some(({ type }) => type === 6));
  expect(socket.messages.some(({ type }) => type === 7)).toBe(false);
});

test('what expires closes the connection with leave to come back, and no error', async () => {
  server = await startHub({
    settings: { closeOnAuthenticationExpiration: true, heartbeatMs: 5 },
    authenticate: () => ({ user: 'alice', expiresMs: Date.now() }),
  });
  const socket = await RawSocket.open(server.url);
  socket.say(handshake);
  await socket.until(() => socket.ended);
  expect(socket.messages).toEqual([{}, { type: 7, allowReconnect: true }]);
  expect(socket.closing).toEqual({ code: 1000, reason: '' });
});

describe('a hub that drains', () => {
  const work = {
    methods: [
      hubMethod({
        name: 'Never',
        takes: [],
        run: async ({ clients }) => {
          await clients.caller.send('Begun');
          await new Promise(() => undefined);
        },
      }),
      hubMethod({ name: 'Quick', takes: [], run: () => 'done' }),
      streamMethod({
        name: 'Count',
        takes: [types.int],
        run: async function* ({ clients }, count) {
          for (let i = 0; i < count; i++) yield await clients.caller.invoke('Next');
        },
      }),
    ],
  };

  async function connected(): Promise<RawSocket> {
    const socket = await RawSocket.open(server.url);
    socket.say(handshake);
    await socket.until(() => socket.messages.length > 0);
    return socket;
  }

  test('lets nobody in, and closes whoever has nothing under way at once', async () => {
    server = await startHub({ ...work, settings: { closeTimeoutMs: 600_000, disconnectTimeoutMs: 600_000 } });
    const socket = await connected();
    const negotiated = await ask(`${server.url}/negotiate?negotiateVersion=1`, { method: 'POST' });
    const { connectionToken } = JSON.parse(negotiated.body) as { connectionToken: string };
    await server.hub.drain({ timeoutMs: 60_000 });
    await socket.until(() => socket.ended);
    expect(socket.messages.at(-1)).toEqual({ type: 7, allowReconnect: true });
    expect((await ask(`${server.url}/negotiate`, { method: 'POST' })).status).toBe(503);
    expect((await RawSocket.open(server.url)).status).toBe(503);
    expect((await RawSocket.open(`${server.url}?id=${connectionToken}`)).status).toBe(404);
  });

  test('takes no more calls from whoever has one under way, but goes on reading what that needs', async () => {
    server = await startHub(work);
    const socket = await connected();
    socket.say({ ...invocation('Count', [2], 'count'), type: 4 });
    const asked = (count: number): Promise<boolean> =>
      socket.until(() => socket.messages.filter(({ target }) => target === 'Next').length >= count);
    await asked(1);
    const drained = server.hub.drain({ timeoutMs: 60_000 });
    socket.say(invocation('Quick', [], 'quick'));
    expect(await completion(socket, 'quick')).toMatchObject({
      error:
        "Failed to invoke 'Quick' due to an error on the server. HubException: The server is shutting down.",
    });
    const answer = async (count: number, result: string): Promise<void> => {
      await asked(count);
      const question = socket.messages.filter(({ target }) => target === 'Next')[count - 1];
      socket.say({ type: 3, invocationId: question?.['invocationId'], result });
    };
    await answer(1, 'one');
    await answer(2, 'two');
    await drained;
    await socket.until(() => socket.ended);
    expect(socket.messages.filter(({ type }) => type === 2).map(({ item }) => item)).toEqual(['one', 'two']);
    expect(socket.messages.slice(-2)).toEqual([
      { type: 3, invocationId: 'count' },
      { type: 7, allowReconnect: true },
    ]);
  });

  test('refuses a call that waits for one under way, and does not run it afterwards', async () => {
    let ran = 0;
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    server = await startHub({
      settings: { compatibility: 'net8' },
      methods: [
        hubMethod({
          name: 'Slow',
          takes: [],
          run: async ({ clients }) => {
            await clients.caller.send('Begun');
            await finished;
            return 'done';
          },
        }),
        hubMethod({ name: 'Counted', takes: [], run: () => ++ran }),
      ],
    });
    const socket = await connected();
    socket.say(invocation('Slow', [], 'slow'), invocation('Counted', [], 'waits'));
    await socket.until(() => socket.messages.some(({ target }) => target === 'Begun'));
    const drained = server.hub.drain({ timeoutMs: 60_000 });
    expect((await completion(socket, 'waits'))['error']).toContain('The server is shutting down.');
    finish();
    expect(await completion(socket, 'slow')).toMatchObject({ result: 'done' });
    await drained;
    expect(ran).toBe(0);
  });

  test.each<[string, string | undefined, (signal: AbortSignal) => AsyncIterable<unknown>]>([
    [
      'looks at its signal',
      undefined,
      async function* (signal) {
        while (!signal.aborted) yield await new Promise(setImmediate);
      },
    ],
    [
      'waits for something that its signal ends',
      'HubException: The server is shutting down.',
      async function* (signal) {
        yield 'begun';
        await sleep(600_000, undefined, { signal });
      },
    ],
    [
      'throws what its signal says',
      'HubException: The server is shutting down.',
      async function* (signal) {
        for (;;) {
          yield await new Promise(setImmediate);
          signal.throwIfAborted();
        }
      },
    ],
  ])('tells an endless stream that %s, which ends', async (_name, error, run) => {
    server = await startHub({
      methods: [streamMethod({ name: 'Endless', takes: [], run: ({ signal }) => run(signal) })],
    });
    const socket = await connected();
    socket.say({ ...invocation('Endless', [], 'endless'), type: 4 });
    await socket.until(() => socket.messages.some(({ type }) => type === 2));
    await server.hub.drain({ timeoutMs: 600_000 });
    await socket.until(() => socket.ended);
    const text = error && `An error occurred on the server while streaming results. ${error}`;
    expect(socket.messages.slice(-2)).toEqual([
      { type: 3, invocationId: 'endless', ...(text && { error: text }) },
      { type: 7, allowReconnect: true },
    ]);
    expect(server.errors).toEqual([]);
  });

  test('waits for nobody longer than its host says', async () => {
    server = await startHub(work);
    const { connection, log, logged } = await server.client(first, 'alice');
    const begun = new Promise<void>((resolve) => connection.on('Begun', resolve));
    const [never] = await Promise.allSettled([
      connection.invoke('Never'),
      begun.then(() => server.hub.drain({ timeoutMs: 50 })),
    ]);
    expect(String(never.status === 'rejected' && never.reason)).toContain('connection being closed');
    await logged('close');
    expect(log).toEqual([['close', null]]);
  });

  test('cuts whoever does not even close in time', async () => {
    server = await startHub({ ...work, settings: { closeTimeoutMs: 50 } });
    const socket = await connected();
    socket.stall();
    socket.say(invocation('Never', [], 'a'));
    await server.hub.drain({ timeoutMs: 50 });
    expect(server.hub.connections.size).toBe(0);
    socket.reset();
  });
});
