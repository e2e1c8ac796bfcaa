import { createPrivateKey, webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { machineClock } from '../../src/lib/clock.ts';
import { makeTemporaryCertificates } from '../../src/tls/temporary-certificates.ts';

const dayMs = 86_400_000;
const p256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const rsa2048 = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
} as const;

/** Certificates as `phoney certs` makes them, with the authority's key. */
export const certificates = await makeTemporaryCertificates(
  {
    hosts: ['localhost', '127.0.0.1'],
    subject: 'com.example.check',
    keyType: 'p256',
    days: 30,
    wallMs: machineClock.wallMs(),
  },
  { prefix: 'phoney-check-' },
);

/** In what a server's certificate differs from a good one. */
export interface ServerVariant {
  readonly days?: number;
  readonly key?: 'short';
  readonly usages?: readonly ('server' | 'client')[];
  readonly host?: string;
}

/** A certificate for a server, PEM, that the authority of {@link certificates} signs. */
export async function makeServerCertificate({
  days = 30,
  key,
  usages = ['server'],
  host = 'localhost',
}: ServerVariant): Promise<{ cert: string; key: string }> {
  const algorithm = key === 'short' ? rsa2048 : p256;
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const oids = { server: ExtendedKeyUsage.serverAuth, client: ExtendedKeyUsage.clientAuth };
  const fromMs = machineClock.wallMs() - dayMs;
  const certificate = await X509CertificateGenerator.create({
    subject: [{ CN: [host] }],
    issuer: [{ CN: ['phoney development CA'] }],
    publicKey: keys.publicKey,
    signingKey: await readAuthority(),
    signingAlgorithm: p256,
    notBefore: new Date(fromMs),
    notAfter: new Date(fromMs + days * dayMs),
    extensions: [
      new ExtendedKeyUsageExtension(usages.map((usage) => oids[usage])),
      new SubjectAlternativeNameExtension([{ type: 'dns', value: host }]),
    ],
  });
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { cert: certificate.toString('pem'), key: PemConverter.encode(pkcs8, 'PRIVATE KEY') };
}

function readAuthority(): Promise<webcrypto.CryptoKey> {
  const pem = readFileSync(path.join(certificates.folder, 'ca-key.pem'), 'utf8');
  const der = createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' });
  return webcrypto.subtle.importKey('pkcs8', der, p256, false, ['sign']);
}
