import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { TLSSocket } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { startPhoney } from '../../src/index.ts';
import { makeFolder, phoney } from '../acceptance/world.ts';
import { makeCertificateDirectory } from './setting.ts';

/*
 * Two authorities that know nothing of each other: whoever shows the certificate of one to a receiver of the other is refused.
 */
const folders = { one: await makeCertificateDirectory(), other: await makeCertificateDirectory() };
type Authority = keyof typeof folders;

const passphrase = 'open sesame';
const file = (authority: Authority, name: string): string => path.join(folders[authority], name);

function writePfx(authority: Authority): string {
  const pfx = file(authority, 'client.pfx');
  const { PATH } = process.env;
  const input = ['-inkey', file(authority, 'client-key.pem'), '-in', file(authority, 'client.pem')];
  execFileSync('openssl', ['pkcs12', '-export', ...input, '-out', pfx, '-passout', 'env:SECRET'], {
    env: { PATH, SECRET: passphrase },
  });
  return pfx;
}

interface Receiver {
  readonly url: string;
  /** How many requests came, each with a certificate of the receiver's own authority. */
  readonly count: () => number;
}

/** A receiver that lets in nobody but clients of its authority. */
async function openReceiver(authority: Authority): Promise<Receiver> {
  let count = 0;
  const server = https.createServer({
    cert: readFileSync(file(authority, 'server.pem')),
    key: readFileSync(file(authority, 'server-key.pem')),
    ca: readFileSync(file(authority, 'ca.pem')),
    requestCert: true,
    rejectUnauthorized: true,
  });
  server.on('request', (request, response) => {
    if ((request.socket as TLSSocket).authorized) count++;
    request.resume().on('end', () => response.end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `https://localhost:${(server.address() as AddressInfo).port}/`, count: () => count };
}

const pem = (authority: Authority) => ({
  cert: file(authority, 'client.pem'),
  key: file(authority, 'client-key.pem'),
  ca: file(authority, 'ca.pem'),
});

const centre = {
  queues: [{ name: 'Orders' }],
  agents: [{ name: 'alice', external_id: 'E-1' }],
};
const commands = [
  { at: '00:00:05', do: 'contact.start', queue: 'Orders', ring: '1s', talk: '3s', wrap_up: '1s' },
];

async function playAgainst(targets: object): Promise<void> {
  const run = await startPhoney({
    scenario: { seed: 1, start: '2026-03-02T00:00', duration: '1m', centre, commands, targets } as never,
    clock: 'virtual',
    env: { SECRET: passphrase },
  });
  const { summary } = await run.playToEnd();
  expect(summary).toMatchObject({ dropped: 0, cutOff: 0 });
}

test('each feed of ASAPP shows the certificate of its own, one as PEM and one as PKCS#12, where the receivers trust one authority each', async () => {
  const [activity, queue] = [await openReceiver('one'), await openReceiver('other')];
  await playAgainst({
    asapp: {
      tls: pem('one'),
      feeds: {
        activity: { url: activity.url, retries: 0 },
        queue: {
          url: queue.url,
          retries: 0,
          tls: { pfx: writePfx('other'), passphrase_env: 'SECRET', ca: file('other', 'ca.pem') },
        },
      },
    },
  });
  expect(activity.count()).toBeGreaterThan(3);
  expect(queue.count()).toBeGreaterThan(1);
});

test('each address of RingCentral shows the certificate of its own', async () => {
  const [agents, calls] = [await openReceiver('one'), await openReceiver('other')];
  await playAgainst({
    ringcentral: {
      wfm: {
        agent_event_url: agents.url,
        agent_event_tls: { pfx: writePfx('one'), passphrase_env: 'SECRET', ca: file('one', 'ca.pem') },
        call_event_url: calls.url,
        call_event_tls: pem('other'),
      },
    },
  });
  expect(agents.count()).toBeGreaterThan(3);
  expect(calls.count()).toBe(1);
});

test('trigger and verify-receiver take --pfx; a wrong passphrase is refused in words, and is in none of them', async () => {
  const folder = makeFolder();
  onTestFinished(folder.remove);
  const receiver = await openReceiver('one');
  const flags = ['--pfx', writePfx('one'), '--ca', file('one', 'ca.pem'), '--passphrase-env', 'SECRET'];
  const trigger = ['trigger', 'asapp', 'agent_activity_status_updated', '--url', receiver.url, ...flags];
  const sent = await phoney(trigger, { SECRET: passphrase }, folder.path);
  expect([sent.code, sent.stderr]).toEqual([0, expect.any(String)]);
  expect(receiver.count()).toBe(1);
  const refused = await phoney(trigger, { SECRET: 'abracadabra' }, folder.path);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('The passphrase does not open this PKCS#12 file');
  expect(refused.stderr + refused.stdout).not.toContain('abracadabra');
  const verify = [
    'contracts',
    'verify-receiver',
    '--vendor',
    'asapp',
    '--target',
    receiver.url,
    '--filter',
    'agent_activity_status_updated',
  ];
  const verified = await phoney([...verify, ...flags], { SECRET: passphrase }, folder.path);
  expect(verified.stderr + verified.stdout).not.toContain('client certificate');
  expect(verified.code).toBe(0);
  expect(receiver.count()).toBeGreaterThan(1);
}, 60_000);

test('certificate and PKCS#12 file together are refused where they stand, for a target and for a feed', async () => {
  const tls = { ...pem('one'), pfx: 'client.pfx' };
  const url = 'https://localhost:1/';
  const asapp = { tls, feeds: { activity: { url, tls } } };
  const started = startPhoney({
    scenario: { seed: 1, duration: '1m', centre, targets: { asapp } },
    clock: 'virtual',
  });
  await expect(started).rejects.toThrow(/targets\.asapp\.tls[^]*pfx holds certificate and key/);
  await expect(
    startPhoney({ scenario: { seed: 1, duration: '1m', centre, targets: { asapp } } }),
  ).rejects.toThrow(/targets\.asapp\.feeds\.activity\.tls/);
});
