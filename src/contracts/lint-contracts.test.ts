import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { lintContracts } from './lint-contracts.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'phoney-lint-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

function lint(provider: string, content: unknown): string[] {
  const file = path.join(folder, 'pact.json');
  const message = {
    type: 'Asynchronous/Messages',
    description: 'd',
    contents: { content, contentType: 'application/json', encoded: false },
  };
  const metadata = { pactSpecification: { version: '4.0' } };
  writeFileSync(
    file,
    JSON.stringify({
      consumer: { name: 'c' },
      provider: { name: provider },
      interactions: [message],
      metadata,
    }),
  );
  return lintContracts([file]).map(({ severity, message: text }) => `${severity} ${text}`);
}

test('every vendor’s types and fields are known', () => {
  expect(lint('asapp', { event_type: 'queue_size_updated', details: { last_queue_size: '3' } })).toEqual([
    expect.stringContaining('error $.details.last_queue_size is "3", and the vendor sends a'),
  ]);
  expect(lint('ringcentral', { event_type: 'LOGIN', agent_id: 5, tenant: 'x' })).toEqual([
    'error $.agent_id is 5, and the vendor sends text there.',
    'error $.tenant is no field that the vendor sends.',
  ]);
});

test.each([
  ['what a handler gets', (data: object) => ({ data }), '$.data.'],
  ['the data alone', (data: object) => data, '$.'],
])('those of a hub’s message, too, for %s', (_name, wrap, root) => {
  expect(
    lint('enreach-rte', wrap({ eventType: 'UserStatus', canBeAllocatedTo: 'true', talkin: true })),
  ).toEqual([
    `error ${root}canBeAllocatedTo is "true", and the vendor sends true or false there.`,
    expect.stringContaining(`error ${root}talkin is no field that the vendor sends. Did you mean talking`),
  ]);
});

test('and .NET’s names where the example has them', () => {
  expect(lint('enreach-rte', { EventType: 'UserStatus', CanBeAllocatedTo: true })).toEqual([]);
});
