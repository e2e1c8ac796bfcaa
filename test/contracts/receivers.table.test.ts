import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContractReport } from '../../src/contracts/report/report.ts';
import { verifyReceiver } from '../../src/contracts/verify-receiver.ts';
import { machineClock } from '../../src/lib/clock.ts';
import { makeCertificates } from '../../src/tls/certificates.ts';
import { writeCertificates } from '../../src/tls/certificate-files.ts';
import { interactionOf, makeFolder, makeTls, mutualTls, pactOf, saidOf, surroundings } from './kit.ts';

const folder = makeFolder();
const others = makeFolder();
afterAll(() => [folder, others].forEach((one) => one.remove()));
const tls = await makeTls(folder.path);
const foreign = await makeTls(others.path);

const mutual = mutualTls(tls);

const verify = (
  target: string,
  pact: unknown,
  name: string,
  files: object = tls,
): Promise<ContractReport> => {
  const { cert, key, ca } = files as { cert?: string; key?: string; ca?: string };
  return verifyReceiver(
    {
      vendor: 'asapp',
      target,
      ...(cert !== undefined && { cert }),
      ...(key !== undefined && { key }),
      ...(ca !== undefined && { ca }),
      headers: [],
      pathMap: [],
      pacts: [folder.write(`${name}.json`, pact)],
      requestTimeoutMs: 2000,
    },
    surroundings,
  );
};

const post = (path: string) => ({
  type: 'Synchronous/HTTP',
  description: path,
  request: { method: 'POST', path, body: { content: { a: 1 }, contentType: 'application/json' } },
  response: { status: 200 },
});

