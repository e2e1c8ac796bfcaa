import { X509Certificate } from 'node:crypto';
import { X509Certificate as Certificate } from '@peculiar/x509';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { StartError } from '../lib/errors.ts';
import { findExisting, writeCertificates } from './certificate-files.ts';
import { checkNames } from './certificate-names.ts';
import { makeCertificates } from './certificates.ts';
import type { CertificateFile } from './certificates.ts';

const dayMs = 86_400_000;
const wallMs = Date.UTC(2026, 2, 1);
const order = {
  hosts: ['localhost', '127.0.0.1', '::1', '*.example.com'],
  subject: 'com.example.test',
  keyType: 'p256',
  days: 30,
  bad: true,
  wallMs,
} as const;
const files = await makeCertificates(order);

const read = (from: readonly CertificateFile[], name: string): X509Certificate =>
  new X509Certificate(from.find((file) => file.path === name)?.text ?? '');

const serverAuth = '1.3.6.1.5.5.7.3.1';
const clientAuth = '1.3.6.1.5.5.7.3.2';

test.each(['rsa', 'p256'] as const)('%s keys are as strong as ASAPP asks', async (keyType) => {
  const made = await makeCertificates({ ...order, keyType, bad: false });
  for (const name of ['ca.pem', 'server.pem', 'client.pem']) {
    const { asymmetricKeyType, asymmetricKeyDetails } = read(made, name).publicKey;
    if (keyType === 'rsa')
      expect([asymmetricKeyType, asymmetricKeyDetails?.modulusLength]).toEqual(['rsa', 3072]);
    else expect([asymmetricKeyType, asymmetricKeyDetails?.namedCurve]).toEqual(['ec', 'prime256v1']);
    expect(read(made, name).signatureAlgorithm).toMatch(/sha256/i);
  }
});

test('Extended Key Usage is server authentication only, and client authentication only', () => {
  expect(read(files, 'server.pem').keyUsage).toEqual([serverAuth]);
  expect(read(files, 'client.pem').keyUsage).toEqual([clientAuth]);
});

test('both key identifiers are in every certificate, as strict verifiers demand', () => {
  // RFC 5280, section 4.2.1.1: of what signs itself the authority's may be left out.
  const identifiersOf = (name: string): string[] => {
    const { extensions } = new Certificate(read(files, name).raw);
    return extensions.map(({ type }) => type).filter((type) => ['2.5.29.14', '2.5.29.35'].includes(type));
  };
  expect(['ca.pem', 'server.pem', 'client.pem'].map(identifiersOf)).toEqual([
    ['2.5.29.14'],
    ['2.5.29.14', '2.5.29.35'],
    ['2.5.29.14', '2.5.29.35'],
  ]);
});

test('names are names and addresses are addresses', () => {
  expect(read(files, 'server.pem').subjectAltName).toBe(
    'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, DNS:*.example.com',
  );
  expect(read(files, 'client.pem').subject).toBe('CN=com.example.test');
});

test('a whole name may be the Subject, and a comma in a common name does not make another', async () => {
  const made = await makeCertificates({ ...order, bad: false, subject: 'CN=a\\,b,O=c' });
  expect(read(made, 'client.pem').toLegacyObject().subject).toMatchObject({ CN: 'a,b', O: 'c' });
  const plain = await makeCertificates({ ...order, bad: false, subject: 'a, O=c' });
  expect(read(plain, 'client.pem').toLegacyObject().subject).toEqual({ CN: 'a, O=c' });
});

test('the CA signs and is one; the others do not and are not', () => {
  const ca = read(files, 'ca.pem');
  expect(ca.ca).toBe(true);
  for (const name of ['server.pem', 'client.pem']) {
    const leaf = read(files, name);
    expect(leaf.ca).toBe(false);
    expect(leaf.verify(ca.publicKey)).toBe(true);
    expect(leaf.checkIssued(ca)).toBe(true);
  }
});

test('they are valid from now, with some leeway, for the days asked', () => {
  const { validFromDate, validToDate } = read(files, 'server.pem');
  expect(validFromDate.getTime()).toBe(wallMs - 3_600_000);
  expect(validToDate.getTime() - validFromDate.getTime()).toBe(30 * dayMs);
});

test('serial numbers are positive, long and never the same', () => {
  const serials = files
    .filter(({ path: p }) => /(server|client)\.pem$/.test(p))
    .map((file) => read(files, file.path).serialNumber);
  expect(new Set(serials).size).toBe(12);
  for (const serial of serials) expect(serial.length).toBeGreaterThan(24);
});

describe('the wrong ones are wrong in one way', () => {
  const ca = read(files, 'ca.pem');
  test.each(['server', 'client'])('%s', (side) => {
    const bad = (folder: string): X509Certificate => read(files, `bad/${folder}/${side}.pem`);
    expect(bad('expired').validToDate.getTime()).toBeLessThan(wallMs);
    expect(bad('not-yet-valid').validFromDate.getTime()).toBeGreaterThan(wallMs);
    expect(bad('wrong-ca').verify(ca.publicKey)).toBe(false);
    expect(bad('wrong-eku').keyUsage).toEqual([side === 'server' ? clientAuth : serverAuth]);
    for (const folder of ['expired', 'not-yet-valid', 'wrong-host', 'wrong-eku']) {
      expect(bad(folder).verify(ca.publicKey)).toBe(true);
    }
  });

  test('wrong-host: another name, and another Subject identifier', () => {
    expect(read(files, 'bad/wrong-host/server.pem').checkHost('localhost')).toBeUndefined();
    expect(read(files, 'bad/wrong-host/client.pem').subject).toBe('CN=wrong-subject');
  });
});

describe('on disk', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'phoney-made-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  test('keys are readable by their owner alone, even where a readable file was', () => {
    writeFileSync(path.join(directory, 'client-key.pem'), 'old', { mode: 0o644 });
    expect(findExisting(directory, true)).toEqual([path.join(directory, 'client-key.pem')]);
    writeCertificates(directory, files);
    for (const { path: name, secret } of files) {
      expect([name, statSync(path.join(directory, name)).mode & 0o077]).toEqual([name, secret ? 0 : 0o044]);
      expect(secret).toBe(name.endsWith('-key.pem'));
    }
  });

  test('what exists is listed as it was made', () => {
    expect(findExisting(directory, true)).toHaveLength(files.length);
    expect(findExisting(directory, false)).toHaveLength(6);
  });

  test('a place that cannot be written to is told', () => {
    expect(() => writeCertificates(path.join(directory, 'ca.pem'), files)).toThrow(StartError);
  });
});

test.each(['', 'a b', 'https://localhost', 'localhost:8443', '-a', 'a..b', '300.1.1.1.', 'a/b'])(
  '"%s" is no host',
  (host) => {
    expect(checkNames([host], 'x')).toHaveLength(1);
  },
);

test.each(['', ' ', 'x'.repeat(65), 'CN=', 'ABC=x'])('"%s" is no subject', (subject) => {
  expect(checkNames(['localhost'], subject)).toHaveLength(1);
});
