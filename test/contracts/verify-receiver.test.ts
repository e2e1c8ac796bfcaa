import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyReceiver, type VerifyReceiverOptions } from '../../src/contracts/verify-receiver.ts';
import type { ContractReport } from '../../src/contracts/report/report.ts';
import {
  interactionOf,
  makeFolder,
  makeTls,
  pactOf,
  saidOf,
  startReceiver,
  surroundings,
  type Received,
} from './kit.ts';

const folder = makeFolder();
let tls: Awaited<ReturnType<typeof makeTls>>;

beforeAll(async () => {
  tls = await makeTls(folder.path);
});
afterAll(() => folder.remove());

const oneType = 'asapp queue queue_size_updated';

/** Holds a receiver that answers like this against ASAPP's contract. */
async function against(
  answer: (request: Received) => { status: number; body?: string },
  options: Partial<VerifyReceiverOptions> = {},
): Promise<{ report: ContractReport; received: readonly Received[] }> {
  const receiver = await startReceiver(tls, answer);
  try {
    const report = await verifyReceiver(
      {
        vendor: 'asapp',
        target: receiver.url,
        cert: tls.cert,
        key: tls.key,
        ca: tls.ca,
        headers: [],
        pathMap: [],
        pacts: [],
        filter: new RegExp(`^${oneType}$`),
        requestTimeoutMs: 3000,
        ...options,
      },
      surroundings,
    );
    return { report, received: receiver.received };
  } finally {
    await receiver.close();
  }
}

const ok = () => ({ status: 200 });

describe('a receiver that does what ASAPP expects', () => {
  test('is verified for all 52 event types, each with an event_id of its own, in two replays too', async () => {
    const everything = { filter: /./ };
    const first = await against(ok, everything);
    const again = await against(ok, everything);
    expect(first.report).toMatchObject({
      verdict: 'verified',
      counts: { inFiles: 52, verified: 52, passed: 52 },
    });
    const bodies = [...first.received, ...again.received].map(
      ({ body }) => JSON.parse(body.toString()) as Record<string, unknown>,
    );
    expect(new Set(bodies.map((body) => body['event_type'])).size).toBe(52);
    expect(new Set(bodies.map((body) => body['event_id'])).size).toBe(104);
  });

  test('gets the contract’s path, or the one that is mapped to it, or the target’s own', async () => {
    const urls = async (options: Partial<VerifyReceiverOptions>): Promise<string[]> =>
      (await against(ok, options)).received.map(({ url }) => url);
    expect(await urls({})).toEqual(['/asapp/events']);
    expect(await urls({ pathMap: ['/asapp/events=/my/hook?tenant=7'] })).toEqual(['/my/hook?tenant=7']);
  });

  test('gets the headers that it asks for', async () => {
    const { received } = await against(ok, { headers: ['X-Tenant=7', 'Authorization: Bearer abc'] });
    expect(received[0]?.headers).toMatchObject({ 'x-tenant': '7', authorization: 'Bearer abc' });
  });

  test('is told the provider states, set up and torn down, and what it answers fills the contract’s gaps', async () => {
    const receiver = await startReceiver(tls, ({ url }) => ({
      status: 200,
      body: url === '/states' ? '{"tenant":"acme"}' : '{}',
    }));
    await against(ok, {
      target: receiver.url,
      stateUrl: `${receiver.url}/states`,
      pacts: [folder.write('state.json', statePact)],
    });
    await receiver.close();
    expect(receiver.received.map(({ url, body }) => [url, body.toString()])).toEqual([
      ['/states', '{"state":"a tenant","action":"setup","params":{"id":7}}'],
      ['/hooks/acme', ''],
      ['/states', '{"state":"a tenant","action":"teardown","params":{"id":7}}'],
    ]);
  });
});

const statePact = pactOf(
  [
    {
      type: 'Synchronous/HTTP',
      description: oneType,
      providerStates: [{ name: 'a tenant', params: { id: 7 } }],
      request: {
        method: 'GET',
        path: '/hooks/any',
        generators: { path: { type: 'ProviderState', expression: '/hooks/${tenant}', dataType: 'STRING' } },
      },
      response: { status: 200 },
    },
  ],
  'acme-receiver',
  'some-vendor',
);

