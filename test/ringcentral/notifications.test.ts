import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseRequest } from '../../src/dialects/ringcentral/parse-request.ts';
import { echo, startReceiver, type Receiver, type Received } from './receiver.ts';
import { authConfigId, collection, openWorld, type World } from './world.ts';

let world: World;
const receivers: Receiver[] = [];
beforeEach(async () => {
  world = await openWorld();
});
afterEach(async () => {
  await world.close();
  await Promise.all(receivers.splice(0).map((receiver) => receiver.close()));
});

async function open(answer = echo): Promise<Receiver> {
  const receiver = await startReceiver(answer);
  receivers.push(receiver);
  return receiver;
}

async function subscribe({ url }: Receiver, more: object = {}): Promise<string> {
  const body = { subscriptionName: `feed of ${url}`, notificationUrl: url, ...more };
  const answered = await world.call('POST', collection, { body });
  expect(answered.status).toBe(201);
  return `${collection}/${String(answered.body['subscriptionId'])}`;
}

const notifications = ({ received }: Receiver): Received[] =>
  received.filter(({ headers }) => headers['validation-token'] === undefined);
const parse = ({ method, headers, body }: Received) => parseRequest(method, '/states', headers, body);
/** The specimen's day has this many changes of state. */
const dayLength = 2 + 4 * 2 + 2 + 3 + 2;

test('are POSTs with the fields of the WFM agent-state events, in the order of the day, with the headers asked for', async () => {
  const receiver = await open();
  await subscribe(receiver, { customHeaders: { 'X-Integration-Name': 'wfm-sync' }, authConfigId });
  const { messages, outcomes } = await world.playDay();
  const got = notifications(receiver);
  expect(got).toHaveLength(dayLength);
  expect(outcomes.every(({ outcome }) => outcome === 'delivered')).toBe(true);
  expect(got.flatMap((one) => parse(one).problems)).toEqual([]);
  expect(got.map((one) => parse(one).eventType)).toEqual(messages.map(({ eventType }) => eventType));
  for (const { method, headers } of got) {
    expect(method).toBe('POST');
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'x-integration-name': 'wfm-sync',
      authorization: 'Basic d2ZtOnNlY3JldA==',
    });
  }
  expect(messages[0]?.secretHeaders).toEqual(['x-integration-name', 'authorization']);
});

test('reach every active subscription, each in a lane of its own', async () => {
  const [one, two] = [await open(), await open()];
  await subscribe(one);
  await subscribe(two);
  const { messages } = await world.playDay();
  expect([notifications(one).length, notifications(two).length]).toEqual([dayLength, dayLength]);
  expect(new Set(messages.map(({ feed }) => feed)).size).toBe(2);
});

test.each([0, 2, 5])('are tried %d times more, then given up', async (retryCount) => {
  const receiver = await open((_request, response, token) => {
    if (token !== undefined) return echo(_request, response, token);
    response.writeHead(503).end();
  });
  await subscribe(receiver, { retryCount });
  const { outcomes } = await world.playDay();
  expect(notifications(receiver)).toHaveLength(dayLength * (retryCount + 1));
  expect(outcomes.map(({ outcome, reason }) => `${outcome}: ${reason}`)).toEqual(
    Array<string>(dayLength).fill('dropped: status 503'),
  );
});

test('that fail are delivered by a later try, with the same bytes', async () => {
  const counts = new Map<string, number>();
  const receiver = await open((request, response, token) => {
    const count = (counts.get(request.body) ?? 0) + 1;
    counts.set(request.body, count);
    if (token !== undefined || count === 3) return echo(request, response, token);
    response.writeHead(500).end();
  });
  await subscribe(receiver);
  const { outcomes } = await world.playDay();
  expect(outcomes.every(({ outcome }) => outcome === 'delivered')).toBe(true);
  expect(notifications(receiver)).toHaveLength(3 * dayLength);
});

