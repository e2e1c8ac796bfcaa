import { request } from 'node:http';
import { connect } from 'node:net';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Arrival } from '../../src/receiver/answer.ts';
import { readMisbehaviours } from '../../src/receiver/behaviour.ts';
import { addressAt } from '../../src/lib/address/receiver-url.ts';
import { forwardTo } from '../../src/receiver/forward.ts';
import { startReceiver } from '../../src/receiver/receiver.ts';
import { socketFaults } from '../../src/receiver/socket-faults.ts';
import type { Receiver, ReceiverParts } from '../../src/receiver/receiver.ts';
import { validateRequest as validate } from '../../src/dialects/asapp/validate-request.ts';
import { sampleRequest } from '../kit/sample.ts';
import { machineClock } from '../../src/lib/clock.ts';
import { asappLane, makeCertificateDirectory, makeMessage, makeSetting } from './setting.ts';

const certs = await makeCertificateDirectory();
const read = (name: string): string => readFileSync(path.join(certs, name), 'utf8');

const serverTls = {
  cert: read('server.pem'),
  key: read('server-key.pem'),
  ca: read('ca.pem'),
  minVersion: 'TLSv1.3',
} as const;
const clientTls = {
  minVersion: 'TLSv1.3',
  cert: path.join(certs, 'client.pem'),
  key: path.join(certs, 'client-key.pem'),
  ca: path.join(certs, 'ca.pem'),
} as const;

async function start(parts: Partial<ReceiverParts> = {}): Promise<Receiver & { arrivals: Arrival[] }> {
  const arrivals: Arrival[] = [];
  const receiver = await startReceiver({
    host: '127.0.0.1',
    port: 0,
    validate,
    clock: machineClock,
    onArrival: (arrival) => arrivals.push(arrival),
    ...parts,
  });
  onTestFinished(() => receiver.close());
  return { ...receiver, arrivals };
}

const wrongs = ['500 every 3', 'delay 10s every 10', 'reset every 20'];

test('against a receiver that answers 500 every third time, stalls every tenth and resets every twentieth the books balance', async () => {
  const receiver = await start({
    tls: serverTls,
    misbehaviours: readMisbehaviours({ misbehave: wrongs }, []),
  });
  const setting = makeSetting([{ ...asappLane, retries: 2, timeoutMs: 400, tls: clientTls }], {
    limits: { connections_per_feed: 16, backlog_per_feed: 1000 },
  });
  const count = 600;
  for (let seq = 1; seq <= count; seq++) setting.send(makeMessage(seq, receiver.url));
  await setting.drain();
  await setting.channel.close();
  await expect.poll(() => receiver.arrivals.length).toBe(receiver.counts().requests);

  const got200 = new Set(
    receiver.arrivals.filter(({ status }) => status === 200).map(({ eventId }) => eventId),
  );
  const delivered = setting.outcomes.filter(({ outcome }) => outcome === 'delivered');
  const dropped = setting.outcomes.filter(({ outcome }) => outcome === 'dropped');
  expect(delivered.length + dropped.length).toBe(count);
  expect(dropped.length).toBeGreaterThan(0);
  expect(delivered.filter(({ eventId }) => !got200.has(eventId))).toEqual([]);
  for (const error of [null, 'status 500', 'timeout', 'ECONNRESET']) {
    expect(setting.attempts.map((attempt) => attempt.error)).toContain(error);
  }
  const { requests, events, duplicates } = receiver.counts();
  // An attempt whose time was over before the handshake was is no request.
  expect(requests).toBeLessThanOrEqual(setting.attempts.length);
  expect(duplicates).toBe(requests - events);
});

