import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import https from 'node:https';
import path from 'node:path';
import type { TLSSocket } from 'node:tls';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { TlsRules } from '../../src/channels/message.ts';
import { asappLane, makeCertificateDirectory, makeMessage, makeSetting } from './setting.ts';
import type { Setting } from './setting.ts';

const certs = await makeCertificateDirectory();
const inCerts = (name: string): string => path.join(certs, name);

const ours: TlsRules = {
  minVersion: 'TLSv1.3',
  cert: inCerts('client.pem'),
  key: inCerts('client-key.pem'),
  ca: inCerts('ca.pem'),
};

/** A receiver that wants a client certificate of our CA; `from` is the folder of its own. */
async function startServer(from: string, options: https.ServerOptions = {}) {
  const seen: { protocol: string | null; subject: string; servername: string | false | null }[] = [];
  const server = https.createServer({
    cert: readFileSync(inCerts(`${from}server.pem`)),
    key: readFileSync(inCerts(`${from}server-key.pem`)),
    ca: readFileSync(inCerts('ca.pem')),
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.3',
    ...options,
  });
  server.on('request', (request, response) => {
    const socket = request.socket as TLSSocket & { servername: string | false | null };
    const { CN } = socket.getPeerCertificate().subject;
    seen.push({ protocol: socket.getProtocol(), subject: String(CN), servername: socket.servername });
    request.resume().on('end', () => response.end('ok'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { port: (server.address() as AddressInfo).port, seen };
}

async function sendOne(url: string, tls: TlsRules, headers = {}): Promise<Setting> {
  const setting = makeSetting([{ ...asappLane, retries: 0, tls }]);
  const message = makeMessage(1, url);
  setting.send({ ...message, headers: { ...message.headers, ...headers } });
  await setting.drain();
  await setting.channel.close();
  return setting;
}

test('the receiver sees our Subject identifier over TLS 1.3, at a name and at an address', async () => {
  const { port, seen } = await startServer('');
  expect((await sendOne(`https://localhost:${port}/`, ours)).outcomes).toMatchObject([
    { outcome: 'delivered' },
  ]);
  expect((await sendOne(`https://127.0.0.1:${port}/`, ours)).outcomes).toMatchObject([
    { outcome: 'delivered' },
  ]);
  expect(seen).toMatchObject([
    { protocol: 'TLSv1.3', subject: 'com.example.test', servername: 'localhost' },
    { protocol: 'TLSv1.3', subject: 'com.example.test', servername: false },
  ]);
});

test('a lane of TLS 1.3 does not speak to a server of 1.2; a lane of 1.2 does', async () => {
  const { port } = await startServer('', { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' });
  const url = `https://localhost:${port}/`;
  expect((await sendOne(url, ours)).outcomes[0]).toMatchObject({
    outcome: 'dropped',
    reason: expect.stringContaining('PROTOCOL_VERSION') as string,
  });
  expect((await sendOne(url, { ...ours, minVersion: 'TLSv1.2' })).outcomes[0]).toMatchObject({
    outcome: 'delivered',
  });
});

describe('a server that cannot be verified gets nothing', () => {
  test.each([
    ['bad/expired/', 'CERT_HAS_EXPIRED'],
    ['bad/not-yet-valid/', 'CERT_NOT_YET_VALID'],
    ['bad/wrong-ca/', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['bad/wrong-host/', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['bad/wrong-eku/', 'INVALID_PURPOSE'],
  ])('%s', async (from, reason) => {
    const { port, seen } = await startServer(from);
    for (const host of ['localhost', '127.0.0.1']) {
      const { outcomes } = await sendOne(`https://${host}:${port}/`, ours);
      expect(outcomes).toMatchObject([{ outcome: 'dropped', reason }]);
    }
    expect(seen).toEqual([]);
  });

  test('a Host header does not lend it a name', async () => {
    const { port, seen } = await startServer('bad/wrong-host/');
    const { outcomes } = await sendOne(`https://localhost:${port}/`, ours, { host: 'wrong-host.invalid' });
    expect(outcomes).toMatchObject([{ outcome: 'dropped', reason: 'ERR_TLS_CERT_ALTNAME_INVALID' }]);
    expect(seen).toEqual([]);
  });

  test('without a CA of the lane’s own the machine’s authorities decide', async () => {
    const { port } = await startServer('');
    const { ca: _, ...noCa } = ours;
    const { outcomes } = await sendOne(`https://localhost:${port}/`, noCa);
    expect(outcomes).toMatchObject([{ outcome: 'dropped', reason: 'SELF_SIGNED_CERT_IN_CHAIN' }]);
  });

  test('nor does NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment help', async () => {
    const { port, seen } = await startServer('bad/wrong-ca/');
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [path.join(import.meta.dirname, 'send-one.ts'), `https://localhost:${port}/`, JSON.stringify(ours)],
      { env: { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: '0' } },
    );
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: 'dropped',
      reason: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    });
    expect(seen).toEqual([]);
  });
});

describe('a receiver that does not take our certificate is a failed delivery', () => {
  test.each(['bad/expired/', 'bad/not-yet-valid/', 'bad/wrong-ca/', 'bad/wrong-eku/'])('%s', async (from) => {
    const { port, seen } = await startServer('');
    const tls = { ...ours, cert: inCerts(`${from}client.pem`), key: inCerts(`${from}client-key.pem`) };
    const { outcomes, attempts } = await sendOne(`https://localhost:${port}/`, tls);
    expect(outcomes).toMatchObject([{ outcome: 'dropped' }]);
    expect(attempts).toHaveLength(1);
    expect(attempts[0]?.error).toMatch(/ALERT|ECONNRESET|connection closed/);
    expect(seen).toEqual([]);
  });

  test('nor none at all', async () => {
    const { port, seen } = await startServer('');
    const { outcomes } = await sendOne(`https://localhost:${port}/`, {
      minVersion: 'TLSv1.3',
      ca: inCerts('ca.pem'),
    });
    expect(outcomes).toMatchObject([{ outcome: 'dropped' }]);
    expect(seen).toEqual([]);
  });
});

/** A server that knows nothing of TLS; `onSocket` gets each connection. */
async function startPlain(
  onSocket: (socket: net.Socket) => void,
): Promise<{ url: string; sockets: net.Socket[] }> {
  const sockets: net.Socket[] = [];
  const server = net.createServer((socket) => {
    sockets.push(socket);
    onSocket(socket.on('error', () => undefined).resume());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `https://localhost:${(server.address() as AddressInfo).port}/`, sockets };
}

test('a server that takes the connection and says nothing is a time-out, and the connection is closed', async () => {
  const { url, sockets } = await startPlain(() => undefined);
  const setting = makeSetting([{ ...asappLane, retries: 1, timeoutMs: 100, tls: ours }]);
  setting.send(makeMessage(1, url));
  await setting.drain();
  expect(setting.attempts.map(({ error }) => error)).toEqual(['timeout', 'timeout']);
  await setting.channel.close();
  await expect.poll(() => sockets.map(({ closed }) => closed)).toEqual([true, true]);
});

test('a receiver in the clear is a failed delivery for an https: address', async () => {
  const { url } = await startPlain((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'));
  const { outcomes } = await sendOne(url, ours);
  expect(outcomes).toMatchObject([{ outcome: 'dropped', reason: 'ERR_SSL_WRONG_VERSION_NUMBER' }]);
});
