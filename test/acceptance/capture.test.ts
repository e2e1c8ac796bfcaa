import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { sampleRequest } from '../kit/sample.ts';
import { makeFolder, startPhoney, type RunningPhoney } from './world.ts';

function folder(): string {
  const made = makeFolder();
  onTestFinished(made.remove);
  return made.path;
}

async function listen(...flags: string[]): Promise<{ url: string; end: () => RunningPhoney['ended'] }> {
  const running = startPhoney(['listen', '--plain', '--port', '0', '--json', ...flags]);
  onTestFinished(() => void running.process.kill('SIGKILL'));
  const ready = JSON.parse(await running.line((line) => line.includes('"ready"'))) as { url: string };
  return {
    url: ready.url,
    end: () => {
      running.process.kill('SIGTERM');
      return running.ended;
    },
  };
}

function linesOf(text: string): Record<string, unknown>[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

const secrets = {
  authorization: 'Bearer geheim',
  cookie: 's=geheim',
  'x-tenant': 'geheim',
  'x-trace': 'kept',
};

test('listen --capture keeps what comes in its order, with its timing and without secrets, for nobody else to read', async () => {
  const file = path.join(folder(), 'day.ndjson');
  writeFileSync(file, 'of the day before', { mode: 0o644 });
  const { url, end } = await listen(
    '--capture',
    file,
    '--redact',
    'X-Tenant',
    '--delay',
    '50ms',
    '--every',
    '2',
  );
  const bodies: string[] = [];
  for (const eventType of ['agent_activity_identity_updated', 'queue_availability_updated'] as const) {
    const { draft } = await sampleRequest('asapp', eventType, { url });
    bodies.push(draft.body);
    await fetch(`${url}/events?access_token=geheim&a=1%202`, {
      method: 'POST',
      headers: secrets,
      body: draft.body,
    });
  }
  expect((await end()).code).toBe(0);

  const text = readFileSync(file, 'utf8');
  expect(text).not.toContain('geheim');
  const [header, ...captured] = linesOf(text);
  expect(header).toMatchObject({
    type: 'capture',
    format: 1,
    by: 'listen',
    vendor: 'asapp',
    scrubbed: false,
  });
  expect(captured.map(({ body }) => body)).toEqual(bodies);
  expect(captured[0]).toMatchObject({
    type: 'captured',
    channel: 'http',
    feed: 'activity',
    eventType: 'agent_activity_identity_updated',
    method: 'POST',
    path: '/events?access_token=(hidden)&a=1%202',
    headers: { authorization: '(hidden)', cookie: '(hidden)', 'x-tenant': '(hidden)', 'x-trace': 'kept' },
  });
  const [first, second] = captured.map(({ ms }) => Number(ms));
  expect(first).toBeGreaterThan(0);
  expect(second).toBeGreaterThanOrEqual(first as number);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a capture that was there is not lost to a receiver that finds no port', async () => {
  const file = path.join(folder(), 'day.ndjson');
  writeFileSync(file, 'of the day before');
  const { url } = await listen();
  const taken = startPhoney(['listen', '--plain', '--port', new URL(url).port, '--capture', file]);
  expect((await taken.ended).code).toBe(3);
  expect(readFileSync(file, 'utf8')).toBe('of the day before');
});

test('what came is in the file before the receiver ends, however it does', async () => {
  const file = path.join(folder(), 'day.ndjson');
  const { url } = await listen('--capture', file);
  await fetch(`${url}/one`, { method: 'POST', body: '{}' });
  await expect.poll(() => readFileSync(file, 'utf8'), { timeout: 10_000 }).toContain('"path":"/one"');
});

test('bytes that are no UTF-8 are kept as they came', async () => {
  const file = path.join(folder(), 'day.ndjson.gz');
  const { url, end } = await listen('--capture', file);
  await fetch(url, { method: 'POST', body: new Uint8Array([0x7b, 0xe4, 0xff]) });
  await end();
  const [, captured] = linesOf(gunzipSync(readFileSync(file)).toString());
  expect(captured).toMatchObject({ bodyEncoding: 'latin1', body: '{äÿ' });
});

test('under --scrub nobody is named in a capture, and the id of the event is that of what is kept', async () => {
  const file = path.join(folder(), 'day.ndjson');
  const { url, end } = await listen('--as', 'ringcentral', '--capture', file, '--scrub');
  for (const form of ['url-encoded', 'json'] as const) {
    const { draft } = await sampleRequest('ringcentral', 'ACD-CALL', {
      url,
      form,
      overrides: { ani: '+358401234567', username: 'alice@company.example' },
    });
    const { method, headers, body } = draft;
    await fetch(draft.url, { method, headers, ...(body !== '' && { body }) });
  }
  await end();
  const text = readFileSync(file, 'utf8');
  expect(text).not.toMatch(/358401234567|company/);
  const [, query, json] = linesOf(text);
  expect(query?.['eventId']).toMatch(/^[0-9a-f]{32}$/);
  expect(json?.['eventId']).toBe(query?.['eventId']);
});

test('everything that is wrong with the flags of a capture is said at once', async () => {
  const listened = await startPhoney(['listen', '--plain', '--scrub', '--redact', 'a b', '--json']).ended;
  expect(listened.code).toBe(2);
  expect(listened.stderr).toMatch(/--redact: "a b" is not the name of a header/);
  expect(listened.stderr).toMatch(/--redact, --scrub: This is about what --capture keeps/);
  const onOutput = await startPhoney(['listen', '--plain', '--capture', '-', '--json']).ended;
  expect(onOutput.stderr).toMatch(/"-" and --json would all be on standard output/);
});