test('an event is held against the schema, and one that came before is a duplicate', async () => {
  const receiver = await start({ tls: serverTls });
  const url = `${receiver.url}/events`;
  const { draft: good } = await sampleRequest('asapp', 'agent_activity_identity_updated');
  const { draft: bad } = await sampleRequest('asapp', 'agent_activity_identity_updated', {
    seed: 2,
    overrides: { 'data.rep_id': null },
  });
  const setting = makeSetting([{ ...asappLane, tls: clientTls }]);
  for (const [i, draft] of [good, good, bad].entries()) {
    setting.send(makeMessage(i + 1, url, { body: draft.body, headers: draft.headers }));
    await setting.drain();
  }
  setting.send(makeMessage(4, url, { body: 'not JSON' }));
  await setting.drain();
  await setting.channel.close();
  await expect.poll(() => receiver.arrivals.length).toBe(4);
  expect(receiver.arrivals).toMatchObject([
    {
      eventId: good.eventId,
      eventType: 'agent_activity_identity_updated',
      feed: 'activity',
      valid: true,
      duplicate: false,
      status: 200,
    },
    { eventId: good.eventId, valid: true, duplicate: true, status: 200 },
    {
      eventId: bad.eventId,
      valid: false,
      duplicate: false,
      problems: [{ path: 'data.rep_id' }],
      status: 200,
    },
    { eventId: null, eventType: null, valid: false, duplicate: false, status: 200 },
  ]);
  expect(receiver.counts()).toMatchObject({
    requests: 4,
    events: 2,
    duplicates: 1,
    invalid: 2,
    statuses: { 200: 4 },
  });
});

test('a client without our certificate does not get in, and the reason is told', async () => {
  const reasons: string[] = [];
  const receiver = await start({ tls: serverTls, onRefusal: (reason) => reasons.push(reason) });
  const tls = {
    ...clientTls,
    cert: path.join(certs, 'bad/expired/client.pem'),
    key: path.join(certs, 'bad/expired/client-key.pem'),
  };
  const setting = makeSetting([{ ...asappLane, retries: 0, tls }]);
  setting.send(makeMessage(1, receiver.url));
  await setting.drain();
  await setting.channel.close();
  await expect.poll(() => reasons).toEqual(['CERT_HAS_EXPIRED']);
  expect(receiver.counts()).toMatchObject({ requests: 0, refused: 1 });
});

test('a body without end gets a 413 and holds no memory', async () => {
  const receiver = await start();
  const socket = connect(receiver.port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => undefined);
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n');
  // A turn of the event loop between pieces: the receiver lives in this process.
  const pour = (): void => {
    if (!socket.destroyed) socket.write(`10000\r\n${'x'.repeat(65536)}\r\n`, () => setImmediate(pour));
  };
  pour();
  await expect.poll(() => receiver.arrivals).toMatchObject([{ valid: false, eventId: null, status: 413 }]);
  await expect.poll(() => socket.destroyed).toBe(true);
});

test('a request that breaks off is counted as one without an answer', async () => {
  const receiver = await start();
  const half = request({ port: receiver.port, method: 'POST', headers: { 'content-length': 100 } });
  half.on('error', () => undefined).write('half', () => half.destroy());
  await expect.poll(() => receiver.arrivals).toMatchObject([{ valid: false, status: null }]);
  expect(receiver.counts()).toMatchObject({ requests: 1, invalid: 1, statuses: { none: 1 } });
});

test('closing does not wait for delayed answers', async () => {
  const receiver = await start({
    misbehaviours: [{ every: 1, what: { delayMs: 3_600_000 } }],
  });
  const setting = makeSetting([{ ...asappLane, retries: 0, timeoutMs: 30_000 }]);
  setting.send(makeMessage(1, receiver.url));
  await expect.poll(() => receiver.counts().requests).toBe(1);
  await receiver.close();
  await setting.drain();
  expect(setting.outcomes).toMatchObject([{ outcome: 'dropped' }]);
  await setting.channel.close();
});

