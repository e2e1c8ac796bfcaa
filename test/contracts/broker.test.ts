import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { verifyBroker, type VerifyBrokerOptions } from '../../src/contracts/verify-broker.ts';
import { formatText } from '../../src/contracts/report/report-text.ts';
import { verifyPublished } from '../../src/contracts/verify-published.ts';
import { verifyReceiver } from '../../src/contracts/verify-receiver.ts';
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
  { refusesResults = false, notices = [] as object[] } = {},
) {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', (): void => {
      const text = Buffer.concat(chunks).toString();
      const { method = '', url: path = '', headers } = request;
      calls.push({
        method,
        path,
        authorization: headers.authorization,
        body: text === '' ? undefined : JSON.parse(text),
      });
      if (path === '/page/')
        return void response
          .writeHead(200, { 'content-type': 'text/html' })
          .end('<!doctype html><h1>Sign in</h1>');
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
        verificationProperties: { pending, notices },
        _links: { self: link(`/broker/pact/${i}`) },
      }));
      return { status: 200, body: { _embedded: { pacts: list } } };
    }
    const [, index] = /^\/broker\/pacts?\/(\d+)$/.exec(path) ?? [];
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

const ask = (broker: string | undefined, options: Partial<VerifyBrokerOptions> = {}, token = 'good') =>
  verifyBroker(
    {
      ...(broker !== undefined && { broker }),
      provider: 'asapp-realtime-events',
      pending: false,
      publish: false,
      ...options,
    },
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

describe('a pact by its address', () => {
  test('is verified as the broker’s webhook asks for it, and its result published where it says', async () => {
    const broker = await startBroker([good]);
    const report = await ask(undefined, {
      pacts: [`${broker.url}/pacts/0`],
      publish: true,
      version: '3',
      branch: 'trunk',
    });
    expect(report).toMatchObject({ verdict: 'verified', counts: { passed: 1 }, published: [{ ok: true }] });
    expect(broker.calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /broker/pacts/0',
      'GET /broker/',
      'PUT /broker/branch/asapp-realtime-events/trunk/3',
      'POST /broker/results/0',
    ]);
  });
});

test('what the broker has to say of a pact is shown, before and for this outcome', async () => {
  const after = (success: boolean, text: string) => ({
    when: `after_verification:success_${success}_published_false`,
    text,
  });
  const notices = [
    { when: 'before_verification', text: 'The pact is being verified because it is on main.' },
    after(true, 'It can be published.'),
    after(false, 'This pact is still pending.'),
  ];
  const broker = await startBroker([good], { notices });
  const report = await ask(broker.url);
  expect(report.pacts[0]?.notices).toEqual([
    'The pact is being verified because it is on main.',
    'It can be published.',
  ]);
  expect(formatText(report, { good: String, bad: String, dim: String }).join('\n')).toContain(
    'notice: The pact is being verified because it is on main.',
  );
});

test('a receiver is verified by the pacts of a broker under a name of its own', async () => {
  const receiver = createServer((request, response) => {
    request.resume();
    response.writeHead(request.url === '/hook' ? 200 : 400).end();
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  open.push(async () => {
    receiver.close();
    receiver.closeAllConnections();
    await once(receiver, 'close');
  });
  const post = {
    type: 'Synchronous/HTTP',
    description: 'an event',
    request: { method: 'POST', path: '/hook', body: { content: { a: 1 }, contentType: 'application/json' } },
    response: { status: 200 },
  };
  const broker = await startBroker([{ pact: pactOf([post], 'acme-receiver', 'asapp') }]);
  const surroundings = {
    clock: machineClock,
    env: { PATH: process.env['PATH'], PACT_BROKER_TOKEN: 'good' },
    warn: () => undefined,
  };
  const options = {
    broker: broker.url,
    provider: 'asapp-realtime-events',
    pending: false,
    publish: true,
    version: '7',
  };
  const report = await verifyPublished(options, surroundings, (fetched) =>
    verifyReceiver(
      {
        vendor: 'asapp',
        target: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`,
        headers: [],
        pathMap: [],
        pacts: [],
        fetched,
        provider: 'acme-receiver',
        requestTimeoutMs: 3000,
      },
      surroundings,
    ),
  );
  expect(report).toMatchObject({ verdict: 'verified', pacts: [{ provider: 'acme-receiver' }] });
  expect(broker.calls.find(({ path }) => path === '/broker/results/0')?.body).toMatchObject({
    success: true,
    providerApplicationVersion: '7',
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
    ['what every object has', [good], { selectors: 'constructor' }, 'good', /"constructor" is no selector/],
    [
      'a misspelt key of a selector',
      [good],
      { selectors: '[{"mainBranch":true},{"deployd":true}]' },
      'good',
      /--selectors\[1\]: "deployd" is no key of a selector. Did you mean deployed/,
    ],
    [
      'pacts in work without what they need',
      [good],
      { wipSince: '2026-01-01' },
      'good',
      /--wip-since: .*give --pending.*\n.*--wip-since: .*name it with --branch/,
    ],
    ['files beside it', [good], { pacts: ['x.json'] }, 'good', /--pacts: With --broker it is the broker/],
    ['no version to publish for', [good], { publish: true }, 'good', /--version: Which version was verified/],
  ] as const)('%s', async (_name, pacts, options, token, words) => {
    const broker = await startBroker(pacts);
    await expect(ask(broker.url, options, token)).rejects.toThrow(words);
  });

  test('a page for people', async () => {
    const broker = await startBroker([good]);
    await expect(ask(broker.url.replace('/broker', '/page'))).rejects.toThrow(
      /answers with a web page, as no Pact broker does/,
    );
  });

  test('one that is not there', async () => {
    await expect(ask('http://127.0.0.1:9')).rejects.toThrow(/The broker could not be reached/);
  });

  test('one that would get credentials in the clear is not asked', async () => {
    await expect(ask('http://broker.example')).rejects.toThrow(/would be sent your credentials in the clear/);
  });
});
