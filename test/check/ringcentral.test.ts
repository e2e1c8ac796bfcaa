import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { check, type CheckOptions } from '../../src/check/check.ts';
import type { CheckReport } from '../../src/check/report/report.ts';
import { receivers } from '../../src/dialects/index.ts';
import { machineClock } from '../../src/lib/clock.ts';
import { startReceiver } from '../../src/receiver/receiver.ts';
import { certificates } from './certificates.ts';
import { explain, idsOf, quick, surroundings } from './run-check.ts';

/** A request as a receiver reads it. */
interface Asked {
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly form: 'json' | 'url-encoded' | 'validation';
  readonly facts: Readonly<Record<string, string | null>>;
}

/** What a receiver answers. Default of each: as a good one does. */
interface Answered {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly afterMs?: number;
}

/** A plain server of Node, right in everything but what `answer` says. */
async function open(answer: (asked: Asked) => Answered = () => ({})): Promise<string> {
  const server = http.createServer((request, response) => {
    void read(request).then(async (asked) => {
      const token = asked.headers['validation-token'];
      const { status = 200, headers, body = '', afterMs = 0 } = answer(asked);
      if (afterMs > 0) await machineClock.sleep(afterMs);
      response
        .writeHead(status, headers ?? (token === undefined ? {} : { 'validation-token': token }))
        .end(body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => (server.closeAllConnections(), void server.close()));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function read(request: http.IncomingMessage): Promise<Asked> {
  const { url = '/', headers } = request;
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk as string;
  const { pathname: path, searchParams } = new URL(url, 'http://localhost');
  const isValidation = headers['validation-token'] !== undefined;
  const form = isValidation ? 'validation' : text === '' ? 'url-encoded' : 'json';
  const facts = text === '' ? Object.fromEntries(searchParams) : (JSON.parse(text) as Asked['facts']);
  return { path, headers, form, facts };
}

function checkReceiver(url: string, more: Partial<CheckOptions> = {}): Promise<CheckReport> {
  return check('ringcentral', { ...quick, tls: {}, timeoutMs: 500, url, ...more }, surroundings);
}

const states = ['', 'Available', 'Lunch', 'On Break', 'Training', 'Away'];

test('a good receiver holds everything, over TLS and with both addresses, and is asked what nobody can see', async () => {
  const { cert, key } = certificates.texts.server;
  const validate = await receivers.get('ringcentral')?.validator();
  const receiver = await startReceiver({
    host: 'localhost',
    port: 0,
    tls: { cert: cert ?? '', key: key ?? '', minVersion: 'TLSv1.2' },
    ...(validate !== undefined && { validate }),
    clock: machineClock,
  });
  onTestFinished(() => receiver.close());
  const report = await checkReceiver(`${receiver.url}/agents`, {
    tls: { ca: certificates.client.ca ?? '' },
    timeoutMs: 1500,
    feedUrls: { 'call-events': `${receiver.url}/calls`, subscriptions: `${receiver.url}/rcx` },
  });
  expect(report, explain(report)).toMatchObject({
    verdict: 'held',
    counts: { broken: 0, warned: 0, skipped: 0, notSeen: 0, questions: 8 },
  });
});

test.each<[what: string, answer: (asked: Asked) => Answered, broken: string]>([
  ['chokes on null', ({ facts }) => (facts['external_agent_id'] === null ? { status: 500 } : {}), 'wfm.null'],
  [
    'ignores the URL-encoded form',
    ({ form }) => (form === 'url-encoded' ? { status: 404 } : {}),
    'wfm.url-encoded',
  ],
  [
    'ignores the JSON form',
    ({ form, path }) => (form === 'json' && path !== '/rcx' ? { status: 415 } : {}),
    'wfm.json',
  ],
  [
    'wants to know every state',
    ({ facts }) =>
      states.includes(facts['event_aux_type'] ?? '') ||
      facts['event_type'] === 'COACHING' ||
      !/^[ -~]*$/.test(facts['event_aux_type'] ?? '')
        ? {}
        : { status: 400 },
    'wfm.custom-state',
  ],
  [
    'answers a log-out after the time-out',
    ({ facts }) => (facts['event_type'] === 'LOGOUT' ? { afterMs: 700 } : {}),
    'wfm.in-time',
  ],
  [
    'wants an agent in every call',
    ({ facts }) => ('gate_id' in facts && facts['agent_id'] === undefined ? { status: 422 } : {}),
    'wfm.unanswered',
  ],
  [
    'takes no other headers than it knows',
    ({ headers }) => (headers['x-phoney-site'] === undefined ? {} : { status: 400 }),
    'wfm.headers',
  ],
  [
    'wants an aux state with every AVAILABLE',
    ({ facts }) =>
      facts['event_type'] === 'AVAILABLE' && facts['event_aux_type'] === '' ? { status: 400 } : {},
    'wfm.login',
  ],
  [
    'reads ASCII only',
    ({ facts }) => (/[^\0-~]/.test(JSON.stringify(facts)) ? { status: 400 } : {}),
    'wfm.text',
  ],
  ['echoes no validation token', ({ form }) => (form === 'validation' ? { headers: {} } : {}), 'rcx.token'],
  [
    'answers a validation at length',
    ({ form }) => (form === 'validation' ? { body: 'x'.repeat(1000) } : {}),
    'rcx.size',
  ],
  [
    'answers a validation with 204',
    ({ form }) => (form === 'validation' ? { status: 204 } : {}),
    'rcx.status',
  ],
  ['answers a validation late', ({ form }) => (form === 'validation' ? { afterMs: 700 } : {}), 'rcx.in-time'],
  [
    'takes no notifications',
    ({ path, form }) => (path === '/rcx' && form === 'json' ? { status: 404 } : {}),
    'rcx.notification',
  ],
])('a receiver that %s breaks only that', async (_what, answer, id) => {
  const url = await open(answer);
  const report = await checkReceiver(url, { feedUrls: { subscriptions: `${url}/rcx` }, skip: ['rcx.twice'] });
  expect(idsOf(report, 'broken'), explain(report)).toEqual([id]);
  expect(idsOf(report, 'warned')).toEqual([]);
});

test.each<[what: string, answer: () => (asked: Asked) => Answered, warned: string]>([
  [
    'takes no field that is new',
    () =>
      ({ facts }) =>
        'site_name' in facts ? { status: 400 } : {},
    'wfm.unknown-field',
  ],
  [
    'takes no type that is new',
    () =>
      ({ facts }) =>
        facts['event_type'] === 'COACHING' ? { status: 400 } : {},
    'wfm.unknown-type',
  ],
])('a receiver that %s is warned about, and holds what is required', async (_what, answer, id) => {
  const report = await checkReceiver(await open(answer()));
  expect(idsOf(report, 'warned'), explain(report)).toEqual([id]);
  expect(report.verdict).toBe('held');
});

/** Fetches each recording at once, so many times. */
function fetches(times: number): (asked: Asked) => Answered {
  return ({ facts: { recording_url: url } }) => {
    if (typeof url === 'string' && url.startsWith('http://127.0.0.1')) void fetchAgain(url, times);
    return {};
  };
}

async function fetchAgain(url: string, times: number): Promise<void> {
  for (let left = times; left > 0; left--) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok === true) return;
    await machineClock.sleep(100);
  }
}

test('of a receiver that refuses what comes twice, that is found and nothing else', async () => {
  const seen = new Set<string>();
  const url = await open(({ form, facts, path }) => {
    const text = JSON.stringify([path, form, facts]);
    if (form === 'validation') return {};
    if (seen.has(text)) return { status: 409 };
    seen.add(text);
    return {};
  });
  const report = await checkReceiver(url, { skip: ['wfm.recording'] });
  expect(report.demands.filter(({ verdict }) => verdict === 'broken')).toEqual([]);
  expect(report.demands.filter(({ verdict }) => verdict === 'warned').map(({ id }) => id)).toEqual([
    'wfm.twice',
    'rcx.twice',
  ]);
});

test('a recording that is not there yet: whoever asks again holds it, whoever does not breaks it', async () => {
  const only = ['wfm.recording'];
  const [patient, hasty] = [await open(fetches(20)), await open(fetches(1))];
  expect(idsOf(await checkReceiver(patient, { only }), 'held')).toEqual(only);
  expect(idsOf(await checkReceiver(hasty, { only, fetchAgainMs: 300 }), 'broken')).toEqual(only);
});

test('headers that were given go with every request, and each kind of event to its address', async () => {
  const seen = new Set<string>();
  const url = await open(({ path, headers, facts, form }) => {
    const kind = form === 'validation' ? form : 'gate_id' in facts ? 'call' : 'agent';
    seen.add(`${path} ${kind} ${headers.authorization}`);
    return {};
  });
  await checkReceiver(`${url}/agents`, {
    headers: { authorization: 'Basic c2VjcmV0' },
    feedUrls: { 'call-events': `${url}/calls`, subscriptions: `${url}/rcx` },
  });
  expect([...seen].sort()).toEqual([
    '/agents agent Basic c2VjcmV0',
    '/calls call Basic c2VjcmV0',
    '/rcx agent Basic c2VjcmV0',
    '/rcx validation Basic c2VjcmV0',
  ]);
});

test('a receiver that takes nothing at all: what cannot be seen behind that is not passed', async () => {
  const report = await checkReceiver(await open(() => ({ status: 404, headers: {} })));
  expect(idsOf(report, 'broken')).toEqual(
    expect.arrayContaining(['wfm.json', 'wfm.url-encoded', 'rcx.token']),
  );
  expect(idsOf(report, 'held').filter((id) => id.startsWith('wfm'))).toEqual([]);
});

test('addresses that are none are told at their flag', async () => {
  await expect(
    checkReceiver('http://localhost:1', { feedUrls: { 'call-events': 'localhost:2' } }),
  ).rejects.toThrow('--feed-url call-events: "localhost:2" has no scheme. Write https://localhost:2.');
});
