import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { HubConnectionBuilder, LogLevel, type HubConnection } from '@microsoft/signalr';
import { expect, onTestFinished, test } from 'vitest';
import type { Servers } from '../../src/run/handle.ts';
import { startRun } from '../../src/run/run.ts';
import { redirectTargets } from '../../src/dialects/index.ts';
import type { Scenario } from '../../src/scenario/index.ts';
import { makeFolder, phoney } from '../acceptance/world.ts';
import { shippedDay, type Heard } from './play.ts';
import { expectSameStory, tell } from './told.ts';

interface Ears extends Heard {
  readonly asapp: string[];
  readonly ringcentral: { url: string; body: string }[];
  readonly enreach: string[];
}

test('three receivers on real sockets hear the same morning', async () => {
  const heard: Ears = { asapp: [], ringcentral: [], enreach: [] };
  const folder = makeFolder();
  onTestFinished(folder.remove);
  await phoney(['certs', '--out', folder.path, '--key-type', 'p256', '--quiet']);
  const origin = await openReceiver(folder.path, heard);

  const run = await startRun(morning(folder.path, origin), {
    begin: ({ servers }) => subscribeToEverybody(servers, heard.enreach),
  });
  const result = await run.result;

  expect(result.expectations.filter(({ ok }) => !ok)).toEqual([]);
  const told = tell(heard);
  expectSameStory(told);
  expect(told.ends.filter(({ state }) => state === 'ANSWERED').length).toBeGreaterThan(40);
});

/** The shipped day until ten o'clock in a few seconds, sent to `origin`. */
function morning(certs: string, origin: string): Scenario {
  const day = shippedDay(3);
  const file = (name: string): string => path.join(certs, name);
  const { asapp, ringcentral, ...others } = redirectTargets(
    day.targets,
    (lane) => `${origin}/${lane.replace('.', '/')}`,
  );
  if (asapp === undefined || ringcentral === undefined) throw new Error('The scenario lost a target.');
  return {
    ...day,
    endMs: day.startMs + 2.5 * 3_600_000,
    pace: { kind: 'speed', speed: 1500 },
    targets: {
      ...others,
      asapp: {
        ...asapp,
        tls: { cert: file('client.pem'), key: file('client-key.pem'), ca: file('ca.pem') },
      },
      ringcentral: { ...ringcentral, tls: { ca: file('ca.pem') } },
    },
  };
}

/** One server for both vendors that call: ASAPP shows a certificate, RingCentral has none. */
async function openReceiver(certs: string, heard: Ears): Promise<string> {
  const read = (name: string): Buffer => readFileSync(path.join(certs, name));
  const tls = { key: read('server-key.pem'), cert: read('server.pem'), ca: read('ca.pem') };
  const server: Server = createServer(
    { ...tls, requestCert: true, rejectUnauthorized: false },
    (request, response) => {
      let body = '';
      request.on('data', (data: Buffer) => (body += data.toString()));
      request.on('end', () => {
        const url = `https://localhost${request.url ?? ''}`;
        if (url.includes('/asapp/')) heard.asapp.push(body);
        else heard.ringcentral.push({ url, body });
        response.writeHead(200).end();
      });
    },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return `https://localhost:${(server.address() as AddressInfo).port}`;
}

/** What is told about the hub. */
interface Hub {
  readonly rte: string;
  readonly users: readonly { readonly id: string }[];
  readonly queues: readonly { readonly id: string }[];
}

/** Signs in as the one who may hear about everybody, and hears. */
async function subscribeToEverybody(servers: Servers | undefined, bodies: string[]): Promise<void> {
  if (servers === undefined) throw new Error('The scenario has no hub.');
  const { origin } = servers;
  const { rte, users, queues } = servers.json as unknown as Hub;
  const connection: HubConnection = new HubConnectionBuilder()
    .withUrl(rte, { accessTokenFactory: () => fetchToken(origin) })
    .configureLogging(LogLevel.None)
    .build();
  connection.on('MessageReceived', (message: unknown) => void bodies.push(JSON.stringify([message])));
  await connection.start();
  onTestFinished(() => connection.stop());
  const names = await connection.invoke<string[]>('AvailableSubscriptions');
  const wishes = (ids: readonly { readonly id: string }[], about: string): object[] =>
    ids.flatMap(({ id }) =>
      names.filter((name) => name.startsWith(about)).map((name) => ({ EntityId: id, EventName: name })),
    );
  const answers = await connection.invoke<{ readonly subscribed: boolean }[]>('Subscribe', [
    ...wishes(users, 'User'),
    ...wishes(queues, 'Queue'),
  ]);
  expect(answers.filter(({ subscribed }) => !subscribed)).toEqual([]);
}

async function fetchToken(origin: string): Promise<string> {
  const credentials = Buffer.from('alice:phoney').toString('base64');
  const answer = await fetch(`${origin}/token/me/rte/`, {
    headers: { authorization: `Basic ${credentials}` },
  });
  return ((await answer.json()) as { readonly Token: string }).Token;
}
