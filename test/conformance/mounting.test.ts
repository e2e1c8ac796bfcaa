import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { HttpTransportType, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import { afterEach, describe, expect, test } from 'vitest';
import { Hub, hubMethod, type HubOptions, types } from '../../src/channels/signalr/index.ts';
import { EventStream } from './cases/event-stream.ts';
import { ask, open } from './http.ts';
import { RawSocket } from './raw-socket.ts';
import { completion, handshake, invocation } from './world.ts';

type User = string;

const transports = [
  ['WebSockets', HttpTransportType.WebSockets],
  ['ServerSentEvents', HttpTransportType.ServerSentEvents],
  ['LongPolling', HttpTransportType.LongPolling],
] as const;

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

function makeHub(path: string, options: Partial<HubOptions<User>> = {}): Hub<User> {
  return new Hub<User>({
    path,
    authenticate: (request) => ({ user: request.query('user') ?? 'anybody' }),
    methods: [hubMethod({ name: 'Double', takes: [types.int], run: (_call, number) => 2 * number })],
    ...options,
  });
}

async function listen(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function doubles(url: string, transport: HttpTransportType): Promise<unknown> {
  const connection = new HubConnectionBuilder()
    .withUrl(url, { transport })
    .configureLogging(LogLevel.None)
    .build();
  await connection.start();
  const result = await connection.invoke<number>('Double', 21);
  await connection.stop();
  return result;
}

/** What a framework is to a server: a listener that answers every request, with 404 if need be. */
const framework: RequestListener = (request, response) => {
  response.statusCode = request.url === '/other' ? 200 : 404;
  response.end('from the framework');
};

/** Calls `next` as frameworks call what is mounted at `path`: the path is cut off, and kept as the original. */
function mountedAt(path: string, next: RequestListener): RequestListener {
  return (request: IncomingMessage & { originalUrl?: string | undefined }, response) => {
    const { url = '/' } = request;
    if (!url.startsWith(path)) return framework(request, response);
    request.originalUrl = url;
    request.url = url.slice(path.length).replace(/^(?!\/)/, '/');
    next(request, response);
  };
}

/** A body parser in front: it reads all bodies and keeps what `keep` makes of them. */
function withParser(keep: (body: string) => unknown, next: RequestListener): RequestListener {
  return (request: IncomingMessage & { body?: unknown }, response) => {
    if (request.method !== 'POST') return next(request, response);
    let text = '';
    request.on('data', (chunk) => (text += String(chunk)));
    request.on('end', () => {
      request.body = keep(text);
      next(request, response);
    });
  };
}

const orFramework =
  (hub: Hub<User>): RequestListener =>
  (request, response) => {
    if (!hub.handleRequest(request, response)) framework(request, response);
  };

describe.each(transports)('over %s, a hub works', (_name, transport) => {
  test.each([
    ['before', true],
    ['after', false],
  ])('beside a framework that listened %s it', async (_when, first) => {
    const server = first ? createServer(framework) : createServer();
    makeHub('/chat').attach(server);
    if (!first) server.on('request', framework);
    const origin = await listen(server);
    expect(await doubles(`${origin}/chat`, transport)).toBe(42);
    expect(await ask(`${origin}/other`)).toMatchObject({ status: 200, body: 'from the framework' });
    expect(await ask(`${origin}/nope`)).toMatchObject({ status: 404, body: 'from the framework' });
  });

  test.each([['/chat'], ['/']])('mounted at /chat when its own path is %s', async (path) => {
    const hub = makeHub(path);
    const server = createServer(mountedAt('/chat', orFramework(hub)));
    server.on('upgrade', (request: IncomingMessage, socket, head) => {
      request.url = path === '/' ? request.url?.replace('/chat', '/') : request.url;
      hub.handleUpgrade(request, socket, head);
    });
    expect(await doubles(`${await listen(server)}/chat`, transport)).toBe(42);
  });

  test('behind a body parser that keeps the text', async () => {
    const hub = makeHub('/chat');
    const server = createServer(withParser((text) => text, orFramework(hub)));
    server.on('upgrade', (request, socket, head) => hub.handleUpgrade(request, socket, head));
    expect(await doubles(`${await listen(server)}/chat`, transport)).toBe(42);
  });
});

test('a body that a parser has read and not kept is an error of the host, told at once', async () => {
  const errors: unknown[] = [];
  const hub = makeHub('/chat', { onError: (error) => errors.push(error) });
  const origin = await listen(createServer(withParser(() => ({}), orFramework(hub))));
  const negotiated = await ask(`${origin}/chat/negotiate`, { method: 'POST' });
  const { connectionId } = JSON.parse(negotiated.body) as { connectionId: string };
  const url = `${origin}/chat?id=${connectionId}`;
  const stream = await open(url, { headers: { accept: 'text/event-stream' } });
  expect((await ask(url, { method: 'POST', body: `${JSON.stringify(handshake)}\u001e` })).status).toBe(500);
  expect(errors).toEqual([
    expect.objectContaining({ message: expect.stringContaining('in front of body parsers') as string }),
  ]);
  stream.destroy();
});

test('a body of MessagePack that a parser has read as text is an error of the host', async () => {
  const errors: unknown[] = [];
  const hub = makeHub('/chat', { onError: (error) => errors.push(error) });
  const origin = await listen(createServer(withParser((text) => text, orFramework(hub))));
  const negotiated = await ask(`${origin}/chat/negotiate`, { method: 'POST' });
  const { connectionId } = JSON.parse(negotiated.body) as { connectionId: string };
  const url = `${origin}/chat?id=${connectionId}`;
  await ask(url);
  const post = (body: string | Buffer): Promise<{ status: number }> => ask(url, { method: 'POST', body });
  expect((await post('{"protocol":"messagepack","version":1}\u001e')).status).toBe(200);
  expect((await post(Buffer.from([2, 0x91, 6]))).status).toBe(500);
  expect(errors).toEqual([
    expect.objectContaining({ message: expect.stringContaining('as express.raw() does') as string }),
  ]);
});

test('two hubs on one server leave unknown paths a 404, for requests and upgrades', async () => {
  const server = createServer();
  for (const path of ['/one', '/two']) makeHub(path).attach(server);
  const origin = await listen(server);
  expect((await ask(`${origin}/nope`)).status).toBe(404);
  expect((await RawSocket.open(`${origin}/nope`)).status).toBe(404);
  expect((await RawSocket.open(`${origin}/one`)).status).toBe(101);
  expect((await RawSocket.open(`${origin}/two`)).status).toBe(101);
});

test('upgrades to other paths reach the other listeners of a server', async () => {
  const server = createServer();
  makeHub('/one').attach(server);
  server.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 418 Mine\r\n\r\n'));
  const origin = await listen(server);
  expect((await RawSocket.open(`${origin}/theirs`)).status).toBe(418);
  expect((await RawSocket.open(`${origin}/one`)).status).toBe(101);
});

/** The status line of an answer to a request with that target, as proxies write it. */
async function statusFor(origin: string, target: string, headers = ''): Promise<string> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  socket.write(
    `POST ${target} HTTP/1.1\r\nHost: ${hostname}\r\nContent-Length: 0\r\n${headers}Connection: close\r\n\r\n`,
  );
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  return text;
}

test('a request target may be in absolute form', async () => {
  const server = createServer();
  makeHub('/chat').attach(server);
  const origin = await listen(server);
  for (const target of [
    'http://phoney.example/chat/negotiate?negotiateVersion=1',
    'HTTPS://h:1/CHAT/negotiate',
  ]) {
    // oxlint-disable-next-line no-await-in-loop
    expect(await statusFor(origin, target)).toMatch(/^HTTP\/1.1 200 [^]*"connectionId"/);
  }
  expect(await statusFor(origin, 'http://phoney.example/other')).toMatch(/^HTTP\/1.1 404 /);
});

test('an encoded slash is none, so that no rule of a proxy can be passed by', async () => {
  const server = createServer();
  makeHub('/chat').attach(server);
  const origin = await listen(server);
  expect(await statusFor(origin, '/chat%2fnegotiate')).toMatch(/^HTTP\/1.1 404 /);
  expect(await statusFor(origin, '/ch%61t/negotiate')).toMatch(/^HTTP\/1.1 200 /);
});

test('what negotiate answers names no address, whatever a proxy or a caller says of one', async () => {
  const server = createServer();
  makeHub('/chat').attach(server);
  const headers =
    'X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Prefix: /evil\r\n';
  const answer = await statusFor(await listen(server), 'http://evil.example/chat/negotiate', headers);
  expect(answer).toMatch(/^HTTP\/1.1 200 /);
  expect(answer).not.toMatch(/evil|"url"/);
});

test('WebSockets of pages with a foreign origin are refused when the host lists origins', async () => {
  const server = createServer();
  makeHub('/chat', { webSocketOrigins: ['https://app.example'] }).attach(server);
  const url = `${await listen(server)}/chat`;
  const statusOf = async (headers: Record<string, string>): Promise<number> =>
    (await RawSocket.open(url, headers)).status;
  expect(await statusOf({ Origin: 'https://app.example' })).toBe(101);
  expect(await statusOf({})).toBe(101);
  for (const foreign of ['https://evil.example', 'http://app.example', 'https://app.example.evil', 'null']) {
    // oxlint-disable-next-line no-await-in-loop
    expect([foreign, await statusOf({ Origin: foreign })]).toEqual([foreign, 403]);
  }
});

describe("a host's onError that throws", () => {
  const throwing: [string, () => unknown][] = [
    [
      'at once',
      () => {
        throw new Error('the log is full');
      },
    ],
    ['later', () => Promise.reject(new Error('the log is full'))],
  ];

  test.each(throwing)('%s takes nobody their answer', async (_when, onError) => {
    const server = createServer();
    const run = (): never => {
      throw new Error('plain trouble');
    };
    makeHub('/chat', { onError, methods: [hubMethod({ name: 'Fail', takes: [], run })] }).attach(server);
    const socket = await RawSocket.open(`${await listen(server)}/chat`);
    socket.say(handshake, invocation('Fail', [], 'a'));
    expect(await completion(socket, 'a')).toMatchObject({
      error: "An unexpected error occurred invoking 'Fail' on the server.",
    });
    socket.reset();
  });

  test('takes a failed request its 500 neither', async () => {
    const server = createServer();
    const [[, onError] = []] = throwing;
    const authenticate = (): never => {
      throw new Error('the key is gone');
    };
    makeHub('/chat', { authenticate, ...(onError && { onError }) }).attach(server);
    expect((await ask(`${await listen(server)}/chat/negotiate`, { method: 'POST' })).status).toBe(500);
  });
});

test("one user's negotiations take nobody else's place, and count no more once they are used", async () => {
  const server = createServer();
  const settings = { maxNegotiated: 10, maxNegotiatedPerUser: 2 };
  makeHub('/chat', { userId: (user) => user, settings }).attach(server);
  const origin = await listen(server);
  const negotiate = (user: string): ReturnType<typeof ask> =>
    ask(`${origin}/chat/negotiate?user=${user}`, { method: 'POST' });
  const statuses = async (user: string, count: number): Promise<number[]> => {
    const answers: number[] = [];
    // oxlint-disable-next-line no-await-in-loop
    while (answers.length < count) answers.push((await negotiate(user)).status);
    return answers;
  };
  const { connectionId: id } = JSON.parse((await negotiate('alice')).body) as { connectionId: string };
  expect(await statuses('alice', 2)).toEqual([200, 503]);
  expect(await statuses('bob', 3)).toEqual([200, 200, 503]);
  const stream = new EventStream(
    await open(`${origin}/chat?user=alice&id=${id}`, { headers: { accept: 'text/event-stream' } }),
  );
  await stream.until(() => stream.raw !== '');
  expect(await statuses('alice', 2)).toEqual([200, 503]);
});
