import { lookup } from 'node:dns/promises';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import tls from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Lane } from '../../src/channels/message.ts';
import type { WirePlan } from '../../src/channels/wire-plan.ts';
import { createProbe } from '../../src/channels/http/probe.ts';
import { machineClock } from '../../src/lib/clock.ts';
import { asappLane, makeCertificateDirectory, makeMessage, makeSetting } from './setting.ts';

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const withinMs = 5000;
const once: Lane = { ...asappLane, retries: 0 };
const get = { method: 'GET', body: '' };

/** A server on bare sockets. `answer` is called for each request, counted over all connections from 1. */
async function startServer(
  answer: (socket: net.Socket, nth: number) => void,
  make: (onSocket: (socket: net.Socket) => void) => net.Server = (onSocket) =>
    net.createServer({ noDelay: true }, onSocket),
  host = '127.0.0.1',
) {
  const seen = { connections: 0, requests: 0, most: 0 };
  const sockets = new Set<net.Socket>();
  const server = make((socket) => {
    seen.connections++;
    sockets.add(socket);
    seen.most = Math.max(seen.most, sockets.size);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    socket.on('data', (bytes: Buffer) => {
      if (bytes.includes(' HTTP/1.1\r\n')) answer(socket, ++seen.requests);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const { port } = server.address() as AddressInfo;
  return { seen, sockets, port, url: `http://127.0.0.1:${port}/` };
}

describe('a connection that has ended is not used again', () => {
  test('FIN right behind each answer: hundreds of messages in a row, none lost, one connection each', async () => {
    const { url, seen } = await startServer((socket) => void socket.end(ok));
    const setting = makeSetting([{ ...once, strictOrder: true }]);
    setting.send(...Array.from({ length: 300 }, (_, i) => makeMessage(i + 1, url)));
    await setting.drain();
    await setting.channel.close();
    expect(setting.outcomes.filter(({ outcome }) => outcome !== 'delivered')).toEqual([]);
    expect(seen).toMatchObject({ connections: 300, requests: 300 });
  });

  test.each<[what: string, end: (socket: net.Socket) => void]>([
    ['FIN', (socket) => void socket.end()],
    ['RST', (socket) => void socket.resetAndDestroy()],
    ['bytes that nobody asked for', (socket) => void socket.write('HTTP/1.1 408 Too Late\r\n\r\n')],
  ])('%s while it is idle, and unread until the next message is there', async (_what, end) => {
    const { url, seen, sockets } = await startServer((socket) => void socket.write(ok));
    const setting = makeSetting([once]);
    setting.send(makeMessage(1, url));
    await setting.drain();
    for (const socket of sockets) end(socket);
    setting.send(makeMessage(2, url));
    await setting.drain();
    await setting.channel.close();
    expect(setting.outcomes.map(({ outcome }) => outcome)).toEqual(['delivered', 'delivered']);
    expect(seen).toMatchObject({ connections: 2, requests: 2 });
  });

  test('one whose time is up by its Keep-Alive header', async () => {
    const answer = ok.replace('OK\r\n', 'OK\r\nKeep-Alive: timeout=0, max=100\r\n');
    const { url, seen } = await startServer((socket) => void socket.write(answer));
    const setting = makeSetting([once]);
    for (const seq of [1, 2]) {
      setting.send(makeMessage(seq, url));
      await setting.drain();
    }
    await setting.channel.close();
    expect(seen).toMatchObject({ connections: 2, requests: 2 });
  });
});

describe('a kept connection that is closed on the request that uses it again', () => {
  const closings: [what: string, close: (socket: net.Socket) => void, error: string][] = [
    ['FIN', (socket) => void socket.end(), 'closed while idle'],
    ['RST', (socket) => void socket.resetAndDestroy(), 'ECONNRESET'],
  ];

  async function sendTwo(close: (socket: net.Socket) => void, more: object, lane = once) {
    const { url, seen } = await startServer((socket, nth) => {
      if (nth === 2) close(socket);
      else socket.write(ok);
    });
    const setting = makeSetting([lane]);
    for (const seq of [1, 2]) {
      setting.send(makeMessage(seq, url, more));
      await setting.drain();
    }
    await setting.channel.close();
    return { setting, seen };
  }

  test.each(closings)(
    '%s: a POST is not sent again, and the attempt says for how long it had been idle',
    async (_what, close, error) => {
      const { setting, seen } = await sendTwo(close, {});
      expect(setting.outcomeOf(2)).toMatchObject({ outcome: 'dropped', reason: error });
      expect(setting.attemptsOf(2)).toMatchObject([
        {
          error,
          detail: expect.stringMatching(/before an answer; it had been idle for [\d.]+ ms\.$/) as string,
        },
      ]);
      expect(setting.attemptsOf(2)[0]).not.toHaveProperty('resent');
      expect(seen.requests).toBe(2);
    },
  );

  test.each(closings)(
    '%s: a GET is sent once more on a new connection, in the same attempt, which says so',
    async (_what, close) => {
      const { setting, seen } = await sendTwo(close, get);
      expect(setting.attemptsOf(2)).toMatchObject([{ try: 1, status: 200, error: null, resent: true }]);
      expect(setting.attemptsOf(1)[0]).not.toHaveProperty('resent');
      expect(seen).toMatchObject({ connections: 2, requests: 3 });
    },
  );

  test.each(closings)(
    '%s: so is a GET that comes in pieces, whose connection is like any other',
    async (_what, close) => {
      const { url, seen } = await startServer((socket, nth) => {
        if (nth === 2) close(socket);
        else socket.write(ok);
      });
      const setting = makeSetting([once]);
      const plan: WirePlan = { sending: { do: 'pieces', bytes: 40, pauseMs: 0, part: 'all' } };
      const wire = [{ name: 'split', kind: 'split', what: null, attempts: null, plan }];
      for (const message of [makeMessage(1, url, get), makeMessage(2, url, { ...get, wire })]) {
        setting.send(message);
        await setting.drain();
      }
      await setting.channel.close();
      expect(setting.attemptsOf(2)).toMatchObject([
        { try: 1, status: 200, error: null, resent: true, faults: ['split'] },
      ]);
      expect(seen).toMatchObject({ connections: 2, requests: 3 });
    },
  );

  test('a GET is not sent a third time', async () => {
    const { url, seen } = await startServer((socket, nth) => {
      if (nth === 1) socket.write(ok);
      else socket.end();
    });
    const setting = makeSetting([once]);
    for (const seq of [1, 2]) {
      setting.send(makeMessage(seq, url, get));
      await setting.drain();
    }
    await setting.channel.close();
    expect(setting.attemptsOf(2)).toMatchObject([{ error: 'connection closed', resent: true }]);
    expect(seen.requests).toBe(3);
  });

  test('a GET of which a byte was answered is not sent again', async () => {
    const { setting, seen } = await sendTwo((socket) => void socket.end('H'), get);
    expect(setting.attemptsOf(2)).toMatchObject([{ error: 'answer cut short' }]);
    expect(seen.requests).toBe(2);
  });

  test('a new connection that is closed is no idle one', async () => {
    const { url, seen } = await startServer((socket) => void socket.end());
    const setting = makeSetting([once]);
    setting.send(makeMessage(1, url, get));
    await setting.drain();
    await setting.channel.close();
    expect(setting.attempts).toMatchObject([{ error: 'connection closed' }]);
    expect(seen.requests).toBe(1);
  });
});

describe('connections grow slowly', () => {
  test('no more than four are being opened at once, however many messages wait', async () => {
    // A backlog of connections that TLS never answers: all that are begun stay begun.
    const { seen, port } = await startServer(() => undefined);
    const setting = makeSetting([{ ...once, timeoutMs: 60_000 }]);
    const url = `https://127.0.0.1:${port}/`;
    setting.send(...Array.from({ length: 100 }, (_, i) => makeMessage(i + 1, url)));
    await expect.poll(() => seen.connections).toBe(4);
    await machineClock.turn();
    expect(seen.connections).toBe(4);
    await setting.channel.close();
    expect(setting.outcomes).toHaveLength(100);
  });

  test('what was opened stays and is used before more are', async () => {
    const { url, seen } = await startServer((socket) => void setImmediate(() => socket.write(ok)));
    const setting = makeSetting([once]);
    setting.send(...Array.from({ length: 2000 }, (_, i) => makeMessage(i + 1, url)));
    await setting.drain();
    const before = seen.connections;
    expect(before).toBeLessThanOrEqual(128);
    for (let seq = 3000; seq < 3050; seq++) {
      setting.send(makeMessage(seq, url));
      await setting.drain();
    }
    await setting.channel.close();
    expect(seen.connections).toBe(before);
  });
});

const certs = await makeCertificateDirectory();
const inCerts = (name: string): string => path.join(certs, name);
const ours = {
  minVersion: 'TLSv1.3',
  cert: inCerts('client.pem'),
  key: inCerts('client-key.pem'),
  ca: inCerts('ca.pem'),
} as const;

/** Counts handshakes, and those among them that went on with a session. */
async function startTls(host?: string) {
  const handshakes = { all: 0, resumed: 0 };
  const server = await startServer(
    (socket) => void socket.end(ok),
    (onSocket) =>
      tls.createServer(
        {
          cert: readFileSync(inCerts('server.pem')),
          key: readFileSync(inCerts('server-key.pem')),
          ca: readFileSync(inCerts('ca.pem')),
          requestCert: true,
          rejectUnauthorized: true,
        },
        (socket) => {
          handshakes.all++;
          if (socket.isSessionReused()) handshakes.resumed++;
          onSocket(socket);
        },
      ),
    host,
  );
  return { ...server, handshakes };
}

test('an attempt that opened its connection tells how long that took, and how long TLS', async () => {
  const { port } = await startTls();
  const plain = await startServer((socket) => void socket.write(ok));
  const setting = makeSetting([{ ...once, tls: ours }]);
  setting.send(makeMessage(1, `https://localhost:${port}/`));
  await setting.drain();
  for (const seq of [2, 3]) {
    setting.send(makeMessage(seq, plain.url));
    await setting.drain();
  }
  await setting.channel.close();
  const [secure, first, second] = setting.attempts;
  expect(secure).toMatchObject({
    connectMs: expect.any(Number) as number,
    handshakeMs: expect.any(Number) as number,
  });
  const tookMs = (secure?.finishedMs ?? 0) - (secure?.startedMs ?? 0);
  expect((secure?.connectMs ?? NaN) + (secure?.handshakeMs ?? NaN)).toBeLessThanOrEqual(tookMs + 1);
  expect(first).toHaveProperty('connectMs');
  expect(first).not.toHaveProperty('handshakeMs');
  expect(second).not.toHaveProperty('connectMs');
});

test('a TLS session is gone on with by the next connection', async () => {
  const { port, handshakes } = await startTls();
  const setting = makeSetting([{ ...once, tls: ours }]);
  for (const seq of [1, 2, 3]) {
    setting.send(makeMessage(seq, `https://localhost:${port}/`));
    await setting.drain();
  }
  await setting.channel.close();
  expect(setting.outcomes.map(({ outcome }) => outcome)).toEqual(Array(3).fill('delivered'));
  expect(handshakes).toEqual({ all: 3, resumed: 2 });
});

const ofLocalhost = (await lookup('localhost', { all: true })).map(({ address }) => address);

test.each(ofLocalhost)('localhost is found where only %s listens, with TLS and without', async (host) => {
  const secure = await startTls(host);
  const plain = await startServer((socket) => void socket.end(ok), undefined, host);
  const setting = makeSetting([{ ...once, tls: ours }]);
  setting.send(
    makeMessage(1, `https://localhost:${secure.port}/`),
    makeMessage(2, `http://localhost:${plain.port}/`),
  );
  await setting.drain();
  await setting.channel.close();
  expect(setting.outcomes.map(({ outcome, reason }) => reason ?? outcome)).toEqual([
    'delivered',
    'delivered',
  ]);
});

test('an address of IPv6 is one, with TLS and without', async () => {
  const secure = await startTls('::1');
  const plain = await startServer((socket) => void socket.end(ok), undefined, '::1');
  const setting = makeSetting([{ ...once, tls: ours }]);
  setting.send(
    makeMessage(1, `https://[::1]:${secure.port}/`),
    makeMessage(2, `http://[::1]:${plain.port}/`),
  );
  await setting.drain();
  await setting.channel.close();
  expect(setting.outcomes.map(({ outcome, reason }) => reason ?? outcome)).toEqual([
    'delivered',
    'delivered',
  ]);
});

describe('connections can be opened before they are needed', () => {
  test('the messages find them open, and the count tells how many there are', async () => {
    const { url, seen } = await startServer((socket) => void socket.write(ok));
    const setting = makeSetting([once]);
    expect(await setting.channel.warm(once, url, { count: 10, withinMs })).toEqual({ opened: 10, failed: 0 });
    setting.send(...Array.from({ length: 10 }, (_, i) => makeMessage(i + 1, url)));
    await setting.drain();
    await setting.channel.close();
    expect(seen).toMatchObject({ connections: 10, requests: 10 });
    expect(setting.attempts.filter((attempt) => 'connectMs' in attempt)).toEqual([]);
  });

  test('no more than the lane may have, none for a lane or an address that is none, none where nothing listens', async () => {
    const { url } = await startServer((socket) => void socket.write(ok));
    const setting = makeSetting([once], { limits: { connections_per_feed: 3, backlog_per_feed: 3 } });
    expect(await setting.channel.warm(once, url, { count: 10, withinMs })).toEqual({ opened: 3, failed: 7 });
    expect(await setting.channel.warm({ vendor: 'asapp', feed: 'no' }, url, { count: 2, withinMs })).toEqual({
      opened: 0,
      failed: 2,
    });
    expect(await setting.channel.warm(once, 'ftp://x/', { count: 2, withinMs })).toEqual({
      opened: 0,
      failed: 2,
    });
    await setting.channel.close();
    const other = makeSetting([once]);
    const server = http.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    expect(await other.channel.warm(once, `http://127.0.0.1:${port}/`, { count: 2, withinMs })).toEqual({
      opened: 0,
      failed: 2,
    });
    await other.channel.close();
  });

  test('within the time-out, and not after the channel is closed', async () => {
    const { port } = await startServer(() => undefined);
    const url = `https://127.0.0.1:${port}/`;
    const setting = makeSetting([
      { ...once, timeoutMs: 50 },
      { ...once, feed: 'queue', timeoutMs: 60_000 },
    ]);
    expect(await setting.channel.warm(once, url, { count: 5, withinMs })).toEqual({ opened: 0, failed: 5 });
    const never = setting.channel.warm({ vendor: 'asapp', feed: 'queue' }, url, { count: 5, withinMs });
    await setting.channel.close();
    expect(await never).toEqual({ opened: 0, failed: 5 });
  });
});

test('a probe reads any answer that a message takes', async () => {
  const probe = createProbe({ minVersion: 'TLSv1.3' }, {}, machineClock);
  const { url } = await startServer(
    (socket) =>
      void socket.write(`HTTP/1.1 100 Continue\r\n\r\n${ok.replace('OK\r\n', 'OK\r\nX-A: b\r\nX-A: c\r\n')}`),
  );
  const request = { method: 'POST', url, headers: {}, body: 'x', timeoutMs: 5000 };
  expect(await probe({ ...request, maxAnswerBytes: 1024 })).toEqual({
    status: 200,
    headers: { 'x-a': 'b, c', 'content-length': '2' },
    error: null,
  });
  expect(await probe({ ...request, maxAnswerBytes: 50 })).toMatchObject({
    status: null,
    error: 'answer too long',
  });
});
