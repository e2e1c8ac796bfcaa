import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCertificates } from '../../src/tls/certificates.ts';
import { Hub, hubMethod, streamMethod, types } from '../../src/channels/signalr/index.ts';
import { messagesIn, openPoll, shakenPoll } from './cases/polling.ts';
import { ask, open } from './http.ts';
import { EventStream } from './cases/event-stream.ts';
import { RawSocket } from './raw-socket.ts';
import {
  completion,
  connected,
  handshake,
  invocation,
  invoke,
  makeToken,
  negotiated,
  startWorld,
  userEntity,
  type World,
} from './world.ts';

let world: World;
let strict: World;

beforeAll(async () => {
  world = await startWorld();
  strict = await startWorld({ maxStreams: 2, maxNegotiated: 3, detailedErrors: true, maxPendingSends: 2 });
});

afterAll(async () => {
  await Promise.all([world, strict].map(({ testHub }) => testHub.stop()));
});

const stream = (id: string, ...given: unknown[]): object => ({
  type: 4,
  invocationId: id,
  target: 'TestCounter',
  arguments: given,
});

describe('negotiation and attachment', () => {
  test("version 1's connection id does not let anybody in: the token does", async () => {
    const { body } = await ask(world.at({ negotiateVersion: '1' }, '/negotiate'), { method: 'POST' });
    const { connectionId = '' } = JSON.parse(body) as Record<string, string>;
    expect((await RawSocket.open(world.at({ id: connectionId }))).status).toBe(404);
  });

  test('an empty id means a WebSocket without negotiation', async () => {
    expect((await RawSocket.open(world.at({ id: '' }))).status).toBe(101);
  });

  test('the hub sees the user who attached, not the one who negotiated', async () => {
    const id = await negotiated(world);
    const socket = await connected(world, { id, access_token: await makeToken({ user: 'bob' }) });
    expect(await invoke(socket, 'TestUserId')).toMatchObject({ result: 'bob' });
  });

  test('a token in the Authorization header counts as well', async () => {
    const headers = { authorization: `bearer ${world.token}` };
    expect((await ask(`${world.url}/negotiate`, { method: 'POST', headers })).status).toBe(200);
  });

  test.each(['8', '7', '0', '14'])('version %s of WebSockets is refused with 400', async (version) => {
    const socket = await RawSocket.open(world.at(), { 'Sec-WebSocket-Version': version });
    expect(socket.status).toBe(400);
    expect(socket.headers['sec-websocket-version']).toBe('13');
  });

  test('too many ids that nobody attaches to are refused with 503', async () => {
    const post = async (): Promise<number> =>
      (await ask(strict.at({}, '/negotiate'), { method: 'POST' })).status;
    expect([await post(), await post(), await post(), await post()]).toEqual([200, 200, 200, 503]);
  });
});

describe('calls', () => {
  test('a missing target is an error completion', async () => {
    const socket = await connected(world);
    socket.say({ type: 1, invocationId: 'm', arguments: [] });
    expect(await completion(socket, 'm')).toMatchObject({
      error: "Failed to invoke '' due to an error on the server.",
    });
  });

  test("names of methods, of arguments' properties and of the protocol may be in any case", async () => {
    const socket = await RawSocket.open(world.at());
    socket.say(
      { protocol: 'JSON', version: 1 },
      invocation('SUBSCRIBE', [[{ ENTITYID: userEntity, eventname: 'userstatus' }]], 's'),
    );
    expect(await completion(socket, 's')).toMatchObject({
      result: [{ subscribed: true, entityId: userEntity }],
    });
  });

  test('the four kinds of event that the recorded hub had can be subscribed to', async () => {
    const { result } = await invoke(await connected(world), 'AvailableSubscriptions');
    expect(result).toEqual(['UserStatus', 'QueueStatus', 'CallbackChanged', 'UserAvailability']);
  });

  test('three hundred entities fit into one call', async () => {
    const many = Array.from({ length: 300 }, () => ({ EntityId: userEntity, EventName: 'UserStatus' }));
    const { result } = await invoke(await connected(world), 'Subscribe', [many]);
    expect(result).toHaveLength(300);
  });

  test('detailed errors tell what went wrong, in the words of .NET', async () => {
    const socket = await connected(strict);
    expect((await invoke(socket, 'TestThrow'))['error']).toBe(
      "An unexpected error occurred invoking 'TestThrow' on the server. Error: plain trouble",
    );
    expect((await invoke(socket, 'TestAdd', [1]))['error']).toBe(
      "Failed to invoke 'TestAdd' due to an error on the server. InvalidDataException: Invocation provides 1 argument(s) but target expects 2.",
    );
    socket.say('nonsense');
    await socket.until(() => socket.ended);
    expect(socket.messages.at(-1)).toEqual({
      type: 7,
      error: 'Connection closed with an error. InvalidDataException: Error reading JSON.',
      allowReconnect: true,
    });
  });

  test('a client that calls faster than the methods run is read no further, and loses nothing', async () => {
    const socket = await connected(world);
    const ids = Array.from({ length: 3000 }, (_, index) => `f${index}`);
    socket.say(invocation('TestDelay', [100], 'slow'));
    for (const id of ids) socket.say(invocation('TestEcho', ['x'.repeat(100)], id));
    await completion(socket, 'f2999');
    expect(socket.messages.map(({ invocationId }) => invocationId)).toEqual(['slow', ...ids]);
  });

  test('messages longer than the limit together pass in one frame', async () => {
    const socket = await connected(world);
    const each = 'y'.repeat(30_000);
    socket.say(...['a', 'b', 'c'].map((id) => invocation('TestEcho', [each], id)));
    expect(await completion(socket, 'c')).toMatchObject({ result: each });
  });
});

