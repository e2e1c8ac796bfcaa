import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { verifyReceiver } from '../../src/contracts/verify-receiver.ts';
import { interactionOf, makeFolder, makeTls, saidOf, surroundings } from './kit.ts';

const folder = makeFolder();
const others = makeFolder();
afterAll(() => [folder, others].forEach((one) => one.remove()));
const tls = await makeTls(folder.path);
const foreign = await makeTls(others.path);

/** What is said of a receiver that does not get as far as an answer. */
async function wordsFor(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const report = await verifyReceiver(
    {
      vendor: 'asapp',
      target: `https://localhost:${(server.address() as AddressInfo).port}`,
      cert: tls.cert,
      key: tls.key,
      ca: tls.ca,
      headers: [],
      pathMap: [],
      pacts: [],
      filter: /asapp queue queue_size_updated/,
      requestTimeoutMs: 3000,
    },
    surroundings,
  );
  server.closeAllConnections();
  server.close();
  return saidOf(interactionOf(report, 'asapp queue queue_size_updated'));
}

const serve = (options: ServerOptions): Server =>
  createHttpsServer(
    { cert: readFileSync(tls.server), key: readFileSync(tls.serverKey), ...options },
    (_request, response) => void response.end(),
  );

test('a receiver that speaks old TLS only is told which version the vendor speaks', async () => {
  expect(await wordsFor(serve({ maxVersion: 'TLSv1.2' }))).toMatch(
    /localhost:\d+ speaks no version of TLS that the vendor does, which is TLS 1\.3 or newer/,
  );
});

test('a receiver that speaks plain HTTP is told so', async () => {
  expect(await wordsFor(createHttpServer((_request, response) => void response.end()))).toMatch(
    /localhost:\d+ answers in plain HTTP where the vendor speaks TLS/,
  );
});

test('a receiver that refuses the client certificate is said to do so', async () => {
  const options = { ca: readFileSync(foreign.ca), requestCert: true, rejectUnauthorized: true };
  expect(await wordsFor(serve(options))).toMatch(/client certificate.*(trust|valid)/);
});
