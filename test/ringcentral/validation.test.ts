import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeCertificateDirectory } from '../http/setting.ts';
import { echo, startReceiver, type Answer, type Receiver } from './receiver.ts';
import { authConfigId, collection, openWorld, type Answered, type World } from './world.ts';

const certificates = await makeCertificateDirectory();
const pem = (name: string): string => readFileSync(path.join(certificates, name), 'utf8');
const server = { cert: pem('server.pem'), key: pem('server-key.pem') };

let world: World;
let receiver: Receiver | undefined;
beforeEach(async () => {
  world = await openWorld({}, path.join(certificates, 'ca.pem'));
});
afterEach(async () => {
  await world.close();
  await receiver?.close();
  receiver = undefined;
});

const subscribe = (notificationUrl: string, more: object = {}): Promise<Answered> =>
  world.call('POST', collection, { body: { subscriptionName: 'feed', notificationUrl, ...more } });
const refusal = { errorCode: 'SUB-525', message: 'WebHook server response is invalid' };

test('the receiver gets one POST with an empty body, a token that nobody can guess, and its own headers', async () => {
  receiver = await startReceiver();
  const customHeaders = { 'X-Integration-Name': 'wfm-sync' };
  expect((await subscribe(receiver.url, { customHeaders, authConfigId })).status).toBe(201);
  expect(receiver.received).toMatchObject([
    {
      method: 'POST',
      body: '',
      headers: {
        'validation-token': expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        'x-integration-name': 'wfm-sync',
        authorization: 'Basic d2ZtOnNlY3JldA==',
      },
    },
  ]);
});

/** Answers with the token, and a body that brings the whole answer to `bytes`. */
const ofLength =
  (bytes: number): Answer =>
  (_request, { socket }, token) => {
    const head = `HTTP/1.1 200 OK\r\nValidation-Token: ${token}\r\nConnection: close\r\n\r\n`;
    socket?.end(head + 'x'.repeat(bytes - head.length));
  };

describe('a receiver passes', () => {
  test.each<[string, Answer]>([
    ['that echoes the token', echo],
    ['with an answer of 1024 bytes, headers and body', ofLength(1024)],
    [
      'however it writes the name of the header',
      (_request, response, token) => void response.setHeader('VALIDATION-TOKEN', token ?? '').end('ok'),
    ],
  ])('%s', async (_, answer) => {
    receiver = await startReceiver(answer);
    expect((await subscribe(receiver.url)).status).toBe(201);
  });

  test.each(['TLSv1.2', 'TLSv1.3'] as const)('over %s', async (maxVersion) => {
    receiver = await startReceiver(echo, { ...server, maxVersion });
    expect((await subscribe(receiver.url)).status).toBe(201);
  });
});

describe('a receiver fails, with SUB-525 and no subscription,', () => {
  const withToken =
    (status: number): Answer =>
    (_request, response, token) =>
      void response.writeHead(status, { 'Validation-Token': token, Location: '/states' }).end();
  test.each<[string, Answer]>([
    ['without the token', (_request, response) => void response.end()],
    ['with another token', (_request, response) => void response.setHeader('Validation-Token', 'x').end()],
    ['with 201', withToken(201)],
    ['with 204', withToken(204)],
    ['with 500', withToken(500)],
    ['with a redirect', withToken(307)],
    ['with an answer of 1025 bytes', ofLength(1025)],
    [
      'with headers that are too long',
      (_request, response, token) =>
        void response.writeHead(200, { 'Validation-Token': token, 'X-Long': 'x'.repeat(1000) }).end(),
    ],
    [
      'that hangs up in the middle',
      (_request, { socket }, token) =>
        socket?.end(`HTTP/1.1 200 OK\r\nValidation-Token: ${token}\r\nContent-Length: 9\r\n\r\nhalf`),
    ],
    ['that resets', (_request, { socket }) => void socket?.resetAndDestroy()],
    ['that does not speak HTTP', (_request, { socket }) => socket?.end('220 mail.example\r\n\r\n')],
  ])('%s', async (_, answer) => {
    receiver = await startReceiver(answer);
    const { status, body } = await subscribe(receiver.url);
    expect({ status, body }).toEqual({ status: 400, body: refusal });
    expect((await world.call('GET', collection)).body).toEqual([]);
  });

  test('that takes longer than 3000 ms', async () => {
    receiver = await startReceiver((_request, response, token) => {
      response.setHeader('Validation-Token', token ?? '');
      response.flushHeaders(); // and then nothing: the whole answer counts
    });
    const startedMs = performance.now();
    expect((await subscribe(receiver.url)).body).toEqual(refusal);
    const tookMs = performance.now() - startedMs;
    expect(tookMs).toBeGreaterThan(2900);
    expect(tookMs).toBeLessThan(6000);
  });

  test('that nobody listens at', async () => {
    receiver = await startReceiver();
    const { url } = receiver;
    await receiver.close();
    receiver = undefined;
    expect((await subscribe(url)).body).toEqual(refusal);
  });

  test.each(['wrong-ca', 'wrong-host', 'expired', 'not-yet-valid'])(
    'whose certificate is %s',
    async (bad) => {
      const wrong = { cert: pem(`bad/${bad}/server.pem`), key: pem(`bad/${bad}/server-key.pem`) };
      receiver = await startReceiver(echo, wrong);
      expect((await subscribe(receiver.url)).body).toEqual(refusal);
      expect(receiver.received).toEqual([]);
    },
  );

  test('that speaks TLS 1.1', async () => {
    const old = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    receiver = await startReceiver(echo, { ...server, ...old });
    expect((await subscribe(receiver.url)).body).toEqual(refusal);
  });
});

describe('a change', () => {
  const put = async (id: unknown, notificationUrl: string): Promise<Answered> =>
    world.call('PUT', `${collection}/${String(id)}`, { body: { subscriptionName: 'feed', notificationUrl } });

  test('of the URL is validated again, any other is not', async () => {
    receiver = await startReceiver();
    const { subscriptionId } = (await subscribe(receiver.url)).body;
    expect((await put(subscriptionId, receiver.url)).status).toBe(200);
    expect(receiver.received).toHaveLength(1);
    expect((await put(subscriptionId, `${receiver.url}/moved`)).status).toBe(200);
    expect(receiver.received).toHaveLength(2);
  });

  test('to a receiver that fails leaves everything as it was', async () => {
    receiver = await startReceiver();
    const { subscriptionId } = (await subscribe(receiver.url)).body;
    const deaf = await startReceiver((_request, response) => void response.end());
    const { status, body } = await put(subscriptionId, deaf.url);
    await deaf.close();
    expect({ status, body }).toEqual({ status: 400, body: refusal });
    expect((await world.call('GET', collection)).body).toMatchObject([{ notificationUrl: receiver.url }]);
  });
});