const form = 'agentId=1001&reason=Lunch+%26+coffee%2F100%25&emoji=%F0%9F%98%80&name=a%20b';
const formPact = pactOf(
  [
    {
      type: 'Synchronous/HTTP',
      description: oneType,
      request: {
        method: 'POST',
        path: '/hook',
        headers: { 'Content-Type': ['application/x-www-form-urlencoded'] },
        body: { content: form, contentType: 'application/x-www-form-urlencoded', encoded: false },
      },
      response: { status: 200 },
    },
  ],
  'acme-receiver',
  'some-vendor',
);

test('a body reaches the receiver byte for byte', async () => {
  const { report, received } = await against(ok, { pacts: [folder.write('form.json', formPact)] });
  expect(report.verdict).toBe('verified');
  expect(received[0]?.body.toString()).toBe(form);
  expect(received[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
});

describe('a receiver that does not', () => {
  test.each([
    [201, 'expected 200 but was 201'],
    [500, 'expected 200 but was 500'],
  ])('answers %i and fails with both statuses', async (status, words) => {
    const { report } = await against(() => ({ status }));
    expect(report).toMatchObject({ verdict: 'mismatch', counts: { inFiles: 1, verified: 1, failed: 1 } });
    expect(saidOf(interactionOf(report, oneType))).toContain(words);
  });

  test('answers too late and fails with the time', async () => {
    const { report } = await against(ok, { requestTimeoutMs: 1 });
    expect(saidOf(interactionOf(report, oneType))).toMatch(/did not answer within 1 ms/);
  });

  test('is down, and fails with what to do, without a crash', async () => {
    const gone = await startReceiver(tls, ok);
    await gone.close();
    const { report } = await against(ok, { target: gone.url, filter: /asapp queue/ });
    expect(report.counts).toMatchObject({ inFiles: 8, failed: 8 });
    expect(saidOf(interactionOf(report, oneType))).toMatch(
      /Nothing listens at localhost:\d+: start the receiver.*ECONNREFUSED/,
    );
  });

  test('is shown no client certificate, and fails with the flags that are missing', async () => {
    const { report } = await against(ok, { cert: undefined as never, key: undefined as never });
    expect(saidOf(interactionOf(report, oneType))).toMatch(
      /no client certificate was shown: give one with --cert and --key/,
    );
  });

  test('has a certificate of an authority that is not trusted, and fails with the flag that is missing', async () => {
    const { report } = await against(ok, { ca: undefined as never });
    expect(saidOf(interactionOf(report, oneType))).toMatch(
      /not signed by an authority that is trusted: give its CA with --ca/,
    );
  });

  test('cannot bring a provider state about, and fails with its name, whatever it answers afterwards', async () => {
    const receiver = await startReceiver(tls, ({ url }) =>
      url === '/states' ? { status: 500, body: '"no such tenant"' } : ok(),
    );
    const { report } = await against(ok, { target: receiver.url, stateUrl: `${receiver.url}/states` });
    await receiver.close();
    expect(report.verdict).toBe('mismatch');
    expect(saidOf(interactionOf(report, oneType))).toMatch(
      /The provider state "the receiver accepts events" failed: .* with 500. "no such tenant"/,
    );
    expect(receiver.received.filter(({ url }) => url !== '/states')).toEqual([]);
  });
});

describe('bad input is told all at once', () => {
  test('and nothing is sent', async () => {
    const run = verifyReceiver(
      {
        vendor: 'asap',
        target: 'http://receiver.example',
        headers: ['no header'],
        pathMap: ['x'],
        pacts: [],
        requestTimeoutMs: 1000,
      },
      surroundings,
    );
    await expect(run).rejects.toThrow(
      /--target: .*in the clear[\s\S]*--header[\s\S]*--vendor: "asap"[\s\S]*--path-map/,
    );
  });

  test.each([
    [{ filter: /no such thing/ }, /nothing to verify: no description matches/],
    [{ pathMap: ['/asap/events=/x'] }, /has no path "\/asap\/events". It has \/asapp\/events/],
    [{ vendor: 'enreach' }, /"enreach" calls nobody: its clients connect.*verify-simulator/],
  ] as const)('%j', async (options, words) => {
    await expect(against(ok, options)).rejects.toThrow(words);
  });
});
