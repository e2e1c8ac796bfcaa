import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import { machineClock } from '../../src/lib/clock.ts';
import { asappLane, makeMessage, makeSetting } from './setting.ts';
import type { Setting } from './setting.ts';
import { startRoughReceiver } from './rough-receiver.ts';
import type { Behaviour, RoughReceiver } from './rough-receiver.ts';

let receiver: RoughReceiver;
let setting: Setting;

afterEach(async () => {
  await setting.channel.close();
  await receiver.close();
});

async function deliverOne(behaviours: readonly Behaviour[], lane = asappLane): Promise<void> {
  receiver = await startRoughReceiver((_id, nth) => behaviours[nth - 1] ?? 200);
  setting = makeSetting([lane]);
  setting.send(makeMessage(1, receiver.url));
  await setting.drain();
}

describe('a complete answer with status 200 is a delivery', () => {
  test.each<Behaviour>([200, 'early hints', 'close', 'drop after'])('%s', async (behaviour) => {
    await deliverOne([behaviour]);
    expect(setting.attempts).toMatchObject([
      { messageSeq: 1, eventId: 'event-1', try: 1, status: 200, error: null },
    ]);
    expect(setting.outcomes).toEqual([
      { messageSeq: 1, eventId: 'event-1', outcome: 'delivered', reason: null },
    ]);
  });
});

describe('anything else is a failed delivery', () => {
  const cases: readonly [behaviour: Behaviour, status: number | null, error: string][] = [
    [201, 201, 'status 201'],
    [204, 204, 'status 204'],
    ['redirect', 302, 'status 302'],
    [404, 404, 'status 404'],
    [500, 500, 'status 500'],
    [503, 503, 'status 503'],
    ['reset', null, 'ECONNRESET'],
    ['hang up', null, 'connection closed'],
    ['stall', null, 'timeout'],
    ['stall in body', null, 'timeout'],
    ['cut body', null, 'answer cut short'],
    ['cut chunks', null, 'answer cut short'],
    ['reset in a body without length', null, 'answer cut short'],
    ['garbage', null, 'answer is not HTTP'],
    ['endless body', null, 'answer too long'],
    ['endless headers', null, 'answer too long'],
  ];

  test.each(cases)('%s: retried once, then delivered', async (behaviour, status, error) => {
    await deliverOne([behaviour], { ...asappLane, timeoutMs: 400 });
    expect(setting.attempts).toMatchObject([
      { try: 1, status, error },
      { try: 2, status: 200, error: null },
    ]);
    expect(setting.outcomeOf(1)).toMatchObject({ outcome: 'delivered', reason: null });
    expect(receiver.received).toHaveLength(2);
  });

  test('a refused connection', async () => {
    receiver = await startRoughReceiver(() => 200);
    await receiver.close();
    setting = makeSetting();
    setting.send(makeMessage(1, receiver.url));
    await setting.drain();
    expect(setting.attempts.map(({ error }) => error)).toEqual(
      Array.from({ length: 4 }, () => 'ECONNREFUSED'),
    );
    expect(setting.outcomeOf(1)).toMatchObject({ outcome: 'dropped', reason: 'ECONNREFUSED' });
  });

  test('a request that cannot be written, such as one with a line break in a header', async () => {
    receiver = await startRoughReceiver(() => 200);
    setting = makeSetting([{ ...asappLane, retries: 0 }]);
    setting.send(makeMessage(1, receiver.url, { headers: { 'x-a': 'b\r\nc: d' } }));
    await setting.drain();
    expect(setting.outcomeOf(1)).toMatchObject({ outcome: 'dropped', reason: 'UND_ERR_INVALID_ARG' });
  });
});

test('a message is tried retries + 1 times with the same bytes, then dropped', async () => {
  await deliverOne([500, 500, 500, 500, 200]);
  expect(setting.attempts.map(({ try: nth }) => nth)).toEqual([1, 2, 3, 4]);
  expect(setting.outcomes).toEqual([
    { messageSeq: 1, eventId: 'event-1', outcome: 'dropped', reason: 'status 500' },
  ]);
  expect(receiver.received).toHaveLength(4);
  expect(new Set(receiver.received.map(({ head, body }) => head + body)).size).toBe(1);
  const [first] = receiver.received;
  expect(first?.head).toMatch(/^POST \/events\?x=1 HTTP\/1\.1\r\n/);
  expect(first?.body).toBe(makeMessage(1, '').body);
});

test('with no retries a failure is the end', async () => {
  await deliverOne([500], { ...asappLane, retries: 0 });
  expect(setting.attempts).toHaveLength(1);
  expect(setting.outcomeOf(1)).toMatchObject({ outcome: 'dropped' });
});

test('the lane says which statuses are a delivery', async () => {
  await deliverOne([202], { ...asappLane, deliveredBy: (status) => status >= 200 && status < 300 });
  expect(setting.attempts).toMatchObject([{ status: 202, error: null }]);
});

