import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { verifyBroker, type VerifyBrokerOptions } from '../../src/contracts/verify-broker.ts';
import { machineClock } from '../../src/lib/clock.ts';
import { messageOf, pactOf } from './kit.ts';

interface Call {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

/** A broker that has these pacts for `asapp-realtime-events`, and remembers what it was asked. */
async function startBroker(
  pacts: readonly { pact: object; pending?: boolean }[],
  { refusesResults = false } = {},
) {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const { method = '', url: path = '', headers } = request;
      calls.push({
        method,
        path,
        authorization: headers.authorization,
        body: text === '' ? undefined : JSON.parse(text),
      });
      const { status, body } = answer(method, path, headers.authorization);
      response.writeHead(status, { 'content-type': 'application/hal+json' }).end(JSON.stringify(body));
    });
  });
  const answer = (
    method: string,
    path: string,
    authorization: string | undefined,
  ): { status: number; body: unknown } => {
    if (authorization !== 'Bearer good') return { status: 401, body: {} };
    const link = (href: string) => ({ href: `${url}${href}` });
    if (path === '/broker/') {
      return {
        status: 200,
        body: {
          _links: {
            'pb:provider-pacts-for-verification': link('/broker/for/{provider}'),
            'pb:pacticipant-branch-version': link('/broker/branch/{pacticipant}/{branch}/{version}'),
          },
        },
      };
    }
    if (path === '/broker/for/asapp-realtime-events') {
      const list = pacts.map(({ pending = false }, i) => ({
        shortDescription: 'latest from main',
        verificationProperties: { pending, notices: [] },
        _links: { self: link(`/broker/pact/${i}`) },
      }));
      return { status: 200, body: { _embedded: { pacts: list } } };
    }
    const [, index] = /^\/broker\/pact\/(\d+)$/.exec(path) ?? [];
    if (index !== undefined) {
      const _links = { 'pb:publish-verification-results': link(`/broker/results/${index}`) };
      return { status: 200, body: { ...pacts[Number(index)]?.pact, _links } };
    }
    if (path.startsWith('/broker/results/')) return { status: refusesResults ? 500 : 201, body: {} };
    return path.startsWith('/broker/branch/') && method === 'PUT'
      ? { status: 200, body: {} }
      : { status: 404, body: {} };
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  open.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return { url: `${url}/broker`, calls };
}

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const good = { pact: pactOf([messageOf('ISSUE_ENDED', { event_type: 'ISSUE_ENDED' })]) };
const bad = {
  pact: pactOf([messageOf('QUEUED', { event_type: 'QUEUED', data: { tenant: 'x' } })], undefined, 'other'),
};

const ask = (broker: string, options: Partial<VerifyBrokerOptions> = {}, token = 'good') =>
  verifyBroker(
    { broker, provider: 'asapp-realtime-events', pending: false, publish: false, ...options },
    {
      clock: machineClock,
      env: { PATH: process.env['PATH'], PACT_BROKER_TOKEN: token },
      warn: () => undefined,
    },
  );

describe('pacts of a broker', () => {
  test('are asked for with selectors, verified, and their results published for a version of a branch', async () => {
    const broker = await startBroker([good, bad]);
    const report = await ask(broker.url, {
      selectors: 'main,branch:next',
      publish: true,
      version: '1.4.0',
      branch: 'trunk',
      buildUrl: 'https://ci.example/1',
    });
    expect(report.counts).toMatchObject({ inFiles: 2, verified: 2, passed: 1, failed: 1 });
    const bodies = new Map(broker.calls.map(({ method, path, body }) => [`${method} ${path}`, body]));
    expect(bodies.get('POST /broker/for/asapp-realtime-events')).toEqual({
      consumerVersionSelectors: [{ mainBranch: true }, { branch: 'next' }],
      includePendingStatus: false,
      providerVersionBranch: 'trunk',
    });
    expect([...bodies.keys()]).toContain('PUT /broker/branch/asapp-realtime-events/trunk/1.4.0');
    expect(bodies.get('POST /broker/results/0')).toMatchObject({
      success: true,
      providerApplicationVersion: '1.4.0',
      buildUrl: 'https://ci.example/1',
    });
    expect(bodies.get('POST /broker/results/1')).toMatchObject({ success: false });
    expect(report.published.map(({ ok }) => ok)).toEqual([true, true]);
    expect(broker.calls.every(({ authorization }) => authorization === 'Bearer good')).toBe(true);
  });

  test('that are pending fail without failing the build, and are published as failed', async () => {
    const broker = await startBroker([good, { ...bad, pending: true }]);
    const report = await ask(broker.url, { pending: true, publish: true, version: '2' });
    expect(report).toMatchObject({ verdict: 'verified', counts: { passed: 1, pending: 1, failed: 0 } });
    expect(broker.calls.find(({ path }) => path === '/broker/results/1')?.body).toMatchObject({
      success: false,
    });
  });

  test('whose results cannot be published make the verification fail', async () => {
    const broker = await startBroker([good], { refusesResults: true });
    const report = await ask(broker.url, { publish: true, version: '2' });
    expect(report.counts).toMatchObject({ passed: 1 });
    expect(report).toMatchObject({
      verdict: 'mismatch',
      published: [
        { ok: false, message: expect.stringMatching(/answered POST .*results\/0 with 500/) as string },
      ],
    });
  });
});

describe('a broker that gives nothing', () => {
  test.each([
    ['no pacts', [], {}, 'good', /the broker has no pact for the provider "asapp-realtime-events"/],
    [
      'an unknown provider',
      [good],
      { provider: 'nobody' },
      'good',
      /the broker has no pact for the provider "nobody"/,
    ],
    ['a bad token', [good], {}, 'bad', /refused GET .* with 401. Set PACT_BROKER_TOKEN/],
    ['a wrong selector', [good], { selectors: 'mian' }, 'good', /--selectors: "mian" is no selector/],
    ['no version to publish for', [good], { publish: true }, 'good', /--version: Which version was verified/],
  ] as const)('%s', async (_name, pacts, options, token, words) => {
    const broker = await startBroker(pacts);
    await expect(ask(broker.url, options, token)).rejects.toThrow(words);
  });

  test('one that is not there', async () => {
    await expect(ask('http://127.0.0.1:9')).rejects.toThrow(/The broker could not be reached/);
  });

  test('one that would get credentials in the clear is not asked', async () => {
    await expect(ask('http://broker.example')).rejects.toThrow(/would be sent your credentials in the clear/);
  });
});