describe('what cannot be read', () => {
  const closeMessage = { type: 7, error: 'Connection closed with an error.', allowReconnect: true };

  test('a frame of two megabytes ends as a message that is too long', async () => {
    const socket = await connected(world);
    socket.frame('x'.repeat(2_000_000));
    await socket.until(() => socket.ended);
    expect(socket.messages.at(-1)).toEqual(closeMessage);
    expect(socket.closing).toEqual({ code: 1000, reason: '' });
  });

  test('a frame of two megabytes in place of a handshake is refused as one', async () => {
    const socket = await RawSocket.open(world.at());
    socket.frame('x'.repeat(2_000_000));
    await socket.until(() => socket.ended);
    expect(socket.messages).toEqual([{ error: 'An unexpected error occurred during connection handshake.' }]);
    expect(socket.closing).toEqual({ code: 1000, reason: '' });
  });

  test('a type that is no 32-bit integer ends the connection', async () => {
    const socket = await connected(world);
    socket.say({ type: 2 ** 31 });
    await socket.until(() => socket.ended);
    expect(socket.messages.at(-1)).toEqual(closeMessage);
  });

  test('a version that is no 32-bit integer is no handshake', async () => {
    const socket = await RawSocket.open(world.at());
    socket.say({ protocol: 'json', version: 2 ** 31 });
    await socket.until(() => socket.ended);
    expect(socket.messages).toEqual([{ error: 'An unexpected error occurred during connection handshake.' }]);
  });
});

describe('streams', () => {
  test('a cancelled stream is completed at once, without an error', async () => {
    const socket = await connected(world);
    socket.say(stream('s', 1000, 60_000));
    await socket.until(() => socket.messages.length === 1);
    socket.say({ type: 5, invocationId: 's' });
    expect(await completion(socket, 's')).toEqual({ type: 3, invocationId: 's' });
  });

  test('an endless stream to a client that does not read waits for it and costs no memory', async () => {
    const socket = await connected(world);
    socket.stall();
    socket.say(stream('s', 2_000_000_000, 0));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect([...world.testHub.hub.connections].some(({ isOpen }) => isOpen)).toBe(true);
    socket.reset();
  });

  test.each([
    [[], 'Client sent 0 stream(s), Hub method expects 1.'],
    [['a', 'b'], 'Client sent 2 stream(s), Hub method expects 1.'],
    [['a', 'a', 'a'], 'Client sent 3 stream(s), Hub method expects 1.'],
  ])('a call with the streams %j is refused', async (streamIds, text) => {
    const socket = await connected(world);
    socket.say({ ...invocation('TestSum', [], 'u'), streamIds });
    expect(await completion(socket, 'u')).toMatchObject({
      error: `An unexpected error occurred invoking 'TestSum' on the server. HubException: ${text}`,
    });
  });

  test('a connection may have only so many streams under way', async () => {
    const socket = await connected(strict);
    socket.say(stream('a', 1000, 60_000), stream('b', 1000, 60_000), stream('c', 1000, 60_000));
    expect((await completion(socket, 'c'))['error']).toMatch(/as many as the server allows/);
    socket.say({ type: 5, invocationId: 'a' });
    await completion(socket, 'a');
    socket.say(stream('d', 0, 0));
    expect(await completion(socket, 'd')).toEqual({ type: 3, invocationId: 'd' });
  });
});

