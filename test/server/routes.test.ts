import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { InboundRequest, Route } from '../../src/server/route.ts';
import { routeRouter } from '../../src/server/route-router.ts';
import { openServer, type Server } from '../../src/server/server.ts';

async function open(): Promise<Server> {
  const server = await openServer({});
  onTestFinished(() => server.close());
  return server;
}

const errors: unknown[] = [];

async function serve(...routes: Route[]): Promise<string> {
  const server = await open();
  const corsOrigins = ['https://app.example'];
  const onError = (error: unknown): number => errors.push(error);
  server.mount({ router: routeRouter(routes, { corsOrigins, wallMs: () => 42, onError }) });
  return server.origin;
}

const hello: Route = { method: 'GET', path: '/hello/', answer: () => ({ status: 200, body: 'hello' }) };
const echo = (method: Route['method'], path: string): Route => ({
  method,
  path,
  answer: ({ query, ...request }) => ({ status: 200, body: { ...request, query: query.toString() } }),
});

async function asked(response: Promise<Response>): Promise<InboundRequest> {
  return (await (await response).json()) as InboundRequest;
}

/** What the server says to these bytes until it closes the connection. */
async function say(origin: string, ...lines: string[]): Promise<string> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.setEncoding('latin1').on('data', (piece: string) => (text += piece));
  socket.on('error', () => undefined).write(`${lines.join('\r\n')}\r\n\r\n`);
  await once(socket, 'close');
  return text;
}

test('an answer has its body, type and length, and no header that tells of a framework', async () => {
  const origin = await serve(hello);
  const response = await fetch(`${origin}/hello`);
  const { date, connection, 'keep-alive': keepAlive, ...headers } = Object.fromEntries(response.headers);
  expect([response.status, await response.text()]).toEqual([200, 'hello']);
  const type = 'text/plain; charset=utf-8';
  expect(headers).toEqual({ 'content-type': type, 'content-length': '5', vary: 'Origin' });
  expect([date, connection, keepAlive]).not.toContain(undefined);
});

