import { expect, test } from 'vitest';
import { phoney } from '../acceptance/world.ts';
import { openApi, openWithRun, quiet } from './setting.ts';

test('the console is served with a policy that lets in nothing from elsewhere and nothing inline', async () => {
  const { call } = await openApi();
  const { status, headers, text } = await call('GET', '/console');
  expect(status, text).toBe(200);
  expect(headers['content-type']).toContain('text/html');
  const policy = headers['content-security-policy'];
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
  expect(text).not.toMatch(/<script(?![^>]* src=)|<style| style=| on\w+=|https?:\/\//);
  const files = [...text.matchAll(/(?:src|href)="(\/console\/[^"]+)"/g)].map(([, file = '']) => file);
  expect(files).toHaveLength(2);
  for (const file of files) expect((await call('GET', file)).status, file).toBe(200);
});

test('beside the page there is nothing else', async () => {
  const { call } = await openApi();
  for (const path of [
    '/console/none.js',
    '/console/.built-of',
    '/console/..%2f..%2fpackage.json',
    '/console/a/b',
  ]) {
    const { status, body } = await call('GET', path);
    expect([status, body['type']], path).toEqual([404, 'urn:phoney:problem:not-found']);
  }
  expect((await call('POST', '/console')).status).toBe(404);
});

test('the page tells nothing of a run and needs no token; what it shows of a run does', async () => {
  const { call } = await openWithRun(quiet(), { token: 'a-token-for-this-test' });
  expect((await call('GET', '/console')).status).toBe(200);
  expect((await call('GET', '/v1/live')).status).toBe(401);
  expect((await call('GET', '/v1/scenario')).status).toBe(401);
  const headers = { authorization: 'Bearer a-token-for-this-test' };
  expect((await call('GET', '/v1/live', undefined, { headers })).status).toBe(200);
});

test('a page of another site that has its name point here gets neither the console nor the run', async () => {
  const { call } = await openWithRun();
  for (const path of ['/console', '/v1/live', '/v1/scenario']) {
    const named = await call('GET', path, undefined, { headers: { host: 'elsewhere.example' } });
    expect([named.status, named.body['type']]).toEqual([403, 'urn:phoney:problem:host-not-allowed']);
    const other = await call('GET', path, undefined, { headers: { origin: 'http://elsewhere.example' } });
    expect([other.status, other.body['type']]).toEqual([403, 'urn:phoney:problem:origin-not-allowed']);
  }
});

test('phoney serve says where the console is in its help', async () => {
  expect((await phoney(['serve', '--help'])).stdout).toContain('phoney serve first-day --console');
});
