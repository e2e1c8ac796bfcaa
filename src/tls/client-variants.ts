import { createPrivateKey, createPublicKey, randomUUID, webcrypto, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectKeyIdentifierExtension,
  X509Certificate as ParsedCertificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { Extension, JsonName } from '@peculiar/x509';

/** In what a client certificate differs from a good one. */
export interface ClientVariant {
  /** From and to, epoch ms. Default: about now. */
  readonly validMs?: readonly [number, number];
  /** Default: for clients. */
  readonly usage?: 'client' | 'server';
  /** Default: that of the good one. */
  readonly subject?: JsonName;
}

/** A certificate with its key, PEM. `cert` goes on with whatever stands between it and the authority. */
export interface ClientPair {
  readonly cert: string;
  readonly key: string;
}

/** The authority that signed a client certificate, as far as that certificate and the authority's key tell. */
export interface ClientIssuer {
  /** The good certificate, which the variants are like. PEM, with what stands between it and the authority. */
  readonly like: string;
  /** The authority's key. */
  readonly key: KeyObject;
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const usages = { client: ExtendedKeyUsage.clientAuth, server: ExtendedKeyUsage.serverAuth } as const;

/** The authority's key, read from PEM; a text says why it is none, or not the one that signed `like`. */
export function readIssuer(
  like: string,
  keyPem: string,
  passphrase: string | undefined,
): ClientIssuer | string {
  let key: KeyObject;
  try {
    key = createPrivateKey({ key: keyPem, ...(passphrase !== undefined && { passphrase }) });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return `This is not a private key in PEM form that can be read (${code ?? message}).`;
  }
  if (algorithmOf(key) === undefined) {
    return `A key of the type ${key.asymmetricKeyType} cannot sign certificates here. RSA, P-256, P-384 and P-521 can.`;
  }
  // Of a private key Node makes the public one that belongs to it.
  const signed = new X509Certificate(like).verify(publicOf(key));
  return signed ? { like, key } : 'The client certificate was not signed with this key.';
}

/** Makes a client certificate that the same authority signs, and that differs from the good one in what `variant` says. */
export async function signVariant(
  { like, key }: ClientIssuer,
  { validMs, usage = 'client', subject }: ClientVariant,
  wallMs: number,
): Promise<ClientPair> {
  const good = new ParsedCertificate(like);
  const algorithm = algorithmOf(key);
  if (algorithm === undefined) throw new Error('The key of the authority cannot sign.');
  const der = key.export({ type: 'pkcs8', format: 'der' });
  const signingKey = await webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
  const authority = good.getExtension(AuthorityKeyIdentifierExtension);
  const pair = await makePair({
    subject: subject ?? good.subjectName.toJSON(),
    issuer: good.issuerName.toJSON(),
    signingKey,
    signingAlgorithm: algorithm,
    validMs: validMs ?? [wallMs - hourMs, wallMs + 30 * dayMs],
    usage,
    extensions: authority === null ? [] : [authority],
  });
  return { ...pair, cert: `${pair.cert}${restOf(like)}` };
}

/** Makes a client certificate as good as `like`, had it not been signed by an authority of its own. `like` absent: any name. */
export async function signByStranger(like: string | undefined, wallMs: number): Promise<ClientPair> {
  const keys = await makeKeys();
  const issuer = [{ CN: ['an authority that nobody knows'] }];
  return makePair({
    subject: like === undefined ? [{ CN: ['somebody'] }] : new ParsedCertificate(like).subjectName.toJSON(),
    issuer,
    signingKey: keys.privateKey,
    signingAlgorithm: p256,
    validMs: [wallMs - hourMs, wallMs + 30 * dayMs],
    usage: 'client',
    extensions: [await AuthorityKeyIdentifierExtension.create(keys.publicKey)],
  });
}

interface PairOrder {
  readonly subject: JsonName;
  readonly issuer: JsonName;
  readonly signingKey: webcrypto.CryptoKey;
  readonly signingAlgorithm: Algorithm;
  readonly validMs: readonly [number, number];
  readonly usage: 'client' | 'server';
  readonly extensions: readonly Extension[];
}

type Algorithm = webcrypto.EcKeyAlgorithm & { readonly hash?: string };

async function makePair(order: PairOrder): Promise<ClientPair> {
  const { subject, issuer, signingKey, signingAlgorithm, validMs, usage, extensions } = order;
  const keys = await makeKeys();
  const certificate = await X509CertificateGenerator.create({
    subject,
    issuer,
    serialNumber: randomUUID().replaceAll('-', ''),
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm,
    notBefore: new Date(validMs[0]),
    notAfter: new Date(validMs[1]),
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([usages[usage]]),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      ...extensions,
    ],
  });
  const key = PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
  return { cert: `${certificate.toString('pem')}\n`, key: `${key}\n` };
}

const p256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
/** By OpenSSL's names. */
const curves: Readonly<Record<string, Algorithm>> = {
  prime256v1: p256,
  secp384r1: { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' },
  secp521r1: { name: 'ECDSA', namedCurve: 'P-521', hash: 'SHA-512' },
};

/** How that key signs; `undefined` where it cannot. */
function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): Algorithm | undefined {
  if (asymmetricKeyType === 'rsa') return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as Algorithm;
  return curves[asymmetricKeyDetails?.namedCurve ?? ''];
}

function publicOf(key: KeyObject): KeyObject {
  return createPublicKey(key.export({ type: 'pkcs8', format: 'pem' }));
}

function makeKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(p256, true, ['sign', 'verify']);
}

/** The certificates behind the first. */
function restOf(pem: string): string {
  const end = '-----END CERTIFICATE-----';
  const at = pem.indexOf(end);
  return at < 0 ? '' : pem.slice(at + end.length).trimStart();
}
