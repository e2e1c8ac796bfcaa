import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { machineClock } from '../lib/clock.ts';
import { writeCertificates } from './certificate-files.ts';
import { makeCertificates } from './certificates.ts';
import { loadPem } from './pem.ts';
import { loadTls } from './client-context.ts';

const wallMs = machineClock.wallMs();
const directory = mkdtempSync(path.join(tmpdir(), 'phoney-pem-'));
afterAll(() => rmSync(directory, { recursive: true }));
const order = { hosts: ['localhost'], subject: 'x', keyType: 'p256', days: 10, bad: true, wallMs } as const;
const files = await makeCertificates(order);
writeCertificates(directory, files);

const at = (name: string): string => path.join(directory, name);
const clientKey = files.find((file) => file.path === 'client-key.pem')?.text ?? '';
const passphrase = 'correct horse';
writeFileSync(
  at('locked.pem'),
  createPrivateKey(clientKey).export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }),
);
writeFileSync(at('junk.pem'), 'junk');

const good = { cert: at('client.pem'), key: at('client-key.pem'), ca: at('ca.pem') };
const texts = (rules: Parameters<typeof loadPem>[0], env = {}): string[] =>
  loadPem(rules, env, wallMs).problems.map(({ file, message }) => `${path.basename(file ?? '')}: ${message}`);

test('files that fit together give their texts and no problem', () => {
  expect(loadPem(good, {}, wallMs)).toMatchObject({ key: clientKey, problems: [], warnings: [] });
  expect(
    loadPem({ ...good, key: at('locked.pem'), passphraseEnv: 'P' }, { P: passphrase }, wallMs),
  ).toMatchObject({
    passphrase,
    problems: [],
  });
  expect(loadPem({}, {}, wallMs)).toEqual({ problems: [], warnings: [] });
});

describe('each mistake is a problem with a way out', () => {
  const locked = { ...good, key: at('locked.pem') };
  test.each([
    ['no such file', { ...good, cert: at('gone.pem') }, {}, /^gone\.pem: .*no such file.*phoney certs/],
    ['a directory', { ca: directory }, {}, /it is a folder/],
    [
      'not a certificate',
      { ...good, cert: at('junk.pem') },
      {},
      /^junk\.pem: This is not a certificate in PEM form/,
    ],
    ['not a key', { ...good, key: at('junk.pem') }, {}, /^junk\.pem: This is not a private key in PEM form/],
    [
      'a certificate for a key',
      { ...good, key: at('client.pem') },
      {},
      /^client\.pem: This is not a private key/,
    ],
    ['not a CA', { ca: at('junk.pem') }, {}, /^junk\.pem: This is not a certificate/],
    [
      'another’s key',
      { ...good, key: at('server-key.pem') },
      {},
      /^server-key\.pem: .*does not belong.*client\.pem/,
    ],
    ['a certificate alone', { cert: good.cert }, {}, /without its key/],
    ['a key alone', { key: good.key }, {}, /without its certificate/],
    [
      'an encrypted key without a passphrase',
      locked,
      {},
      /^locked\.pem: This key is encrypted.*--passphrase-env/,
    ],
    [
      'a wrong passphrase',
      { ...locked, passphraseEnv: 'P' },
      { P: 'hunter2' },
      /passphrase does not open this key/,
    ],
    [
      'an empty passphrase',
      { ...locked, passphraseEnv: 'P' },
      { P: '' },
      /passphrase does not open this key/,
    ],
  ])('%s', (_name, rules, env, text) => {
    const found = texts(rules, env);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(text);
    expect(found[0]).not.toContain('hunter2');
  });

  test('a variable that is not set', () => {
    expect(texts({ ...locked, passphraseEnv: 'P' })).toEqual([
      expect.stringContaining('The environment variable P'),
    ]);
  });

  test('several are told at once', () => {
    expect(texts({ cert: at('gone.pem'), key: at('junk.pem'), ca: at('lost.pem') })).toHaveLength(3);
  });
});

test.each([
  ['expired', /expired on .*; peers will refuse it/],
  ['not-yet-valid', /not valid before/],
])('a certificate that is %s is a warning: it may be what the test is about', (folder, text) => {
  const rules = { cert: at(`bad/${folder}/client.pem`), key: at(`bad/${folder}/client-key.pem`) };
  const { problems, warnings } = loadPem(rules, {}, wallMs);
  expect(problems).toEqual([]);
  expect(warnings).toMatchObject([{ message: expect.stringMatching(text) as string }]);
});

test('a context is made of files without problems', () => {
  const { context, problems } = loadTls({ minVersion: 'TLSv1.3', ...good }, {}, wallMs);
  expect(problems).toEqual([]);
  expect(context()).toBe(context());
});