test('a test sees each request as it came, and says from one to the next how it is answered', async () => {
  const receiver = await start({ misbehaviours: readMisbehaviours({ misbehave: ['503'] }, []) });
  const post = async (path: string): Promise<number> => {
    const init = { method: 'PUT', headers: { 'X-Own': 'a' }, body: `ä ${path}` };
    return (await fetch(`${receiver.url}${path}`, init)).status;
  };
  const statuses = [await post('/one?x=1')];
  receiver.answerWith(429);
  statuses.push(await post('/two'));
  receiver.answerWith([{ every: 2, what: 500 }]);
  statuses.push(await post('/three'), await post('/four'));
  receiver.answerWith(undefined);
  statuses.push(await post('/five'));
  expect(statuses).toEqual([503, 429, 200, 500, 200]);
  await expect.poll(() => receiver.arrivals.length).toBe(5);
  const headers = expect.objectContaining({ 'x-own': 'a' }) as unknown;
  expect(receiver.arrivals[0]).toMatchObject({
    method: 'PUT',
    path: '/one?x=1',
    headers,
    body: 'ä /one?x=1',
  });
});

test.each(socketFaults)(
  '%s: no answer, and the next request over another connection has one',
  async (fault) => {
    const receiver = await start({ tls: serverTls });
    const setting = makeSetting([{ ...asappLane, retries: 1, timeoutMs: 500, tls: clientTls }]);
    // The second request, and so not the one after it.
    receiver.answerWith([{ every: 2, what: fault }]);
    for (const seq of [1, 2]) {
      setting.send(makeMessage(seq, receiver.url));
      await setting.drain();
    }
    await setting.channel.close();
    expect(setting.attempts).toMatchObject([{ error: null }, { try: 1 }, { try: 2, error: null }]);
    expect(setting.attempts[1]?.error).not.toBeNull();
    await expect.poll(() => receiver.counts().statuses).toEqual({ none: 1, 200: 2 });
  },
);

test('a request is passed on as it is, and what comes back is answered', async () => {
  const behind = await start();
  behind.answerWith(418);
  const receiver = await start({ forward: forwardTo(new URL(behind.url)) });
  const init = { method: 'PUT', headers: { 'X-Own': 'a', authorization: 'Bearer b' }, body: 'ä' };
  expect((await fetch(`${receiver.url}/events?x=1`, init)).status).toBe(418);
  await expect.poll(() => receiver.arrivals).toMatchObject([{ status: 418, forwardError: null }]);
  expect(behind.arrivals).toMatchObject([
    {
      method: 'PUT',
      path: '/events?x=1',
      headers: { 'x-own': 'a', authorization: 'Bearer b', host: behind.url.slice('http://'.length) },
      body: 'ä',
    },
  ]);
});

test('a receiver that cannot be reached is answered 502 and told; a misbehaviour is not passed on', async () => {
  const behind = await start();
  const receiver = await start({ forward: forwardTo(new URL(behind.url)) });
  receiver.answerWith(500);
  expect((await fetch(receiver.url)).status).toBe(500);
  expect(behind.counts().requests).toBe(0);
  receiver.answerWith(undefined);
  await behind.close();
  expect((await fetch(receiver.url)).status).toBe(502);
  await expect
    .poll(() => receiver.arrivals[1])
    .toMatchObject({ status: 502, forwardError: `${behind.url}/ could not be reached: ECONNREFUSED.` });
});

test.each([
  ['http://localhost:1/', '/events?x=1', 'http://localhost:1/events?x=1'],
  ['http://localhost:1/hook', '/events?x=1', 'http://localhost:1/hook?x=1'],
  ['http://localhost:1/hook?y=2', '/events', 'http://localhost:1/hook?y=2'],
  ['http://localhost:1', '//evil.example/', 'http://localhost:1//evil.example/'],
  ['http://localhost:1', 'http://evil.example/', 'http://localhost:1/'],
])('what is passed on to %s goes from %s to %s', (target, path, url) => {
  expect(addressAt(new URL(target), path).href).toBe(url);
});
