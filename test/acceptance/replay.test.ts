import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { makeFolder, phoney, startPhoney } from './world.ts';

interface Got {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** A receiver that remembers what it got, in the order in which it came. */
async function receive(): Promise<{ url: string; got: Got[] }> {
  const got: Got[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      got.push({
        method,
        url,
        headers,
        body: Buffer.concat(chunks).toString('latin1'),
      });
      response.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, got };
}

function folder(): (name: string) => string {
  const made = makeFolder();
  onTestFinished(made.remove);
  return (name) => path.join(made.path, name);
}

const day = (targets: object): string =>
  JSON.stringify({
    start: '2026-03-02T08:00',
    duration: '20m',
    speed: 1200,
    centre: { queues: [{ name: 'sales' }], agents: [{ name: 'alice', queues: ['sales'] }] },
    traffic: [{ queue: 'sales', per_hour: 40 }],
    targets,
  });

const header = {
  type: 'capture',
  format: 1,
  phoney: '0.1.0',
  by: 'listen',
  vendor: 'asapp',
  startedAt: '2026-03-02T08:00:00.000Z',
  scrubbed: false,
};
const id = '3fa85f64-5717-4562-b3fc-2c963f66afa6';
const captured = (ms: number, more: object = {}): object => ({
  type: 'captured',
  ms,
  channel: 'http',
  vendor: 'asapp',
  feed: 'journey',
  eventType: 'CUSTOMER_INFO',
  eventId: id,
  method: 'POST',
  path: '/events?a=1',
  headers: { 'content-type': 'application/json', host: 'real.example', 'content-length': '1', 'x-a': 'b' },
  body: `{"event_id":"${id}", "at":"2026-03-02T08:00:${String(ms / 1000).padStart(2, '0')}.250Z"}`,
  ...more,
});

function write(file: string, ...lines: readonly object[]): string {
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return file;
}

test.each([
  ['asapp', 'asapp', (url: string) => ({ asapp: { raw: { url } } })],
  [
    'ringcentral in its query',
    'ringcentral',
    (url: string) => ({ ringcentral: { wfm: { agent_event_url: url, call_event_url: url } } }),
  ],
])(
  'a day of %s that was captured comes again: the same requests in the same order',
  async (_what, as, targets) => {
    const at = folder();
    const { url, got } = await receive();
    const capture = at('day.ndjson.zst');
    const listener = startPhoney(
      ['listen', '--as', as, '--plain', '--port', '0', '--json'].concat(
        '--forward-to',
        url,
        '--capture',
        capture,
      ),
    );
    onTestFinished(() => void listener.process.kill('SIGKILL'));
    const ready = JSON.parse(await listener.line((line) => line.includes('"ready"'))) as { url: string };
    writeFileSync(at('day.yaml'), day(targets(`${ready.url}/here`)));
    const played = await phoney(['run', at('day.yaml'), '--record', at('run.ndjson'), '--quiet']);
    expect(played.code).toBe(0);
    listener.process.kill('SIGTERM');
    await listener.ended;
    const before = got.splice(0).map(({ method, url: to, body }) => ({ method, url: to, body }));
    expect(before.length).toBeGreaterThan(10);

    const replayed = await phoney(['replay', capture, '--url', url, '--max', '--json']);
    expect(replayed.stderr).toContain('passed');
    expect(replayed.stdout).not.toContain('"ready"');
    expect(replayed.code).toBe(0);
    const again = got.splice(0).map(({ method, url: to, body }) => ({ method, url: to, body }));
    // The capture says in which order they came: the listener passed them on side by side.
    const lines = zstdDecompressSync(readFileSync(capture)).toString().trim().split('\n').slice(1);
    const kept = lines.map((line) => JSON.parse(line) as { method: string; path: string; body: string });
    expect(again).toEqual(kept.map(({ method, path: to, body }) => ({ method, url: to, body })));
    const sorted = (requests: typeof before): string[] =>
      requests.map((one) => JSON.stringify(one)).toSorted();
    expect(sorted(again)).toEqual(sorted(before));

    const twice = await phoney([
      'replay',
      capture,
      '--url',
      url,
      '--max',
      '--quiet',
      '--record',
      at('replay.ndjson'),
    ]);
    expect(twice.code).toBe(0);
    expect(got.splice(0).map(({ method, url: to, body }) => ({ method, url: to, body }))).toEqual(again);

    const fromRecord = await phoney(['replay', at('replay.ndjson'), '--url', url, '--max', '--quiet']);
    expect(fromRecord.code).toBe(0);
    expect(got.map(({ method, url: to, body }) => ({ method, url: to, body }))).toEqual(again);
  },
);

test('messages leave at their times, at the speed that is asked for, with their headers', async () => {
  const at = folder();
  const { url, got } = await receive();
  const file = write(at('a.ndjson'), header, captured(5000), captured(6000), captured(7000));
  const record = at('record.ndjson');
  const flags = ['--url', url, '--speed', '4x', '--quiet', '--record', record];
  expect((await phoney(['replay', file, ...flags])).code).toBe(0);
  expect(got).toHaveLength(3);
  const due = readFileSync(record, 'utf8')
    .split('\n')
    .flatMap((line) => /"type":"attempt".*"dueMs":([\d.]+)/.exec(line)?.[1] ?? [])
    .map(Number);
  expect((due[2] ?? NaN) - (due[0] ?? NaN)).toBeCloseTo(500, 0);
  expect(got[0]).toMatchObject({ method: 'POST', url: '/events?a=1', headers: { 'x-a': 'b' } });
  expect(got[0]?.headers['host']).toBe(new URL(url).host);
});

test('--new-ids and --shift-times change ids and times, and nothing else', async () => {
  const at = folder();
  const { url, got } = await receive();
  const file = write(at('a.ndjson'), header, captured(1000), captured(3000));
  const flags = ['--url', `${url}/own`, '--max', '--new-ids', '--shift-times', '--quiet'];
  expect((await phoney(['replay', file, ...flags])).code).toBe(0);
  const [first, second] = got.map(({ body }) => JSON.parse(body) as { event_id: string; at: string });
  expect(got[0]?.url).toBe('/own?a=1');
  expect(first?.event_id).toMatch(/^[0-9a-f-]{36}$/);
  expect(first?.event_id).not.toBe(id);
  expect(second?.event_id).toBe(first?.event_id);
  expect(Date.parse(second?.at ?? '') - Date.parse(first?.at ?? '')).toBe(2000);
  expect(Date.now() - Date.parse(first?.at ?? '')).toBeLessThan(60_000);
  expect(got[0]?.body).toMatch(/^\{"event_id":"[\w-]+", "at":"[\d:T.Z-]+"\}$/);
});

test('faults and expectations of a scenario hold for a replay, and its books balance', async () => {
  const at = folder();
  const { url, got } = await receive();
  const file = write(at('a.ndjson'), header, captured(0), captured(1000, { feed: 'queue' }), captured(2000));
  const scenario = write(at('faults.json'), {
    centre: { queues: [{ name: 'sales' }], agents: [{ name: 'alice', queues: ['sales'] }] },
    faults: [{ fault: 'drop', from: '1s', until: '1500ms' }],
    expect: [{ metric: 'delivered', min: 3 }],
  });
  const { code, stdout } = await phoney([
    'replay',
    file,
    '--scenario',
    scenario,
    '--url',
    url,
    '--speed',
    '100',
    '--json',
    '--report-dir',
    at('reports'),
  ]);
  expect(code).toBe(1);
  for (const one of ['report.txt', 'report.md', 'report.html', 'junit.xml'])
    expect(readFileSync(path.join(at('reports'), one), 'utf8')).toContain(`phoney replay ${file}`);
  const summary = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { books: object };
  expect(summary.books).toMatchObject({ rendered: 3, withheld: 1, delivered: 2, dropped: 0 });
  expect(got).toHaveLength(2);
});

test('only what suits --filter is sent, and a header or a parameter that was hidden may be given', async () => {
  const at = folder();
  const { url, got } = await receive();
  const hidden = captured(0, {
    path: '/events?a=1&code=(hidden)',
    headers: { authorization: '(hidden)' },
  });
  const file = write(at('a.ndjson'), header, hidden, captured(0, { feed: 'queue', body: 'no' }));
  const flags = [
    '--url',
    `${url}?a=2&code=geheim`,
    '--filter',
    'asapp/journey',
    '--header',
    'X-Token: t',
    '--record',
    at('r.ndjson'),
  ];
  expect((await phoney(['replay', file, ...flags, '--quiet'])).code).toBe(0);
  expect(got).toHaveLength(1);
  expect(got[0]?.headers).toMatchObject({ 'x-token': 't' });
  expect(got[0]?.headers).not.toHaveProperty('authorization');
  expect(got[0]?.url).toBe('/events?a=1&code=geheim');
  const record = readFileSync(at('r.ndjson'), 'utf8');
  expect(record).toContain('"x-token":"(hidden)"');
  expect(record).toContain('/events?a=1&code=(hidden)"');
});

test('everything that is wrong with a capture is said with its line, and nothing is sent', async () => {
  const at = folder();
  const { url, got } = await receive();
  const file = write(at('a.ndjson'), header, captured(0), { type: 'captured', ms: -1 });
  writeFileSync(file, `${readFileSync(file, 'utf8')}no JSON\n`);
  const { code, stderr } = await phoney(['replay', file, '--url', url]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/a\.ndjson:3 ms: This is no line of a capture in format 1/);
  expect(stderr).toMatch(/a\.ndjson:4: This is no line of a capture: it is not JSON/);
  expect(got).toEqual([]);
});

test.each([
  [['--speed', '2', '--max', '--url', 'http://localhost:1'], /--speed and --max exclude each other/],
  [['--filter', 'a/b/c/d', '--url', 'http://localhost:1'], /--filter: "a\/b\/c\/d" is no filter/],
  [[], /--url: Nobody says where to/],
  [['--url', 'asap=http://localhost:1'], /Nothing of "asap" is replayed\. Did you mean asapp\?/],
  [['--url', 'http://localhost:1', '--filter', 'enreach'], /None of its 1 messages is a request that suits/],
])('%j is refused', async (flags, message) => {
  const file = write(folder()('a.ndjson'), header, captured(0));
  const { code, stderr } = await phoney(['replay', file, ...flags]);
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
});
