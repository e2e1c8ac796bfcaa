import { HttpTransportType, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { get } from 'node:https';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { z } from 'zod';
import { enreachConfig } from '../../src/dialects/enreach/config.ts';
import { createCertificates } from '../../src/library/certificates.ts';
import { startReverseProxy } from './reverse-proxy.ts';
import { openRte, type RteHost } from './rte-host.ts';
import { createSmallCentre } from './small-centre.ts';

const authorization = `Basic ${btoa('alice:phoney')}`;

interface Signed {
  readonly WssEndpoint: string;
  readonly Token: string;
}

const open = (config: z.input<typeof enreachConfig> = {}): Promise<RteHost> =>
  openRte(createSmallCentre().view, { config });

const signIn = async (base: string, headers: Readonly<Record<string, string>> = {}): Promise<Signed> =>
  (await (await fetch(`${base}/token/me/rte/`, { headers: { authorization, ...headers } })).json()) as Signed;

const transports = [
  HttpTransportType.WebSockets,
  HttpTransportType.ServerSentEvents,
  HttpTransportType.LongPolling,
];

const readText = (file: string): string => readFileSync(file, 'utf8');

const forged = {
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-port': '1',
  'x-forwarded-prefix': '/evil',
};

test('WssEndpoint is under public_url, whatever callers and proxies say of themselves', async () => {
  const rte = await open({ public_url: 'https://rte.example.com/engine/', trust_forwarded: true });
  expect((await signIn(rte.origin, forged)).WssEndpoint).toBe('wss://rte.example.com/engine/rte');
  const plain = await open({ public_url: 'http://localhost:9413', wss_endpoint: 'https' });
  expect((await signIn(plain.origin)).WssEndpoint).toBe('http://localhost:9413/rte');
});

test('what is announced is under public_url, too', async () => {
  const rte = await open({ public_url: 'https://rte.example.com/engine/' });
  expect(rte.dialect.inbound.announce?.(rte.origin).json).toMatchObject({
    rte: 'https://rte.example.com/engine/rte',
    token: 'https://rte.example.com/engine/token/me/rte/',
  });
});

test('X-Forwarded-* is not believed unless a setting says so', async () => {
  const rte = await open();
  const own = `${rte.origin.replace('http:', 'ws:')}/rte`;
  expect((await signIn(rte.origin, forged)).WssEndpoint).toBe(own);
  const trusting = await open({ trust_forwarded: true });
  expect((await signIn(trusting.origin, forged)).WssEndpoint).toBe('wss://evil.example:1/evil/rte');
});

test.each([
  ['evil.example', 'ws://evil.example/rte'],
  ['evil.example/path?', 400],
  ['user:secret@evil.example', 400],
  ['evil.example#', 400],
  ['a,b', 400],
])('a caller that says it has called %s is told %s', async (host, told) => {
  const { origin } = await open();
  const answer = await new Promise<Signed | number>((resolve, reject) => {
    request(`${origin}/token/me/rte/`, { headers: { authorization, host } }, (response) => {
      if (response.statusCode !== 200) return resolve(response.resume().statusCode ?? 0);
      response.setEncoding('utf8').on('data', (text: string) => resolve(JSON.parse(text) as Signed));
    })
      .on('error', reject)
      .end();
  });
  expect(typeof answer === 'number' ? answer : answer.WssEndpoint).toBe(told);
});

test.each(['?x=1', '#top'])('a public_url that ends with %s is none', (end) => {
  const parsed = enreachConfig.safeParse({ public_url: `https://rte.example.com/engine${end}` });
  expect(parsed.error?.issues[0]?.message).toMatch(/has a query or a fragment/);
});

test.each([
  ['public_url', (base: string) => ({ public_url: base }), () => ({})],
  [
    'headers that are trusted',
    () => ({ trust_forwarded: true }),
    ({ protocol, host }: URL) => ({
      'x-forwarded-proto': protocol.slice(0, -1),
      'x-forwarded-host': host,
      'x-forwarded-prefix': '/engine',
    }),
  ],
  [
    'headers that are trusted, the port in one of its own',
    () => ({ trust_forwarded: true }),
    ({ hostname, port }: URL) => ({
      'x-forwarded-host': hostname,
      'x-forwarded-port': port,
      'x-forwarded-prefix': '/engine',
    }),
  ],
])(
  'a client that follows WssEndpoint gets through a proxy with a path, by %s',
  async (_how, config, forwarded) => {
    let target = '';
    const base = `${await startReverseProxy(() => target, { prefix: '/engine', forwarded })}/engine`;
    const rte = await open({ wss_endpoint: 'https', ...config(base) });
    target = rte.origin;
    const { WssEndpoint, Token } = await signIn(base);
    expect(WssEndpoint).toBe(`${base}/rte`);
    for (const transport of transports) {
      const connection = new HubConnectionBuilder()
        .withUrl(WssEndpoint, { transport, accessTokenFactory: () => Token })
        .configureLogging(LogLevel.None)
        .build();
      // oxlint-disable-next-line no-await-in-loop
      await connection.start();
      // oxlint-disable-next-line no-await-in-loop
      expect(await connection.invoke('AvailableSubscriptions')).toHaveLength(31);
      // oxlint-disable-next-line no-await-in-loop
      await connection.stop();
    }
  },
);

test('and through one where TLS ends', async () => {
  await using certificates = await createCertificates();
  const tls = { cert: readText(certificates.server.cert), key: readText(certificates.server.key) };
  const ca = readText(certificates.client.ca);
  let target = '';
  const origin = await startReverseProxy(() => target, {
    tls,
    forwarded: ({ host }) => ({ 'x-forwarded-proto': 'https', 'x-forwarded-host': host }),
  });
  const rte = await open({ trust_forwarded: true });
  target = rte.origin;
  const { WssEndpoint, Token } = await new Promise<Signed>((resolve, reject) => {
    get(`${origin}/token/me/rte/`, { headers: { authorization }, ca }, (response) => {
      response.setEncoding('utf8').on('data', (text: string) => resolve(JSON.parse(text) as Signed));
    }).on('error', reject);
  });
  expect(WssEndpoint).toBe(`${origin.replace('https:', 'wss:')}/rte`);
  const socket = new WebSocket(`${WssEndpoint}?access_token=${Token}`, { ca });
  const first = new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.once('message', (data: Buffer) => resolve(data.toString()));
  });
  socket.on('open', () => socket.send('{"protocol":"json","version":1}\u001e'));
  expect(await first).toBe('{}\u001e');
  socket.terminate();
});
