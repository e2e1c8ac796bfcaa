import { existsSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createCertificates, startReceiver } from '../../src/index.ts';
import { chat, hold, receive } from './centre.ts';

test('certificates are in a folder that only their owner can read, and are gone when they are disposed of', async () => {
  const certificates = await createCertificates({ hosts: ['receiver.test'] });
  expect(statSync(certificates.client.key).mode & 0o777).toBe(0o600);
  expect(certificates.texts.server.cert).toContain('BEGIN CERTIFICATE');
  await certificates[Symbol.asyncDispose]();
  expect(existsSync(certificates.folder)).toBe(false);
  await expect(createCertificates({ hosts: ['a b'] })).rejects.toThrow(/^hosts: "a b"/);
});

test('whoever has no certificate is refused, and a wait tells it', async () => {
  const receiver = await receive();
  const { cert: _cert, key: _key, ...trusting } = receiver.tls ?? { cert: '', key: '', ca: '' };
  const phoney = await hold({ receiver: { url: receiver.url, tls: trusting } });
  await phoney.until({ outcome: 'dropped' });
  await expect(receiver.until({ valid: true }, { timeoutMs: 20 })).rejects.toThrow(
    /0 requests came\.\n\d+ connections were refused/,
  );
});

test('it answers as it is told, from then on', async () => {
  const receiver = await receive({ tls: 'plain' });
  const statuses = async (): Promise<number> => (await fetch(receiver.url, { method: 'POST' })).status;
  expect(await statuses()).toBe(200);
  receiver.answerWith([
    { status: 503, times: 1 },
    { status: 429, every: 3 },
  ]);
  expect([await statuses(), await statuses(), await statuses(), await statuses()]).toEqual([
    503, 200, 429, 200,
  ]);
  receiver.answerWith({ fault: 'reset' });
  await expect(statuses()).rejects.toThrow(/fetch failed/);
  receiver.answerWith(200);
  expect(await statuses()).toBe(200);
  expect(() => receiver.answerWith({ status: 99, delay: 'long', every: 0 })).toThrow(
    /status.*\n.*delay.*\n.*every/,
  );
});

test('it checks what comes with the vendor’s schema, and says what is wrong', async () => {
  const receiver = await receive({ tls: 'plain' });
  const wait = receiver.until({ valid: false });
  await fetch(receiver.url, { method: 'POST', body: '{"event_type":"ASSIGNED"}' });
  const received = await wait;
  expect(received).toMatchObject({ eventType: 'ASSIGNED', status: 200, method: 'POST' });
  expect(received.problems.length).toBeGreaterThan(0);
  expect(received.json()).toEqual({ event_type: 'ASSIGNED' });
  expect(receiver.received({ valid: true })).toEqual([]);
  await expect(receiver.until({ eventType: 'ASIGNED' }, { timeoutMs: 20 })).rejects.toThrow(
    /The nearest: ASSIGNED/,
  );
  await expect(startReceiver({ vendor: 'asap' })).rejects.toThrow(/asapp/);
});

test('fields that travel in a URL are read, too', async () => {
  const receiver = await receive({ vendor: 'ringcentral', tls: 'plain' });
  const targets = { ringcentral: { wfm: { agent_event_url: receiver.url } } };
  const phoney = await hold({ targets });
  const delivery = await phoney.until({ eventType: 'LOGIN' });
  const received = await receiver.until({ eventType: 'LOGIN' });
  expect(received).toMatchObject({ valid: true, body: '' });
  expect(received.json()).toEqual(delivery.json());
  await phoney.command(chat);
});