describe('server-sent events and long polling', () => {
  test('MessagePack cannot go over server-sent events', async () => {
    const at = world.at({ id: await negotiated(world) });
    const events = new EventStream(await open(at, { headers: { accept: 'text/event-stream' } }));
    await ask(at, { method: 'POST', body: '{"protocol":"messagepack","version":1}\u001e' });
    await events.until(() => events.ended);
    expect(events.messages).toEqual([
      {
        error:
          "Cannot use the 'messagepack' protocol on the current transport. The transport does not support 'Binary' transfer format.",
      },
    ]);
  });

  test('the first poll is answered at once, with nothing', async () => {
    const answer = await ask(world.at({ id: await negotiated(world) }));
    expect([answer.status, answer.body]).toEqual([200, '']);
  });

  test('a newer poll ends the older one with 204', async () => {
    const { poll, send } = await shakenPoll(world);
    const older = poll();
    await new Promise((resolve) => setTimeout(resolve, 30));
    const newer = poll();
    expect(await older).toMatchObject({ status: 204, body: '' });
    await send(invocation('TestAdd', [1, 2], 'a'));
    expect(messagesIn(await newer)).toEqual([{ type: 3, invocationId: 'a', result: 3 }]);
  });

  test('what is posted before the first poll waits for it', async () => {
    const id = await negotiated(world);
    await ask(world.at({ id }), { method: 'POST', body: `${JSON.stringify(handshake)}\u001e` });
    await ask(world.at({ id }));
    expect((await ask(world.at({ id }))).body).toBe('{}\u001e');
  });

  test('a POST is read no faster than the methods run', async () => {
    const { poll, send } = await shakenPoll(world);
    await send(invocation('TestDelay', [300], 'slow'));
    const from = performance.now();
    const ids = Array.from({ length: 2000 }, (_, index) => `p${index}`);
    const sending = send(...ids.map((id) => invocation('TestEcho', ['x'.repeat(100)], id)));
    const sentAfter = sending.then(() => performance.now() - from);
    const answers: unknown[] = [];
    while (answers.length <= ids.length) {
      // oxlint-disable-next-line no-await-in-loop
      answers.push(...messagesIn(await poll()).map(({ invocationId }) => invocationId));
    }
    expect(answers).toEqual(['slow', ...ids]);
    expect(await sentAfter).toBeGreaterThan(200);
  });

  test('polls and sends are refused without a good token', async () => {
    const { id } = await openPoll(world);
    expect((await ask(`${world.url}?id=${id}`)).status).toBe(401);
    expect((await ask(`${world.url}?id=${id}`, { method: 'POST', body: 'x' })).status).toBe(401);
    expect((await ask(`${world.url}?id=${id}`, { method: 'DELETE' })).status).toBe(401);
  });
});