test('an attempt has four instants: a retry is queued when its pause is over, and is due when the message was', async () => {
  await deliverOne([500], { ...asappLane, retryPause: { firstMs: 40, maxMs: 40, jitter: 0 } });
  const [first, second] = setting.attempts;
  expect(first?.queuedMs).toBeGreaterThanOrEqual(first?.dueMs ?? NaN);
  expect(first?.startedMs).toBeGreaterThanOrEqual(first?.queuedMs ?? NaN);
  expect(first?.finishedMs).toBeGreaterThan(first?.startedMs ?? NaN);
  expect(second?.dueMs).toBe(first?.dueMs);
  expect(second?.queuedMs).toBeGreaterThanOrEqual((first?.finishedMs ?? NaN) + 39);
  expect(second?.startedMs).toBeGreaterThanOrEqual(second?.queuedMs ?? NaN);
});

test('a time-out ends the attempt, and its connection, when it is over', async () => {
  await deliverOne(['stall'], { ...asappLane, timeoutMs: 100, retries: 0 });
  const [attempt] = setting.attempts;
  expect((attempt?.finishedMs ?? 0) - (attempt?.startedMs ?? 0)).toBeGreaterThanOrEqual(99);
  expect((attempt?.finishedMs ?? 0) - (attempt?.startedMs ?? 0)).toBeLessThan(1000);
  await setting.channel.close();
  await expect.poll(() => receiver.openConnections()).toBe(0);
});

test('an answer that came in time counts, even when this process was too late to read it in time', async () => {
  const answering =
    "require('http').createServer((q, s) => q.resume().on('end', () => setTimeout(() => s.end(), 50))).listen(0, '127.0.0.1', function () { console.log(this.address().port); })";
  const child = spawn(process.execPath, ['-e', answering], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  receiver = await startRoughReceiver(() => 200);
  setting = makeSetting([{ ...asappLane, timeoutMs: 200 }]);
  const url = `http://127.0.0.1:${Number(port)}/`;
  // The first opens the connection; the second is on the wire when everything stops.
  setting.send(makeMessage(1, url));
  await setting.drain();
  setting.send(makeMessage(2, url));
  await machineClock.turn();
  await machineClock.turn();
  const untilMs = machineClock.monotonicMs() + 500;
  while (machineClock.monotonicMs() < untilMs);
  await setting.drain();
  child.kill();
  expect(setting.attemptsOf(2)).toMatchObject([{ status: 200, error: null }]);
});

test('requests that find their kept-alive connection closed are attempts like any other: nothing is sent in secret', async () => {
  receiver = await startRoughReceiver((_id, nth) => (nth === 1 ? 'drop after' : 200));
  setting = makeSetting();
  for (let seq = 1; seq <= 50; seq++) {
    setting.send(makeMessage(seq, receiver.url));
    await setting.drain();
  }
  expect(setting.outcomes.every(({ outcome }) => outcome === 'delivered')).toBe(true);
  for (let seq = 1; seq <= 50; seq++) {
    const got = receiver.received.filter(({ eventId }) => eventId === `event-${seq}`);
    expect(got.length).toBeLessThanOrEqual(setting.attemptsOf(seq).length);
  }
});

test('connections are kept alive and used again', async () => {
  receiver = await startRoughReceiver(() => 200);
  setting = makeSetting();
  for (let seq = 1; seq <= 20; seq++) {
    setting.send(makeMessage(seq, receiver.url));
    await setting.drain();
  }
  expect(new Set(receiver.received.map(({ connection }) => connection))).toEqual(new Set([1]));
});

test('a GET without a body has none, and its query is sent as it is', async () => {
  receiver = await startRoughReceiver(() => 200);
  setting = makeSetting();
  const url = receiver.url.replace('?x=1', '?date_time=2024-01-02%2003%3A04&agent=a+b');
  setting.send(makeMessage(1, url, { method: 'GET', body: '' }));
  await setting.drain();
  expect(receiver.received[0]?.head).toMatch(/^GET \/events\?date_time=2024-01-02%2003%3A04&agent=a\+b HTTP/);
  expect(receiver.received[0]?.head).not.toMatch(/content-length|transfer-encoding/i);
});

test.each(['http://10.1.2.3/events', 'ftp://127.0.0.1/', 'nonsense', 'https://user:secret@localhost/'])(
  'a message to %s is dropped without a word on the wire',
  async (url) => {
    receiver = await startRoughReceiver(() => 200);
    setting = makeSetting();
    setting.send(makeMessage(1, url));
    await setting.drain();
    expect(setting.outcomes).toMatchObject([{ outcome: 'dropped', reason: 'bad address' }]);
    expect(setting.attempts).toEqual([]);
  },
);

test('a message of a feed without a lane is dropped', async () => {
  receiver = await startRoughReceiver(() => 200);
  setting = makeSetting();
  setting.send(makeMessage(1, receiver.url, { feed: 'unheard-of' }));
  expect(setting.outcomes).toMatchObject([{ outcome: 'dropped', reason: 'no such feed' }]);
});
