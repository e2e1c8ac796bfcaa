import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { openWithRun, quiet, type Setting } from './setting.ts';

interface Received {
  readonly body: string;
  readonly contentType: string | undefined;
}

/** A receiver that remembers the bytes, and answers as it is told. */
async function openReceiver(statusOf: (ordinal: number) => number = () => 200) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ body, contentType: request.headers['content-type'] });
      response.writeHead(statusOf(received.length)).end('thanks');
    });
  }).listen(0, '127.0.0.1');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  await once(server, 'listening');
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events` };
}

const toAsapp = (url: string): string => `targets: { asapp: { raw: { url: '${url}', retries: 0 } } }`;

async function listAll({ call }: Setting, query = ''): Promise<Record<string, unknown>[]> {
  const all: Record<string, unknown>[] = [];
  for (let cursor = ''; ;) {
    const { status, body } = await call('GET', `/v1/deliveries?limit=2${query}${cursor}`);
    expect(status).toBe(200);
    all.push(...(body['deliveries'] as Record<string, unknown>[]));
    if (body['next'] === null) return all;
    cursor = `&cursor=${body['next'] as string}`;
  }
}

test('deliveries are found page by page, by what they are and what became of them', async () => {
  const { url } = await openReceiver((ordinal) => (ordinal === 2 ? 500 : 200));
  const setting = await openWithRun(quiet(toAsapp(url)));
  await setting.call('POST', '/v1/run/advance', { by: '10m' });
  const all = await listAll(setting);
  expect(all.length).toBeGreaterThan(4);
  expect(all.map(({ id }) => id)).toEqual(all.map((_, index) => index + 1));
  const dropped = await listAll(setting, '&outcome=dropped');
  expect(dropped).toMatchObject([{ status: 500, tries: 1, vendor: 'asapp', feed: 'raw' }]);
  const type = String(all[0]?.['eventType']);
  expect(await listAll(setting, `&eventType=${type}`)).toEqual(
    all.filter(({ eventType }) => eventType === type),
  );
  const since = '2026-03-02T08:05:00Z';
  expect(await listAll(setting, `&since=${since}`)).toEqual(
    all.filter(({ at }) => Date.parse(String(at)) >= Date.parse(since)),
  );
  const { body } = await setting.call('GET', `/v1/deliveries/${String(dropped[0]?.['id'])}`);
  expect(body).toMatchObject({ method: 'POST', url, attempts: [{ try: 1, status: 500, answer: 'thanks' }] });
  expect((await setting.call('GET', '/v1/deliveries/999')).status).toBe(404);
});

test('a message sent again has the same bytes and the same event id, and is a copy in the books', async () => {
  const { url, received } = await openReceiver();
  const setting = await openWithRun(quiet(toAsapp(url)));
  await setting.call('POST', '/v1/run/advance', { by: '1s' });
  const [first] = await listAll(setting);
  const { status, body } = await setting.call(
    'POST',
    `/v1/deliveries/${String(first?.['id'])}/redeliver?wait=true`,
  );
  expect([status, body['outcome'], body['copyOf'], body['eventId']]).toEqual([
    201,
    'delivered',
    first?.['id'],
    first?.['eventId'],
  ]);
  expect(received.at(-1)).toEqual(received[0]);
  expect(setting.run.summary()).toMatchObject({ copied: 1, open: 0 });
});

test('a secret that was sent is not shown', async () => {
  const { url } = await openReceiver();
  const { call, run } = await openWithRun(quiet(toAsapp(url)));
  await call('POST', '/v1/run/advance', { by: '1s' });
  const [one] = run.kept?.deliveries.find({ limit: 1 }) ?? [];
  if (one?.message.channel !== 'http') throw new Error('Nothing was sent over HTTP.');
  const headers = { ...one.message.headers, authorization: 'Bearer hush' };
  const { seq } = run.sendAgain({ ...one.message, headers, secretHeaders: ['authorization'] });
  const { text, body } = await call('GET', `/v1/deliveries/${seq}`);
  expect(text).not.toContain('hush');
  expect(body['headers']).toMatchObject({ authorization: '(hidden)' });
});

test('what became of a message is answered even when it made room for later ones', async () => {
  let crowdOut: () => void = () => undefined;
  const { url } = await openReceiver(() => (crowdOut(), 200));
  const { call, run } = await openWithRun(quiet(toAsapp(url)), {}, { keep: 5 });
  await call('POST', '/v1/run/advance', { by: '1s' });
  const [first] = run.kept?.deliveries.find({ limit: 1 }) ?? [];
  if (first === undefined) throw new Error('Nothing was sent.');
  const { message } = first;
  const crowd = (): void => {
    crowdOut = () => undefined;
    for (let count = 0; count < 10; count++) run.sendAgain(message);
  };
  const ended = { outcome: 'delivered', status: 200, attempts: [{ try: 1 }] };
  crowdOut = crowd;
  const again = await call('POST', `/v1/deliveries/${message.seq}/redeliver?wait=true`);
  expect([again.status, again.body]).toMatchObject([201, ended]);
  crowdOut = crowd;
  const single = await call('POST', '/v1/messages?wait=true', { vendor: 'asapp', eventType: 'ASSIGNED' });
  expect([single.status, single.body['delivery']]).toMatchObject([201, ended]);
});

test('nothing is sent for a vendor that is no target', async () => {
  const { url } = await openReceiver();
  const { call } = await openWithRun(quiet(toAsapp(url)));
  const { status, body } = await call('POST', '/v1/messages', { vendor: 'assap', eventType: 'ASSIGNED' });
  expect([status, body['problems']]).toEqual([
    422,
    [{ path: '', message: 'The scenario has no target "assap". Did you mean asapp?' }],
  ]);
});

test('a single message goes through the lane of the run, with what is to be different in it', async () => {
  const { url, received } = await openReceiver();
  const { call, run } = await openWithRun(quiet(toAsapp(url)));
  await call('POST', '/v1/run/advance', { by: '1s' });
  const order = { vendor: 'asapp', eventType: 'ASSIGNED', overrides: { 'data.rep_id': 42 } };
  const { status, body } = await call('POST', '/v1/messages?wait=true', order);
  expect(status).toBe(201);
  expect(body['delivery']).toMatchObject({ outcome: 'delivered', eventType: 'ASSIGNED', url });
  expect(body['warnings']).not.toEqual([]);
  expect(JSON.parse(received.at(-1)?.body ?? '')).toMatchObject({
    event_type: 'ASSIGNED',
    data: { rep_id: 42 },
  });
  expect(run.summary().open).toBe(0);
  const wrong = await call('POST', '/v1/messages', { ...order, eventType: 'ASSIGN' });
  expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('ASSIGNED')]);
});

test('what the vendors of the run call an agent and a queue is listed with their names', async () => {
  const { url, received } = await openReceiver();
  const { call } = await openWithRun(quiet(toAsapp(url)));
  await call('POST', '/v1/run/advance', { by: '1s' });
  const { body } = await call('GET', '/v1/centre/agents');
  const [{ ids = {} } = {}] = body['agents'] as { ids?: Record<string, Record<string, string>> }[];
  const sent = received.map((one) => JSON.parse(one.body) as { data: { rep_id?: string } });
  expect(sent.map(({ data }) => data.rep_id)).toContain(ids['asapp']?.['rep_id']);
  const queues = await call('GET', '/v1/centre/queues');
  expect(queues.text).toContain('"queue_id"');
});

const hub = `
targets:
  enreach: { sign_in: { password: phoney } }`;

test('the clients of a hub are listed; a vendor without one has none', async () => {
  const { call } = await openWithRun(quiet(hub));
  expect((await call('GET', '/v1/hub/enreach/clients')).body).toEqual({ clients: [] });
  expect((await call('DELETE', '/v1/hub/enreach/clients/nobody')).status).toBe(404);
  expect((await call('GET', '/v1/hub/asapp/clients')).status).toBe(404);
});

test('the clients of a dialect’s WebSocket are listed with their topics, and can be sent away', async () => {
  const module = path.resolve(import.meta.dirname, '../dialects/modules/stream.ts');
  const { call, run } = await openWithRun(quiet(`targets: { ${module}: {} }`));
  const socket = new WebSocket(`${run.servers?.origin.replace('http', 'ws')}/stream?token=let-me-in`);
  await once(socket, 'open');
  const subscribed = new Promise<void>((resolve) =>
    socket.on('message', (data: Buffer) => {
      if (data.includes('subscribed')) resolve();
    }),
  );
  socket.send(JSON.stringify({ subscribe: ['alice'] }));
  await subscribed;
  const { body } = await call('GET', '/v1/hub/stream/clients');
  const [client] = body['clients'] as Record<string, unknown>[];
  expect(client).toMatchObject({
    transport: 'WebSockets',
    subscriptions: [{ eventType: '*', entityType: 'topic', entityId: 'alice', entityName: 'alice' }],
  });
  const gone = once(socket, 'close');
  expect((await call('DELETE', `/v1/hub/stream/clients/${String(client?.['id'])}`)).status).toBe(204);
  await gone;
  expect((await call('GET', '/v1/hub/stream/clients')).body).toEqual({ clients: [] });
});
