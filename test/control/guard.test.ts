import { expect, test } from 'vitest';
import { openControl } from '../../src/control/open-control.ts';
import { machineClock } from '../../src/lib/clock.ts';
import { openWithRun } from './setting.ts';

const token = 'a-token-of-some-length';

test('a name that is not the server’s own is refused, whatever points it here', async () => {
  const { call } = await openWithRun();
  for (const host of [
    'evil.example',
    'evil.example:80',
    '127.0.0.1.evil.example',
    'localhost@evil.example',
  ]) {
    const { status, body } = await call('GET', '/v1/run', undefined, { headers: { host } });
    expect([status, body['type']], host).toEqual([403, 'urn:phoney:problem:host-not-allowed']);
  }
  for (const host of ['localhost:1', '127.0.0.1', '[::1]:8090']) {
    expect((await call('GET', '/v1/run', undefined, { headers: { host } })).status, host).toBe(200);
  }
});

test('names that are allowed by hand are let in', async () => {
  const { call } = await openWithRun(undefined, { allowedHosts: ['Phoney.Test'] });
  expect((await call('GET', '/health', undefined, { headers: { host: 'phoney.test:8090' } })).status).toBe(
    200,
  );
});

test('web pages of other origins are refused, also for a page that only sends', async () => {
  const { call, url, run } = await openWithRun();
  for (const origin of ['http://evil.example', 'null', 'http://127.0.0.1:1', url.replace('http', 'https')]) {
    const { status, headers } = await call('POST', '/v1/run/stop', undefined, { headers: { origin } });
    expect([status, headers['access-control-allow-origin']], origin).toEqual([403, undefined]);
  }
  expect(run.state).toBe('paused');
  expect((await call('GET', '/v1/run', undefined, { headers: { origin: url } })).status).toBe(200);
});

test('a page that is allowed may ask first, and read the answers', async () => {
  const origin = 'http://console.test';
  const { call } = await openWithRun(undefined, { allowedOrigins: [origin], token });
  const asks = {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization',
  };
  const preflight = await call('OPTIONS', '/v1/commands', undefined, { headers: asks });
  expect(preflight.status).toBe(204);
  expect(preflight.headers).toMatchObject({
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': 'authorization',
  });
  const headers = { origin, authorization: `Bearer ${token}` };
  expect((await call('GET', '/v1/run', undefined, { headers })).headers['access-control-allow-origin']).toBe(
    origin,
  );
});

test('with a token nothing about the run is told without it', async () => {
  const { call } = await openWithRun(undefined, { token });
  for (const authorization of ['', 'Bearer', 'Bearer wrong', `Basic ${token}`, `Bearer ${token}x`]) {
    const { status, headers, text } = await call('GET', '/v1/run', undefined, { headers: { authorization } });
    expect([status, headers['www-authenticate']], authorization).toEqual([401, 'Bearer']);
    expect(text).not.toContain(token);
  }
  expect((await call('GET', '/no/such/path')).status).toBe(401);
  expect(
    (await call('GET', '/v1/run', undefined, { headers: { authorization: `bearer ${token}` } })).status,
  ).toBe(200);
  for (const path of ['/health', '/ready', '/docs', '/openapi.json']) {
    expect((await call('GET', path)).status, path).toBe(200);
  }
});

test('on another address than this machine’s own it does not open without a token', async () => {
  const parts = { port: 0, hostname: '0.0.0.0', clock: machineClock, version: '0', onError: () => undefined };
  await expect(openControl(parts)).rejects.toThrow('Give a token (--control-token-env)');
  const opened = await openControl({ ...parts, token });
  await opened.close();
});
