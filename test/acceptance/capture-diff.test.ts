import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { sampleRequest } from '../kit/sample.ts';
import { makeFolder, phoney } from './world.ts';

const header = { type: 'capture', format: 1, vendor: 'asapp', startedAt: '2026-03-02T08:00:00.000Z' };

function write(...lines: readonly object[]): string {
  const made = makeFolder();
  onTestFinished(made.remove);
  const file = path.join(made.path, 'real.ndjson');
  writeFileSync(file, [header, ...lines].map((line) => `${JSON.stringify(line)}\n`).join(''));
  return file;
}

async function capturedSample(vendor: string, eventType: string, form?: 'json' | 'url-encoded') {
  const { draft } = await sampleRequest(vendor, eventType, form === undefined ? {} : { form });
  const { pathname, search } = new URL(draft.url);
  return {
    ...{ type: 'captured', ms: 1, channel: 'http', vendor, feed: null, eventType, eventId: null },
    ...{ method: draft.method, path: pathname + search, headers: draft.headers, body: draft.body },
  };
}

interface Diff {
  readonly messages: number;
  readonly differing: number;
  readonly differences: readonly object[];
}

async function diff(file: string): Promise<{ code: number | null; read: Diff }> {
  const { code, stdout } = await phoney(['capture-diff', file, '--json']);
  return { code, read: JSON.parse(stdout) as Diff };
}

test('what agrees with the schemas ends with 0, in each form of each vendor that sends requests', async () => {
  const file = write(
    await capturedSample('asapp', 'queue_availability_updated'),
    await capturedSample('ringcentral', 'ACD-CALL', 'json'),
    await capturedSample('ringcentral', 'LOGIN', 'url-encoded'),
  );
  const { code, read } = await diff(file);
  expect(read).toEqual({ type: 'capture-diff', messages: 3, differing: 0, differences: [] });
  expect(code).toBe(0);
});

test('differences are counted by type of event, with the line of the first, and end with 1', async () => {
  const asapp = await capturedSample('asapp', 'agent_activity_identity_updated');
  const odd = {
    ...asapp,
    body: asapp.body
      .replace('"data":{', '"data":{"mood":"good",')
      .replace(/"desk_mode":"\w+"/, '"desk_mode":"FAX"'),
  };
  const login = await capturedSample('ringcentral', 'LOGIN', 'url-encoded');
  const file = write(asapp, odd, odd, { ...login, path: `${login.path}&shoe_size=44` });
  const { code, read } = await diff(file);
  expect(code).toBe(1);
  const agent = {
    vendor: 'asapp',
    eventType: 'agent_activity_identity_updated',
    messages: 2,
    of: 3,
    line: 3,
  };
  expect(read).toMatchObject({ messages: 4, differing: 3 });
  expect(read.differences).toHaveLength(3);
  expect(read.differences).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ ...agent, kind: 'unknown field', path: 'data.mood' }),
      expect.objectContaining({ ...agent, kind: 'new value', path: 'data.desk_mode', found: '"FAX"' }),
      expect.objectContaining({ vendor: 'ringcentral', kind: 'unknown field', path: 'shoe_size', line: 5 }),
    ]),
  );
  const { stdout } = await phoney(['capture-diff', file]);
  expect(stdout).toMatch(/asapp agent_activity_identity_updated: 3 messages\n/);
  expect(stdout).toMatch(
    / {2}new value +data\.desk_mode is "FAX", expected .*; in 2, first .*real\.ndjson:3\n/,
  );
  expect(stdout).toMatch(/3 of 4 messages differ from phoney's schemas\.\n$/);
});

test('a message that cannot be read, and a type that nobody knows, are differences', async () => {
  const asapp = await capturedSample('asapp', 'agent_activity_identity_updated');
  const { read } = await diff(write({ ...asapp, body: 'no' }, { ...asapp, body: '{"name":"com.x"}' }));
  expect(read.differences).toMatchObject([
    { kind: 'unreadable', line: 2 },
    { kind: 'unknown event type', path: 'name', found: '"com.x"' },
  ]);
});

test('a vendor that phoney does not know is bad input', async () => {
  const asapp = await capturedSample('asapp', 'agent_activity_identity_updated');
  const { code, stderr } = await phoney(['capture-diff', write({ ...asapp, vendor: 'acme' })]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/real\.ndjson:2 vendor: "acme" is no vendor that phoney brings along/);
});
