import { HttpTransportType, Subject } from '@microsoft/signalr';
import { MessagePackHubProtocol } from '@microsoft/signalr-protocol-msgpack';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareInvocation } from '../../src/channels/signalr/index.ts';
import { buildClient, type WatchedClient } from './official-client.ts';
import { type Proxy, startProxy } from './proxy.ts';
import { RawSocket } from './raw-socket.ts';
import { fastTimes, handshake, invocation, startWorld, type World } from './world.ts';
import { ask } from './http.ts';

let world: World;
let proxy: Proxy;

beforeAll(async () => {
  world = await startWorld({ ...fastTimes, keepAliveMs: 60_000, statefulReconnect: true });
  proxy = await startProxy(world.testHub.port);
});

afterAll(async () => {
  await proxy.stop();
  await world.testHub.stop();
});

describe.each(['json', 'messagepack'])(
  "Microsoft's current client with stateful reconnect in %s",
  (protocol) => {
    async function started(): Promise<WatchedClient> {
      const client = buildClient({
        url: `http://127.0.0.1:${proxy.port}/rte`,
        token: world.token,
        transport: HttpTransportType.WebSockets,
        stateful: true,
        timeScale: 1,
        protocol: protocol === 'json' ? undefined : new MessagePackHubProtocol(),
      });
      await client.connection.start();
      return client;
    }

    test('loses nothing and doubles nothing when its socket breaks in the middle of a stream, twice', async () => {
      const { connection, log } = await started();
      const id = connection.connectionId;
      const items: number[] = [];
      await new Promise<void>((complete, error) =>
        connection.stream<number>('TestCounter', 150, 2).subscribe({
          next: (item) => {
            items.push(item);
            if (item === 30 || item === 90) proxy.drop();
          },
          complete,
          error,
        }),
      );
      expect(items).toEqual(Array.from({ length: 150 }, (_, index) => index));
      expect(connection.connectionId).toBe(id);
      expect(log).toEqual([]);
      await connection.stop();
    });

    test('uploads every item once, whatever the network does meanwhile', async () => {
      const { connection } = await started();
      const upload = new Subject<number>();
      const sum = connection.invoke<number>('TestSum', upload);
      for (let number = 1; number <= 100; number++) {
        upload.next(number);
        if (number === 50) proxy.drop();
      }
      upload.complete();
      expect(await sum).toBe(5050);
      await connection.stop();
    });

    test('leaves in order, so that nobody waits for it', async () => {
      const { connection } = await started();
      const id = await connection.invoke<string>('TestConnectionId');
      const ended = world.testHub.hub.connection(id)?.signal;
      await connection.stop();
      await new Promise<void>((resolve) => {
        if (ended?.aborted === true) resolve();
        else ended?.addEventListener('abort', () => resolve());
      });
      expect(world.testHub.hub.connection(id)).toBeUndefined();
    });
  },
);