test('end with the subscription: deactivated, expired, or deleted; and begin again with it', async () => {
  const receiver = await open();
  const path = await subscribe(receiver);
  const wish = { subscriptionName: 'feed', notificationUrl: receiver.url };
  await world.call('PUT', path, { body: { ...wish, active: false } });
  expect((await world.playDay()).messages).toEqual([]);
  await world.call('PUT', path, { body: { ...wish, active: true } });
  expect((await world.playDay()).messages).toHaveLength(dayLength);
  await world.call('PUT', path, { body: { ...wish, expiresAt: Math.floor(world.wallMs() / 1000) + 100 } });
  expect((await world.playDay()).messages).toHaveLength(dayLength);
  world.passTime(100_000);
  expect((await world.playDay()).messages).toEqual([]);
  await world.call('PUT', path, { body: wish });
  expect((await world.playDay()).messages).toHaveLength(dayLength);
  await world.call('DELETE', path);
  expect((await world.playDay()).messages).toEqual([]);
});

test('are neither sent nor tried again once their subscription is deleted, those that wait among them', async () => {
  const { promise: tried, resolve: noteTry } = Promise.withResolvers<void>();
  const { promise: deleted, resolve: noteDeletion } = Promise.withResolvers<void>();
  const receiver = await open((request, response, token) => {
    if (token !== undefined) return echo(request, response, token);
    noteTry();
    void deleted.then(() => response.writeHead(500).end());
  });
  const path = await subscribe(receiver, { retryCount: 10 });
  const day = world.playDay();
  await tried;
  await world.call('DELETE', path);
  noteDeletion();
  const { outcomes } = await day;
  expect(outcomes).toHaveLength(dayLength);
  expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['withheld']));
  expect(notifications(receiver)).toHaveLength(1);
});

test('are not tried again when the subscription ends during the pause before', async () => {
  await world.close();
  world = await openWorld({ retry_pause_ms: 500 });
  const { promise: refused, resolve: noteRefusal } = Promise.withResolvers<void>();
  const receiver = await open((request, response, token) => {
    if (token !== undefined) return echo(request, response, token);
    response.on('close', noteRefusal);
    response.writeHead(500).end();
  });
  const path = await subscribe(receiver, { retryCount: 10 });
  const day = world.playDay();
  await refused;
  await world.call('DELETE', path);
  expect((await day).outcomes.at(-1)).toMatchObject({ outcome: 'withheld', reason: 'subscriber left' });
  expect(notifications(receiver)).toHaveLength(1);
});

test('move to the new URL when it is changed while events flow, and go to the old one until it is validated', async () => {
  const [old, next] = [await open(), await open()];
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
  const { promise: answer, resolve: letAnswer } = Promise.withResolvers<void>();
  const slow = await open((request, response, token) => {
    ask();
    void answer.then(() => echo(request, response, token));
  });
  const path = await subscribe(old);
  const put = world.call('PUT', path, { body: { subscriptionName: 'feed', notificationUrl: slow.url } });
  await asked;
  await world.playDay();
  expect(notifications(old)).toHaveLength(dayLength);
  letAnswer();
  await put;
  await world.playDay();
  expect(notifications(old)).toHaveLength(dayLength);
  expect(notifications(slow)).toHaveLength(dayLength);
  await world.call('PUT', path, { body: { subscriptionName: 'feed', notificationUrl: next.url } });
  await world.playDay();
  expect([old, slow, next].map((receiver) => notifications(receiver).length)).toEqual(
    Array(3).fill(dayLength),
  );
});

test('of a slow receiver hold up no other', async () => {
  const { promise: release, resolve } = Promise.withResolvers<void>();
  const slow = await open((request, response, token) => {
    if (token !== undefined) return echo(request, response, token);
    void release.then(() => response.end());
  });
  let quickCount = 0;
  const quick = await open((request, response, token) => {
    echo(request, response, token);
    if (token === undefined && ++quickCount === dayLength) resolve();
  });
  await subscribe(slow);
  await subscribe(quick);
  const { outcomes } = await world.playDay();
  expect(outcomes.every(({ outcome }) => outcome === 'delivered')).toBe(true);
  expect(notifications(slow)).toHaveLength(dayLength);
});
