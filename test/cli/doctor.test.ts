import { once } from 'node:events';
import { chmodSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { checkCertificates } from '../../src/cli/doctor/certificates.ts';
import { checkEnvironment } from '../../src/cli/doctor/environment.ts';
import type { Finding } from '../../src/cli/doctor/finding.ts';
import { checkClock, checkDisk, checkMachine } from '../../src/cli/doctor/machine.ts';
import { checkEngine, checkRedis } from '../../src/cli/doctor/optional.ts';
import { checkPorts } from '../../src/cli/doctor/ports.ts';
import { checkScenario } from '../../src/cli/doctor/scenario.ts';
import { createCertificates, startReceiver, type Certificates } from '../../src/index.ts';
import { machineClock } from '../../src/lib/clock.ts';
import { makeCertificates } from '../../src/tls/certificates.ts';
import { writeCertificates } from '../../src/tls/certificate-files.ts';
import { makeFolder } from '../acceptance/world.ts';

const folder = makeFolder();
const certs = path.join(folder.path, 'certs');
const wallMs = machineClock.wallMs();
const dayMs = 86_400_000;
const looking = { env: {}, clock: machineClock };
let others: Certificates;

beforeAll(async () => {
  const order = { hosts: ['localhost'], subject: 'phoney', keyType: 'p256', days: 100, bad: false } as const;
  writeCertificates(certs, await makeCertificates({ ...order, wallMs }));
  others = await createCertificates();
});
afterAll(() => {
  others.remove();
  folder.remove();
});

const weights = (findings: readonly Finding[]): string[] => findings.map(({ weight }) => weight);
const said = (findings: readonly Finding[]): string => findings.map(({ saw }) => saw).join('\n');

test('an old edition of time zones and a low limit of open files are warnings with what to do', () => {
  const good = { node: '26.1.0', timeZones: '2026a', openFiles: 20_000, wallMs: Date.UTC(2026, 5) };
  expect(weights(checkMachine(good))).toEqual(['good', 'good', 'good']);
  const poor = checkMachine({ ...good, timeZones: '2021e', openFiles: 256 });
  expect(weights(poor)).toEqual(['good', 'warning', 'warning']);
  expect(poor.map(({ advice }) => advice).join()).toContain('ulimit -n');
  expect(weights(checkMachine({ ...good, openFiles: undefined }))).toHaveLength(2);
});

test('a wall clock that is set while it is watched is told, and one that goes evenly is not', () => {
  const before = { wallMs: 1000, monotonicMs: 0 };
  expect(checkClock(before, { wallMs: 1200, monotonicMs: 201 }).weight).toBe('good');
  expect(checkClock(before, { wallMs: 4200, monotonicMs: 200 })).toMatchObject({
    ...{ weight: 'warning', saw: expect.stringContaining('3000 ms') as string },
  });
});

test('room on the disk is told', () => {
  expect(checkDisk('.').saw).toMatch(/^[\d.]+ GiB are free here\.$/);
});

test('a proxy of the environment is no secret told: its name is, its address is not', () => {
  const findings = checkEnvironment({ https_proxy: 'http://me:secret@proxy:8080' });
  expect(weights(findings)).toEqual(['note']);
  expect(said(findings)).toContain('HTTPS_PROXY');
  expect(JSON.stringify(findings)).not.toContain('secret');
  expect(weights(checkEnvironment({ NODE_TLS_REJECT_UNAUTHORIZED: '0' }))).toEqual(['good', 'warning']);
});

test('good certificates are good, until they end soon, and then until they have ended', () => {
  expect(weights(checkCertificates(certs, wallMs))).toEqual(['good', 'good']);
  expect(weights(checkCertificates(certs, wallMs + 90 * dayMs))).toEqual(['warning', 'warning']);
  expect(new Set(weights(checkCertificates(certs, wallMs + 101 * dayMs)))).toEqual(new Set(['problem']));
  expect(weights(checkCertificates(path.join(folder.path, 'none'), wallMs))).toEqual(['note']);
});

test.skipIf(process.platform === 'win32')('a key that others can read is a warning', () => {
  const key = path.join(certs, 'client-key.pem');
  chmodSync(key, 0o644);
  onTestFinished(() => chmodSync(key, 0o600));
  const findings = checkCertificates(certs, wallMs);
  expect(weights(findings)).toEqual(['good', 'warning']);
  expect(findings[1]?.advice).toContain(`chmod 600 ${key}`);
});

test('a certificate of another CA, and a key of another certificate, are problems', async () => {
  const mixed = path.join(folder.path, 'mixed');
  const { server, client } = others.texts;
  writeCertificates(mixed, [
    { path: 'ca.pem', text: server.ca, secret: false },
    { path: 'client.pem', text: client.cert, secret: false },
    { path: 'client-key.pem', text: server.key, secret: true },
  ]);
  const [ca] = await makeCertificates({
    ...{ hosts: ['localhost'], subject: 'phoney', keyType: 'p256', days: 1, bad: false, wallMs },
  }).then((files) => files.filter(({ path: name }) => name === 'ca.pem'));
  const strange = path.join(folder.path, 'strange');
  writeCertificates(strange, [
    { path: 'ca.pem', text: ca?.text ?? '', secret: false },
    { path: 'client.pem', text: client.cert, secret: false },
    { path: 'client-key.pem', text: client.key, secret: true },
  ]);
  expect(said(checkCertificates(strange, wallMs))).toContain('was not signed by');
  expect(said(checkCertificates(mixed, wallMs))).toContain('does not belong to the certificate');
});

/** Something that listens, until the test has ended. */
async function listen(server: Server): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

test('a port that somebody has is told with who has it', async () => {
  const port = await listen(createServer());
  const [finding] = await checkPorts([{ port, command: 'phoney listen' }]);
  expect(finding).toMatchObject({ weight: 'warning', about: `port ${port}` });
  if (process.platform === 'linux') expect(finding?.saw).toContain(`process ${process.pid}`);
});

test('an engine that is not installed is no trouble; one that is, loads', () => {
  expect(checkEngine('nowhere-to-be-found').weight).toBe('note');
  expect(checkEngine().weight).toBe('good');
});

test('a Redis answers, or the password of its address is not told', async () => {
  const answering = createServer((socket) => socket.once('data', () => socket.end('-NOAUTH\r\n')));
  const port = await listen(answering);
  expect(weights(await checkRedis(`redis://localhost:${port}`))).toEqual(['good']);
  const [finding] = await checkRedis('redis://:secret@localhost:1');
  expect(finding).toMatchObject({
    weight: 'problem',
    saw: expect.stringContaining('ECONNREFUSED') as string,
  });
  expect(JSON.stringify(finding)).not.toContain('secret');
  expect(await checkRedis(undefined)).toEqual([]);
});

test('of a scenario: receivers that take its certificates, that refuse them, that are not there', async () => {
  await using receiver = await startReceiver();
  const write = (url: string, tls: object | undefined): string => {
    const file = path.join(folder.path, 'day.json');
    const centre = { queues: [{ name: 'Sales' }], agents: [{ name: 'alice', queues: ['Sales'] }] };
    writeFileSync(
      file,
      JSON.stringify({ centre, targets: { asapp: { raw: { url }, ...(tls && { tls }) } } }),
    );
    return file;
  };
  const good = await checkScenario(write(receiver.url, receiver.tls), looking);
  expect(weights(good)).toEqual(['good', 'good']);
  const { cert, key } = others.client;
  const refused = await checkScenario(write(receiver.url, { ...receiver.tls, cert, key }), looking);
  expect(weights(refused)).toEqual(['good', 'problem']);
  const distrusted = await checkScenario(write(receiver.url, others.client), looking);
  expect(weights(distrusted)).toEqual(['good', 'problem']);
  const gone = await checkScenario(write('https://localhost:1/', receiver.tls), looking);
  expect(said(gone)).toContain('ECONNREFUSED');
});

test('of a scenario: a mistake in it, and a variable that is not set, are problems', async () => {
  const file = path.join(folder.path, 'hub.json');
  const centre = { queues: [{ name: 'Sales' }], agents: [{ name: 'alice', queues: ['Sales'] }] };
  writeFileSync(
    file,
    JSON.stringify({ centre, targets: { enreach: { sign_in: { password_env: 'RTE_WORD' } } } }),
  );
  const findings = await checkScenario(file, looking);
  expect(weights(findings)).toContain('problem');
  expect(said(findings)).toContain('RTE_WORD');
  writeFileSync(file, '{ "duration": "soon" }');
  expect(weights(await checkScenario(file, looking))).not.toContain('good');
});
