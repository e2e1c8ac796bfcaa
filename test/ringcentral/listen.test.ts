import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventTypes } from '../../src/dialects/ringcentral/wire.ts';
import { sampleRequest } from '../kit/sample.ts';
import { testedPhoney } from '../acceptance/world.ts';
import { collection, openWorld } from './world.ts';

let listener: ChildProcess;
let lines: AsyncIterator<string>;
let url = '';

beforeAll(async () => {
  const flags = ['listen', '--as', 'ringcentral', '--plain', '--port', '0', '--json'];
  listener = spawn(process.execPath, [testedPhoney, ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (listener.stdout === null) throw new Error('The listener has no output.');
  lines = createInterface(listener.stdout)[Symbol.asyncIterator]();
  url = String((await nextLine())['url']);
});
afterAll(async () => {
  const exited = new Promise((resolve) => listener.once('exit', resolve));
  listener.kill('SIGTERM');
  expect(await exited).toBe(0);
});

async function nextLine(): Promise<Record<string, unknown>> {
  const line: { readonly value: unknown } = await lines.next();
  return JSON.parse(String(line.value)) as Record<string, unknown>;
}

test.each(eventTypes)('phoney listen knows %s in both forms as the same event', async (eventType) => {
  for (const form of ['url-encoded', 'json'] as const) {
    const { draft } = await sampleRequest('ringcentral', eventType, { url, form });
    const { method, headers, body } = draft;
    await fetch(draft.url, { method, headers, ...(body !== '' && { body }) });
    const duplicate = form === 'json';
    expect(await nextLine()).toMatchObject({
      eventId: draft.eventId,
      eventType,
      valid: true,
      duplicate,
      status: 200,
    });
  }
});

test('what is wrong with an event is said', async () => {
  const { draft } = await sampleRequest('ringcentral', 'LOGIN', { url, overrides: { duration: 'long' } });
  await fetch(draft.url);
  expect(await nextLine()).toMatchObject({ eventType: 'LOGIN', valid: false });
});

test('phoney listen passes the validation of a subscription', async () => {
  const world = await openWorld();
  const body = { subscriptionName: 'feed', notificationUrl: url };
  expect((await world.call('POST', collection, { body })).status).toBe(201);
  expect(await nextLine()).toMatchObject({ eventType: 'validation', valid: true });
  await world.close();
});