async function listen(server: Server): Promise<{ url: string; close: () => Promise<void> }> {
  server.on('tlsClientError', () => undefined);
  const sockets = new Set<{ destroy(): void }>();
  server.on('connection', (socket: { destroy(): void }) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** What a receiver answers a good event with, and the verdict that it must get. */
const answers: Readonly<Record<string, readonly [answer: Answer, verdict: 'passed' | RegExp]>> = {
  '200': [(response) => response.end(), 'passed'],
  'a body': [(response) => response.end('{"ok":true}'), 'passed'],
  'a compressed body': [
    (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('ok')),
    'passed',
  ],
  'a body that is not compressed as it says': [
    (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('plain'),
    'passed',
  ],
  'a body in a coding that nobody knows': [
    (response) => response.writeHead(200, { 'content-encoding': 'rot13' }).end('bx'),
    'passed',
  ],
  'early hints': [
    (response) => response.writeEarlyHints({ link: '</x>; rel=preload' }, () => response.end()),
    'passed',
  ],
  trailers: [
    (response) => {
      response.writeHead(200, { trailer: 'x-sum' }).write('ok');
      response.addTrailers({ 'x-sum': '1' });
      response.end();
    },
    'passed',
  ],
  'two hundred headers': [
    (response) => {
      for (let i = 0; i < 200; i++) response.setHeader(`x-${i}`, 'é');
      response.end();
    },
    'passed',
  ],
  'connection close': [(response) => response.writeHead(200, { connection: 'close' }).end(), 'passed'],
  '201': [(response) => response.writeHead(201).end(), /expected 200 but was 201/],
  '204': [(response) => response.writeHead(204).end(), /expected 200 but was 204/],
  '301': [
    (response) => response.writeHead(301, { location: '/200' }).end(),
    /301, a redirect to \/200, which nobody follows/,
  ],
  '302': [(response) => response.writeHead(302, { location: '/200' }).end(), /expected 200 but was 302/],
  '303': [(response) => response.writeHead(303, { location: '/200' }).end(), /expected 200 but was 303/],
  '307': [(response) => response.writeHead(307, { location: '/200' }).end(), /expected 200 but was 307/],
  '308': [
    (response) => response.writeHead(308, { location: 'https://example.com/' }).end(),
    /308, a redirect to https:\/\/example\.com/,
  ],
  '400': [
    (response) => response.writeHead(400).end('survey_responses.0.ordering: missing\n'),
    /The answer was 400: survey_responses\.0\.ordering: missing/,
  ],
  '401': [(response) => response.writeHead(401).end(), /expected 200 but was 401/],
  '404': [(response) => response.writeHead(404).end('<h1>Not here</h1>'), /The answer was 404: <h1>Not here/],
  '500': [(response) => response.writeHead(500).end('oops'), /The answer was 500: oops/],
  silence: [() => undefined, /did not answer within 2000 ms/],
  'a body without an end': [
    (response) => void response.writeHead(200).write('and'),
    /did not answer within 2000 ms/,
  ],
  'too much': [
    (response) => response.end(Buffer.alloc(50 * 1024 * 1024)),
    /the answer is longer than 16777216 bytes\.$/m,
  ],
  'a reset': [(response) => response.socket?.destroy(), /broke the connection off without an answer/],
};
/** An answer, and then the connection is gone, without a word: it must not matter to the next event. */
const dying = Array.from({ length: 12 }, (_, i) => `/dies/${i}`);

describe('over mutual TLS, a receiver that answers with', () => {
  let report: ContractReport;
  const visitors: string[] = [];
  beforeAll(async () => {
    const server = createHttpsServer(mutual, (request, response) => {
      const path = decodeURIComponent(request.url ?? '').slice(1);
      visitors.push(path);
      request.resume();
      request.on('end', () => {
        if (path.startsWith('dies/')) {
          response.end('ok');
          response.once('finish', () => setImmediate(() => request.socket.destroy()));
        } else answers[path]?.[0](response, request);
      });
    });
    const receiver = await listen(server);
    const paths = [...Object.keys(answers).map((name) => `/${encodeURIComponent(name)}`), ...dying];
    report = await verify(receiver.url, pactOf(paths.map(post), 'receiver'), 'answers');
    await receiver.close();
  });

  test.each(Object.entries(answers))('%s', (name, [, verdict]) => {
    const interaction = interactionOf(report, `/${encodeURIComponent(name)}`);
    expect(interaction.result).toBe(verdict === 'passed' ? 'passed' : 'failed');
    if (verdict !== 'passed') expect(`${saidOf(interaction)}\n${interaction.answer ?? ''}`).toMatch(verdict);
  });

  test('what is fine, on a connection that then is gone, every time', () => {
    expect(dying.map((path) => interactionOf(report, path).result)).toEqual(dying.map(() => 'passed'));
  });

  test('anything is asked once, and no redirect is followed', () => {
    expect(visitors.toSorted()).toEqual(
      [...Object.keys(answers), ...dying.map((path) => path.slice(1))].toSorted(),
    );
  });
});

describe('a receiver that does not get as far as an answer', () => {
  const https = (options: ServerOptions) =>
    createHttpsServer(options, (_request, response) => response.end());
  const own = { cert: mutual.cert, key: mutual.key };
  const bad = makeFolder();
  afterAll(() => bad.remove());
  const expired = async (): Promise<ServerOptions> => {
    const order = { hosts: ['localhost'], subject: 'old', keyType: 'p256', days: 1, bad: false } as const;
    const wallMs = machineClock.wallMs() - 10 * 24 * 3600 * 1000;
    writeCertificates(bad.path, await makeCertificates({ ...order, wallMs }));
    return {
      cert: readFileSync(`${bad.path}/server.pem`),
      key: readFileSync(`${bad.path}/server-key.pem`),
    };
  };

  test.each<readonly [string, () => Promise<Server> | Server, object, RegExp]>([
    [
      'speaks TLS 1.2 only',
      () => https({ ...own, maxVersion: 'TLSv1.2' }),
      tls,
      /which is TLS 1\.3 or newer/,
    ],
    ['speaks plain HTTP', () => createHttpServer((_, response) => response.end()), tls, /in plain HTTP/],
    [
      'trusts another authority than the client’s',
      () => https({ ...mutual, ca: readFileSync(foreign.ca) }),
      tls,
      /client certificate.*(trust|valid)/,
    ],
    [
      'is shown no client certificate',
      () => https(mutual),
      { ca: tls.ca },
      /no client certificate was shown/,
    ],
    ['has a certificate of another authority', () => https(own), foreign, /give its CA with --ca/],
    [
      'has a certificate that has expired',
      async () => https(await expired()),
      { ca: `${bad.path}/ca.pem` },
      /expired/,
    ],
    [
      'hangs up on everybody',
      () => createTcpServer((socket) => void socket.destroy()),
      tls,
      /broke the connection off/,
    ],
    ['says nothing', () => createTcpServer(() => undefined), tls, /did not answer within 2000 ms/],
  ])('%s', async (name, makeServer, files, words) => {
    const receiver = await listen(await makeServer());
    const report = await verify(receiver.url, pactOf([post('/x')], 'receiver'), name, files);
    await receiver.close();
    expect(report.verdict).toBe('mismatch');
    expect(saidOf(interactionOf(report, '/x'))).toMatch(words);
  });
});