test('bytes and JSON are sent as what they are', async () => {
  const bytes = { status: 200, headers: { 'content-type': 'audio/wav' }, body: Buffer.from([0, 255]) };
  const origin = await serve(
    { method: 'GET', path: '/bytes', answer: () => bytes },
    { method: 'GET', path: '/json', answer: () => ({ status: 201, body: { a: 'ä' } }) },
  );
  const wav = await fetch(`${origin}/bytes`);
  expect(wav.headers.get('content-type')).toBe('audio/wav');
  expect([...(await wav.bytes())]).toEqual([0, 255]);
  const json = await fetch(`${origin}/json`);
  expect(json.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect([json.status, json.headers.get('content-length')]).toEqual([201, '10']);
});

test.each(['/hello', '/hello/', '/HELLO', '/Hello/?x=1', '/there/../hello'])(
  '%s is /hello/',
  async (path) => {
    const origin = await serve(hello);
    expect(await say(origin, `GET ${path} HTTP/1.1`, 'Host: x', 'Connection: close')).toMatch(
      /^HTTP\/1.1 200 /,
    );
  },
);

test.each(['/', '/hell', '/hello/there', '//hello', '/hello//', '/%zz', '*'])(
  '%s is not found',
  async (path) => {
    const origin = await serve(hello);
    const answer = await say(origin, `GET ${path} HTTP/1.1`, 'Host: x', 'Connection: close');
    expect(answer).toMatch(/^HTTP\/1.1 404 .*content-length: 0\r\n/is);
    expect(answer).toMatch(/\r\n\r\n$/);
  },
);

test('a segment in braces is a parameter, decoded where it can be', async () => {
  const origin = await serve(echo('GET', '/accounts/{accountId}/a.b*(c)/{id}'));
  const { params } = await asked(fetch(`${origin}/ACCOUNTS/a%2Fb%20c/A.B*(C)/D%C3%A4`));
  expect(params).toEqual({ accountId: 'a/b c', id: 'Dä' });
  expect((await asked(fetch(`${origin}/accounts/%E4/a.b*(c)/%zz`))).params).toEqual({
    accountId: '%E4',
    id: '%zz',
  });
});

test('a route is told the query, the headers, the body, the time, and by what name it was called', async () => {
  const origin = await serve(echo('POST', '/echo'));
  const headers = { 'X-Own': 'a', 'content-type': 'text/html; charset=latin1' };
  const request = await asked(fetch(`${origin}/echo?a=1&a=2`, { method: 'POST', headers, body: 'ä' }));
  expect(request).toMatchObject({
    query: 'a=1&a=2',
    headers: { 'x-own': 'a' },
    body: 'ä',
    wallMs: 42,
    origin,
  });
  const answer = await say(
    origin,
    'POST /echo HTTP/1.1',
    'Host: Phoney.Example:80',
    'Content-Length: 0',
    'Connection: close',
  );
  expect(answer).toContain('"origin":"http://phoney.example"');
});

test('another method is answered 405 with those that there are, HEAD too', async () => {
  const origin = await serve(echo('GET', '/{any}'), echo('POST', '/one'), echo('GET', '/one'));
  for (const method of ['PUT', 'HEAD', 'PATCH']) {
    const response = await fetch(`${origin}/one/`, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
  }
  expect((await fetch(`${origin}/one`, { method: 'POST', body: 'x' })).status).toBe(200);
});

test('a page of an allowed origin may read answers, and no other page may', async () => {
  const origin = await serve(hello, { ...hello, path: '/broken', answer: () => Promise.reject(new Error()) });
  const preflight = { 'access-control-request-method': 'GET', 'access-control-request-headers': 'x-a' };
  const ask = async (from: string, path: string, init: RequestInit = {}): Promise<(string | null)[]> => {
    const headers = { origin: from, ...(init.method === 'OPTIONS' && preflight) };
    const response = await fetch(`${origin}${path}`, { ...init, headers });
    const names = ['origin', 'credentials', 'methods', 'headers'];
    return names.map((name) => response.headers.get(`access-control-allow-${name}`));
  };
  const good = 'https://app.example';
  expect(await ask(good, '/hello')).toEqual([good, 'true', null, null]);
  expect(await ask(good, '/broken')).toEqual([good, 'true', null, null]);
  expect(await ask(good, '/hello', { method: 'OPTIONS' })).toEqual([good, 'true', 'GET', 'x-a']);
  expect(await ask('https://evil.example', '/hello', { method: 'OPTIONS' })).toEqual(Array(4).fill(null));
  expect((await fetch(`${origin}/hello`, { method: 'OPTIONS' })).status).toBe(204);
});

test('a body of more than a megabyte is refused, before its end too', async () => {
  const origin = await serve(echo('POST', '/echo'));
  const post = (length: number): Promise<Response> =>
    fetch(`${origin}/echo`, { method: 'POST', body: 'x'.repeat(length) });
  expect((await post(1_048_576)).status).toBe(200);
  expect((await post(1_048_577)).status).toBe(413);
  const endless = `100001\r\n${'x'.repeat(0x10_00_01)}`;
  const answer = await say(
    origin,
    'POST /echo HTTP/1.1',
    'Host: x',
    'Transfer-Encoding: chunked',
    '',
    endless,
  );
  expect(answer).toMatch(/^HTTP\/1.1 413 .*connection: close/is);
});

test('our own mistake is answered 500 without a word of it, and told', async () => {
  const mistake = new Error('secret');
  const origin = await serve(
    { ...hello, path: '/late', answer: () => Promise.reject(mistake) },
    {
      ...hello,
      path: '/soon',
      answer: () => {
        throw mistake;
      },
    },
  );
  errors.length = 0;
  for (const path of ['/late', '/soon']) {
    const response = await fetch(`${origin}${path}`);
    expect([response.status, await response.text()]).toEqual([500, '']);
  }
  expect(errors).toEqual([mistake, mistake]);
});

test.each(['a b', 'user@a', 'a/b', 'a?b', 'a,b', 'a:b', '[::1'])('the name %s is none: 400', async (name) => {
  const origin = await serve(hello);
  expect(await say(origin, 'GET /hello HTTP/1.1', `Host: ${name}`, 'Connection: close')).toMatch(
    /^HTTP\/1.1 400 /,
  );
});

test('a target in absolute form is the path in it, and names the host whatever Host says', async () => {
  const origin = await serve(echo('GET', '/echo'));
  const ask = (target: string): Promise<string> =>
    say(origin, `GET ${target} HTTP/1.1`, 'Host: other.example', 'Connection: close');
  for (const target of ['http://phoney.example/echo?a=1', 'HTTP://phoney.example:80/Echo/?a=1']) {
    // oxlint-disable-next-line no-await-in-loop
    const answer = await ask(target);
    expect(answer).toContain('"query":"a=1"');
    expect(answer).toContain('"origin":"http://phoney.example"');
  }
  expect(await ask('http://phoney.example')).toMatch(/^HTTP\/1.1 404 /);
  expect(await ask('http://user@phoney.example/echo')).toMatch(/^HTTP\/1.1 400 /);
});

test('a server answers 503 until something is mounted; parts stand side by side until they are taken off', async () => {
  const server = await open();
  const status = async (path: string): Promise<number> => (await fetch(`${server.origin}${path}`)).status;
  const mount = (path: string, status: number): (() => void) => {
    const routes: Route[] = [{ method: 'GET', path, answer: () => ({ status }) }];
    const parts = { corsOrigins: [], wallMs: () => 0, onError: () => undefined };
    return server.mount({ router: routeRouter(routes, parts) });
  };
  expect(await status('/one')).toBe(503);
  const unmount = mount('/one', 201);
  mount('/two', 202);
  mount('/one', 203);
  expect(await Promise.all(['/one', '/two', '/three'].map(status))).toEqual([201, 202, 404]);
  unmount();
  expect(await Promise.all(['/one', '/two'].map(status))).toEqual([203, 202]);
});

test('a request that offers another protocol to upgrade to is one like others', async () => {
  const origin = await serve(hello);
  const headers = ['Host: x', 'Connection: Upgrade, HTTP2-Settings, close', 'Upgrade: h2c'];
  expect(await say(origin, 'GET /hello HTTP/1.1', ...headers)).toMatch(/^HTTP\/1.1 200 /);
});