describe('a hub with stateful reconnect', () => {
  async function statefulSocket(): Promise<{ socket: RawSocket; id: string; token: string }> {
    const answer = await ask(
      world.at({ negotiateVersion: '1', useStatefulReconnect: 'true' }, '/negotiate'),
      {
        method: 'POST',
      },
    );
    const body = JSON.parse(answer.body) as Record<string, string | boolean>;
    expect(body['useStatefulReconnect']).toBe(true);
    const token = String(body['connectionToken']);
    const socket = await RawSocket.open(world.at({ id: token }));
    socket.say({ ...handshake, version: 2 });
    await socket.until(() => socket.messages.length > 0);
    expect(socket.messages[0]).toEqual({});
    socket.frames.length = 0;
    return { socket, id: String(body['connectionId']), token };
  }

  /** Without the confirmations, which come whenever it is time for one. */
  const said = (socket: RawSocket) => socket.messages.filter(({ type }) => type !== 8);

  test('confirms what it received and resends what was not confirmed', async () => {
    const { socket, token } = await statefulSocket();
    socket.say(invocation('TestAdd', [1, 1], 'a'), invocation('TestAdd', [2, 2], 'b'));
    await socket.until(() => socket.messages.some(({ type }) => type === 8));
    expect(socket.messages.find(({ type }) => type === 8)).toEqual({ type: 8, sequenceId: 2 });
    socket.say({ type: 8, sequenceId: 1 });
    socket.reset();
    const next = await RawSocket.open(world.at({ id: token }));
    await next.until(() => said(next).length === 2);
    expect(said(next)).toEqual([
      { type: 9, sequenceId: 2 },
      { type: 3, invocationId: 'b', result: 4 },
    ]);
    // The client has not heard that its second call arrived and says it again; it is not acted on twice.
    next.say(
      { type: 9, sequenceId: 2 },
      invocation('TestMark', ['twice'], 'b'),
      invocation('TestMarks', ['twice'], 'c'),
    );
    await next.until(() => said(next).length === 3);
    expect(said(next)[2]).toEqual({ type: 3, invocationId: 'c', result: 0 });
  });

  test('lets a new socket take over from one that it still believes in', async () => {
    const { socket, token } = await statefulSocket();
    const next = await RawSocket.open(world.at({ id: token }));
    expect(next.status).toBe(101);
    await socket.until(() => socket.ended);
    next.say({ type: 9, sequenceId: 1 }, invocation('TestAdd', [1, 2], 'x'));
    await next.until(() => said(next).length === 2);
    expect(said(next)[1]).toEqual({ type: 3, invocationId: 'x', result: 3 });
  });

  test('gives up a client that does not come back, and says what it missed', async () => {
    const { socket, id } = await statefulSocket();
    const connection = world.testHub.hub.connection(id);
    socket.reset();
    await socket.until(() => socket.ended);
    await new Promise((resolve) => setImmediate(resolve));
    const outcome = new Promise((resolve) =>
      connection?.send(prepareInvocation('Late', []), undefined, (each) => resolve(each)),
    );
    expect(await outcome).toBe('cut_off');
    expect(connection?.isOpen).toBe(false);
  });

  test('ends a client that claims to have sent more than came', async () => {
    const { socket } = await statefulSocket();
    socket.say({ type: 9, sequenceId: 5 });
    await socket.until(() => socket.ended);
    expect(said(socket)).toEqual([
      { type: 7, error: 'Connection closed with an error.', allowReconnect: true },
    ]);
  });

  test('does not keep without limit what a client never confirms: its connection then ends with its socket', async () => {
    const { socket, id } = await statefulSocket();
    const connection = world.testHub.hub.connection(id);
    const pad = 'x'.repeat(60_000);
    for (let i = 0; i < 40; i++) {
      connection?.push('Pad', pad);
      // oxlint-disable-next-line no-await-in-loop
      await socket.until(() => said(socket).length === i + 1);
    }
    expect(connection?.isOpen).toBe(true);
    const ended = new Promise((resolve) => connection?.signal.addEventListener('abort', resolve));
    socket.reset();
    await ended;
    expect(world.testHub.hub.connection(id)).toBeUndefined();
  });

  test('keeps a connection whose client has confirmed what was kept no more', async () => {
    const { socket, id, token } = await statefulSocket();
    const connection = world.testHub.hub.connection(id);
    const pad = 'x'.repeat(60_000);
    for (let i = 0; i < 40; i++) {
      connection?.push('Pad', pad);
      // oxlint-disable-next-line no-await-in-loop
      await socket.until(() => said(socket).length === i + 1);
    }
    socket.say({ type: 8, sequenceId: 40 }, invocation('TestVoid', [], 'v'));
    await socket.until(() => said(socket).length === 41);
    socket.reset();
    const next = await RawSocket.open(world.at({ id: token }));
    await next.until(() => said(next).length === 2);
    expect(said(next)).toEqual([
      { type: 9, sequenceId: 41 },
      { type: 3, invocationId: 'v', result: null },
    ]);
  });
});
