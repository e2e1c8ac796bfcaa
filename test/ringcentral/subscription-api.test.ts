import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startReceiver, type Receiver } from './receiver.ts';
import { authConfigId, collection, openWorld, type Answered, type World } from './world.ts';

let receiver: Receiver;
let world: World;

beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());
beforeEach(async () => {
  world = await openWorld();
  return () => world.close();
});

const wish = (more: object = {}): object => ({
  subscriptionName: 'WFM agent state feed',
  notificationUrl: receiver.url,
  ...more,
});
const post = (body: unknown, token?: string | null): Promise<Answered> =>
  world.call('POST', collection, { body, ...(token !== undefined && { token }) });
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('a subscription', () => {
  test('is made, listed, changed and deleted', async () => {
    const full = {
      description: 'Agent states for workforce management',
      retryCount: 5,
      authConfigId,
      customHeaders: { 'X-Integration-Name': 'wfm-sync' },
      expiresAt: Math.floor(world.wallMs() / 1000) + 3600,
    };
    const made = await post(wish(full));
    expect(made.status).toBe(201);
    const { retryCount, ...shown } = full;
    const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string;
    expect(made.body).toEqual({
      subscriptionId: expect.stringMatching(uuid) as string,
      mainAccountId: '400000000',
      subAccountId: '15300002',
      subscriptionName: 'WFM agent state feed',
      notificationUrl: receiver.url,
      ...shown,
      maxRetryCount: retryCount,
      active: true,
      createdBy: 'Admin User',
      createdAt: instant,
      updatedBy: 'Admin User',
      updatedAt: instant,
    });
    expect((await world.call('GET', collection)).body).toEqual([made.body]);

    const path = `${collection}/${String(made.body['subscriptionId'])}`;
    world.passTime(5000);
    const changed = await world.call('PUT', path, { token: 'second-token', body: wish({ active: false }) });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({
      active: false,
      maxRetryCount: 3,
      description: null,
      createdBy: 'Admin User',
      createdAt: made.body['createdAt'],
      updatedBy: 'Second User',
    });
    expect(changed.body['updatedAt']).not.toBe(made.body['updatedAt']);

    expect((await world.call('DELETE', path)).status).toBe(204);
    expect((await world.call('GET', collection)).body).toEqual([]);
    expect((await world.call('DELETE', path)).status).toBe(404);
    expect((await world.call('PUT', path, { body: wish() })).status).toBe(404);
  });

  test('has 3 retries, no expiry, and is active when nothing is said', async () => {
    const { body } = await post(wish());
    expect(body).toMatchObject({ maxRetryCount: 3, expiresAt: 0, active: true, customHeaders: {} });
    expect(body).toMatchObject({ authConfigId: null, description: null });
  });

  test('is shown as no longer active once it has expired', async () => {
    await post(wish({ expiresAt: Math.floor(world.wallMs() / 1000) + 10 }));
    world.passTime(11_000);
    expect((await world.call('GET', collection)).body).toMatchObject([{ active: false }]);
    expect((await post(wish())).status).toBe(201);
  });
});

describe('refused with 400 is', () => {
  test.each<[string, unknown]>([
    ['a body that is no JSON', '{'],
    ['a body that is no object', '[]'],
    ['a missing name', { subscriptionName: undefined }],
    ['an empty name', { subscriptionName: ' ' }],
    ['a missing URL', { notificationUrl: undefined }],
    ['a URL that is none', { notificationUrl: 'wfm' }],
    ['another scheme', { notificationUrl: 'ftp://wfm.example/' }],
    ['plain http to elsewhere', { notificationUrl: 'http://wfm.example/' }],
    ['a password in the URL', { notificationUrl: 'https://a:b@wfm.example/' }],
    ['a retry count above 10', { retryCount: 11 }],
    ['a negative retry count', { retryCount: -1 }],
    ['a retry count that is text', { retryCount: '3' }],
    ['a past expiry', { expiresAt: 1_600_000_000 }],
    ['an expiry that is text', { expiresAt: 'tomorrow' }],
    ['an authConfigId that is no UUID', { authConfigId: 'basic' }],
    ['a header of the sender', { customHeaders: { Host: 'x' } }],
    ['a header with a line break', { customHeaders: { 'X-A': 'x\r\nX-B: y' } }],
  ])('%s', async (_, change) => {
    const before = receiver.received.length;
    const { status, body } = await post(typeof change === 'string' ? change : wish(change as object));
    expect(status).toBe(400);
    expect(body).toEqual({
      errorCode: expect.any(String) as string,
      generalMessage: expect.any(String) as string,
      timestamp: expect.any(Number) as number,
    });
    expect(receiver.received.length).toBe(before);
  });

  test('one subscription too many', async () => {
    await world.close();
    world = await openWorld({ max_subscriptions: 1 });
    await post(wish());
    expect((await post(wish({ subscriptionName: 'another' }))).status).toBe(400);
  });
});

describe('a caller', () => {
  test.each([
    ['without a token', null],
    ['with another token', 'wrong'],
    ['with an empty token', ''],
  ])('%s is refused with 401', async (_, token) => {
    const { status, headers, body } = await post(wish(), token);
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer');
    expect(body).toHaveProperty('errorCode');
  });

  test('without the role WFO_ACCESS is refused with 403, whatever they ask', async () => {
    for (const [method, path] of [
      ['GET', collection],
      ['POST', collection],
      ['PUT', `${collection}/x`],
      ['DELETE', `${collection}/x`],
    ] as const) {
      const { status, body } = await world.call(method, path, {
        token: 'guest-token',
        ...(method !== 'GET' && { body: wish() }),
      });
      expect(status).toBe(403);
      expect(body).toEqual({
        errorCode: 'access.denied.exception',
        generalMessage: 'You do not have permission to access this resource',
        timestamp: expect.any(Number) as number,
      });
    }
  });

  test('may call 120 times in a minute; then 429 until the minute is over, and others are not held up', async () => {
    for (let i = 0; i < 120; i++) expect((await world.call('GET', collection)).status).toBe(200);
    const { status, headers } = await world.call('GET', collection);
    expect(status).toBe(429);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await world.call('GET', collection, { token: 'second-token' })).status).toBe(200);
    world.passTime(60_000);
    expect((await world.call('GET', collection)).status).toBe(200);
  });
});

describe('not found is', () => {
  test('an unknown authConfigId', async () => {
    expect((await post(wish({ authConfigId: '11111111-2222-4333-8444-555555555555' }))).status).toBe(404);
  });

  test.each([collection.replace('400000000', '1'), collection.replace('15300002', '1')])(
    'another account: %s',
    async (path) => {
      expect((await world.call('GET', path)).status).toBe(404);
    },
  );
});

describe('a name', () => {
  test('can be had by one active subscription only: 409', async () => {
    await post(wish());
    expect((await post(wish())).status).toBe(409);
    expect((await post(wish({ active: false }))).status).toBe(201);
    const other = await post(wish({ subscriptionName: 'other' }));
    const path = `${collection}/${String(other.body['subscriptionId'])}`;
    expect((await world.call('PUT', path, { body: wish() })).status).toBe(409);
    expect((await world.call('PUT', path, { body: wish({ subscriptionName: 'other' }) })).status).toBe(200);
  });

  test('goes to one of two who ask for it at the same time', async () => {
    const answers = await Promise.all([post(wish()), post(wish(), 'second-token')]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409]);
  });
});