describe('a hub on a server of its host', () => {
  const options = {
    authenticate: () => ({ user: 'anybody' }),
    methods: [hubMethod({ name: 'Double', takes: [types.int], run: (_call, number) => 2 * number })],
  };

  async function listen(server: Server): Promise<number> {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  test('completes a stream without an error when it was cancelled before its first item', async () => {
    const server = createServer();
    const run = async ({ signal }: { signal: AbortSignal }): Promise<AsyncIterable<unknown>> => {
      await new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('given up')));
      });
      throw new Error('nobody comes here');
    };
    const methods = [...options.methods, streamMethod({ name: 'Never', takes: [], run })];
    new Hub({ ...options, path: '/never', methods }).attach(server);
    const socket = await RawSocket.open(`http://127.0.0.1:${await listen(server)}/never`);
    socket.say(handshake, { type: 4, invocationId: 'n', target: 'Never', arguments: [] });
    socket.say({ type: 5, invocationId: 'n' });
    expect(await completion(socket, 'n')).toEqual({ type: 3, invocationId: 'n' });
    socket.reset();
    server.close();
  });

  test('streams both ways in one method', async () => {
    const server = createServer();
    const doubled = streamMethod({
      name: 'Doubled',
      takes: [types.int],
      uploads: [types.int],
      run: async function* (_call, factor, numbers) {
        for await (const number of numbers) yield factor * number;
      },
    });
    new Hub({ ...options, path: '/both', methods: [doubled] }).attach(server);
    const socket = await RawSocket.open(`http://127.0.0.1:${await listen(server)}/both`);
    socket.say(handshake, {
      type: 4,
      invocationId: 'b',
      target: 'Doubled',
      arguments: [2],
      streamIds: ['s'],
    });
    socket.say({ type: 2, invocationId: 's', item: 20 }, { type: 2, invocationId: 's', item: 21 });
    socket.say({ type: 3, invocationId: 's' });
    expect(await completion(socket, 'b')).toEqual({ type: 3, invocationId: 'b' });
    expect(socket.messages.map(({ item }) => item).filter((item) => item !== undefined)).toEqual([40, 42]);
    socket.reset();
    server.close();
  });

  test('shares it with other hubs and other listeners', async () => {
    const server = createServer();
    const [one, two] = [new Hub({ path: '/one', ...options }), new Hub({ path: '/two/', ...options })];
    one.attach(server);
    two.attach(server);
    server.on('request', (request, response) => {
      if (request.url === '/other') response.end('other');
    });
    const port = await listen(server);
    for (const path of ['one', 'two']) {
      const builder = new HubConnectionBuilder().withUrl(`http://127.0.0.1:${port}/${path}`);
      const connection = builder.configureLogging(LogLevel.None).build();
      // oxlint-disable-next-line no-await-in-loop
      await connection.start();
      // oxlint-disable-next-line no-await-in-loop
      expect(await connection.invoke('Double', 21)).toBe(42);
      // oxlint-disable-next-line no-await-in-loop
      await connection.stop();
    }
    expect((await ask(`http://127.0.0.1:${port}/other`)).body).toBe('other');
    server.closeAllConnections();
    server.close();
  });

  test('works over TLS', async () => {
    const files = await makeCertificates({
      hosts: ['127.0.0.1'],
      subject: 'CN=client',
      keyType: 'p256',
      days: 1,
      bad: false,
      wallMs: Date.now(),
    });
    const textOf = (path: string): string => files.find((file) => file.path === path)?.text ?? '';
    const [key, cert, ca] = ['server-key.pem', 'server.pem', 'ca.pem'].map(textOf);
    const server = createTlsServer({ key, cert });
    const hub = new Hub({ path: '/tls', ...options });
    hub.attach(server);
    const port = await listen(server);
    const { WebSocket } = await import('ws');
    const socket = new WebSocket(`wss://127.0.0.1:${port}/tls`, { ca });
    const texts: string[] = [];
    await new Promise<void>((resolve, reject) => {
      socket.on('error', reject);
      socket.on('open', () =>
        socket.send(
          `${JSON.stringify(handshake)}\u001e${JSON.stringify(invocation('Double', [4], 'd'))}\u001e`,
        ),
      );
      socket.on('message', (data) => {
        texts.push((data as Buffer).toString());
        if (texts.join('').includes('"result"')) resolve();
      });
    });
    expect(texts.join('')).toBe('{}\u001e{"type":3,"invocationId":"d","result":8}\u001e');
    socket.terminate();
    server.closeAllConnections();
    server.close();
  });

  test('hands its own mistakes to the host and answers 500', async () => {
    const errors: unknown[] = [];
    const failing = new Hub({
      ...options,
      path: '/broken',
      authenticate: () => {
        throw new Error('the key is gone');
      },
      onError: (error) => errors.push(error),
    });
    const server = createServer();
    failing.attach(server);
    const port = await listen(server);
    expect((await ask(`http://127.0.0.1:${port}/broken/negotiate`, { method: 'POST' })).status).toBe(500);
    expect((await RawSocket.open(`http://127.0.0.1:${port}/broken`)).status).toBe(500);
    expect(errors).toEqual([new Error('the key is gone'), new Error('the key is gone')]);
    server.close();
  });

  test('closes a client when it could not be greeted', async () => {
    const server = createServer();
    const hub = new Hub({
      ...options,
      path: '/greeting',
      onConnected: () => {
        throw new Error('no room');
      },
      settings: { transports: ['WebSockets'] },
    });
    hub.attach(server);
    const port = await listen(server);
    const socket = await RawSocket.open(`http://127.0.0.1:${port}/greeting`);
    socket.say(handshake);
    await socket.until(() => socket.ended);
    expect(socket.messages).toEqual([{}, { type: 7, error: 'Connection closed with an error.' }]);
    expect((await ask(`http://127.0.0.1:${port}/greeting?id=x`)).status).toBe(404);
    server.closeAllConnections();
    server.close();
  });
});
