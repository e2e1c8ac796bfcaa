import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { machineClock } from '../lib/clock.ts';
import { writeCertificates } from './certificate-files.ts';
import { makeCertificates } from './certificates.ts';
import { loadTls } from './client-context.ts';
import { loadPem } from './pem.ts';

const wallMs = machineClock.wallMs();
const directory = mkdtempSync(path.join(tmpdir(), 'phoney-pfx-'));
afterAll(() => rmSync(directory, { recursive: true }));
const order = { hosts: ['localhost'], subject: 'x', keyType: 'p256', days: 10, bad: false, wallMs } as const;
writeCertificates(directory, await makeCertificates(order));

const at = (name: string): string => path.join(directory, name);
const client = ['-inkey', at('client-key.pem'), '-in', at('client.pem')];

function writePfx(name: string, ...options: string[]): void {
  execFileSync('openssl', [
    'pkcs12',
    '-export',
    '-out',
    at(name),
    '-passout',
    'pass:open sesame',
    ...options,
  ]);
}

writePfx('client.pfx', ...client);
writePfx('old.pfx', '-legacy', ...client);
writePfx('no-key.pfx', '-nokeys', '-in', at('client.pem'));
writePfx('no-mac.pfx', '-nomac', ...client);
writeFileSync(at('junk.pfx'), 'junk');

const env = { RIGHT: 'open sesame', WRONG: 'abracadabra' };
const problemsOf = (files: Parameters<typeof loadPem>[0]): string[] =>
  loadPem(files, env, wallMs).problems.map(({ file, message }) => `${path.basename(file ?? '')}: ${message}`);

test('a PKCS#12 file that its passphrase opens stands for certificate and key', () => {
  for (const name of ['client.pfx', 'no-mac.pfx']) {
    const files = { pfx: at(name), ca: at('ca.pem'), passphraseEnv: 'RIGHT' };
    expect(problemsOf(files)).toEqual([]);
    const { context, problems } = loadTls({ ...files, minVersion: 'TLSv1.3' }, env, wallMs);
    expect(problems).toEqual([]);
    expect(context()).toBeDefined();
  }
});

test.each([
  [
    'a wrong passphrase',
    { pfx: 'client.pfx', passphraseEnv: 'WRONG' },
    /^client\.pfx: The passphrase does not open/,
  ],
  [
    'a wrong passphrase, without a MAC',
    { pfx: 'no-mac.pfx', passphraseEnv: 'WRONG' },
    /^no-mac\.pfx: The passphrase does not/,
  ],
  [
    'no passphrase',
    { pfx: 'client.pfx' },
    /^client\.pfx: This PKCS#12 file has a passphrase\. .*--passphrase-env/,
  ],
  [
    'a passphrase that is not set',
    { pfx: 'client.pfx', passphraseEnv: 'GONE' },
    /The environment variable GONE, .*is not set/,
  ],
  ['no such file', { pfx: 'gone.pfx' }, /^gone\.pfx: .*there is no such file/],
  ['a directory', { pfx: '.' }, /EISDIR/],
  ['another kind of file', { pfx: 'junk.pfx' }, /^junk\.pfx: This is not a PKCS#12 file/],
  ['a PEM file', { pfx: 'client.pem' }, /^client\.pem: This is a PEM file, not a PKCS#12 file/],
  [
    'no key inside',
    { pfx: 'no-key.pfx', passphraseEnv: 'RIGHT' },
    /^no-key\.pfx: There is no private key in/,
  ],
  [
    'an old encryption',
    { pfx: 'old.pfx', passphraseEnv: 'RIGHT' },
    /^old\.pfx: .*RC2 or 3DES.*openssl pkcs12 -legacy/,
  ],
] as const)('%s is told in words, once, without the passphrase', (_what, files, words) => {
  const problems = problemsOf({ ...files, pfx: at(files.pfx) });
  expect(problems).toEqual([expect.stringMatching(words)]);
  expect(problems.join()).not.toMatch(/open sesame|abracadabra/);
});

test('a PKCS#12 file beside a certificate is one too many', () => {
  const files = {
    pfx: at('client.pfx'),
    cert: at('client.pem'),
    key: at('client-key.pem'),
    passphraseEnv: 'RIGHT',
  };
  expect(problemsOf(files)).toEqual([
    expect.stringMatching(/^client\.pfx: A PKCS#12 file holds certificate and key/),
  ]);
});
