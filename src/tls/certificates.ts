import { webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { Extension, JsonName } from '@peculiar/x509';
import { parseSubject } from './certificate-names.ts';

/** What to make. */
export interface CertificateOrder {
  /** Names and addresses of the server certificate. */
  readonly hosts: readonly string[];
  /** The identifier in the client certificate's Subject: a common name, or a whole name such as `CN=a,O=b`. */
  readonly subject: string;
  readonly keyType: 'rsa' | 'p256';
  /** How long everything is valid, under 3 years. */
  readonly days: number;
  /** Whether to make the wrong ones too. */
  readonly bad: boolean;
  /** Now, in epoch ms. */
  readonly wallMs: number;
}

/** One PEM file. `path` is relative to the directory of the certificates. */
export interface CertificateFile {
  readonly path: string;
  readonly text: string;
  /** Private keys are for their owner's eyes only. */
  readonly secret: boolean;
}

type Keys = webcrypto.CryptoKeyPair;
type Usage = 'server' | 'client';
interface Authority {
  readonly name: JsonName;
  readonly keys: Keys;
  readonly pem: string;
}
interface Leaf {
  readonly usage: Usage;
  readonly name: JsonName;
  readonly hosts: readonly string[];
  readonly keys: Keys;
  /** Valid from and to, in epoch ms. */
  readonly validMs: readonly [number, number];
}

const dayMs = 86_400_000;
/** A peer's clock may be behind ours. */
const leewayMs = 3_600_000;

const usages: Record<Usage, string> = {
  server: ExtendedKeyUsage.serverAuth,
  client: ExtendedKeyUsage.clientAuth,
};

/**
 * A CA with a server and a client certificate for mutual TLS, as ASAPP's page on securing endpoints wants them: RSA 3072 or P-256,
 * SHA-256, Extended Key Usage server or client authentication only. With `bad`, also some that a peer must refuse.
 * Serial numbers and keys are from the system's randomness.
 */
export async function makeCertificates(order: CertificateOrder): Promise<CertificateFile[]> {
  const { hosts, keyType, days, bad, wallMs } = order;
  const validMs = [wallMs - leewayMs, wallMs + days * dayMs - leewayMs] as const;
  const [caKeys, serverKeys, clientKeys, otherKeys] = await Promise.all([
    makeKeys(keyType),
    makeKeys(keyType),
    makeKeys(keyType),
    bad ? makeKeys(keyType) : undefined,
  ]);
  const ca = await makeAuthority('phoney development CA', caKeys, validMs, keyType);
  const server: Leaf = {
    usage: 'server',
    name: [{ CN: [hosts[0] ?? 'localhost'] }],
    hosts,
    keys: serverKeys,
    validMs,
  };
  const client: Leaf = {
    usage: 'client',
    name: parseSubject(order.subject),
    hosts: [],
    keys: clientKeys,
    validMs,
  };
  const files = [
    ...(await makePair('', ca, server, client, keyType)),
    { path: 'ca-key.pem', text: await writeKey(ca.keys), secret: true },
  ];
  if (otherKeys === undefined) return files;

  const past = [wallMs - 31 * dayMs, wallMs - dayMs] as const;
  const future = [wallMs + 30 * dayMs, wallMs + 60 * dayMs] as const;
  const stranger = await makeAuthority('some other CA', otherKeys, validMs, keyType);
  const wrong: readonly [folder: string, ca: Authority, server: Partial<Leaf>, client: Partial<Leaf>][] = [
    ['expired', ca, { validMs: past }, { validMs: past }],
    ['not-yet-valid', ca, { validMs: future }, { validMs: future }],
    ['wrong-ca', stranger, {}, {}],
    ['wrong-host', ca, { hosts: ['wrong-host.invalid'] }, { name: [{ CN: ['wrong-subject'] }] }],
    ['wrong-eku', ca, { usage: 'client' }, { usage: 'server' }],
  ];
  for (const [folder, issuer, ofServer, ofClient] of wrong) {
    const [badServer, badClient] = [
      { ...server, ...ofServer },
      { ...client, ...ofClient },
    ];
    files.push(...(await makePair(`bad/${folder}/`, issuer, badServer, badClient, keyType)));
  }
  return files;
}

async function makePair(
  folder: string,
  ca: Authority,
  server: Leaf,
  client: Leaf,
  keyType: CertificateOrder['keyType'],
): Promise<CertificateFile[]> {
  return [
    { path: `${folder}ca.pem`, text: ca.pem, secret: false },
    { path: `${folder}server.pem`, text: await makeLeaf(ca, server, keyType), secret: false },
    { path: `${folder}server-key.pem`, text: await writeKey(server.keys), secret: true },
    { path: `${folder}client.pem`, text: await makeLeaf(ca, client, keyType), secret: false },
    { path: `${folder}client-key.pem`, text: await writeKey(client.keys), secret: true },
  ];
}

async function makeAuthority(
  commonName: string,
  keys: Keys,
  [fromMs, toMs]: Leaf['validMs'],
  keyType: CertificateOrder['keyType'],
): Promise<Authority> {
  const name = [{ CN: [commonName] }];
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name,
    keys,
    notBefore: new Date(fromMs),
    notAfter: new Date(toMs),
    signingAlgorithm: algorithms[keyType],
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { name, keys, pem: `${certificate.toString('pem')}\n` };
}

async function makeLeaf(ca: Authority, leaf: Leaf, keyType: CertificateOrder['keyType']): Promise<string> {
  const { usage, name, hosts, keys, validMs } = leaf;
  // Strict verifiers (RFC 5280, section 4.2.1.1; Python's default since 3.13) insist on both key identifiers.
  const extensions: Extension[] = [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension([usages[usage]]),
    await SubjectKeyIdentifierExtension.create(keys.publicKey),
    await AuthorityKeyIdentifierExtension.create(ca.keys.publicKey),
  ];
  if (hosts.length > 0) {
    const names = hosts.map((host) => ({
      type: isIP(host) === 0 ? ('dns' as const) : ('ip' as const),
      value: host,
    }));
    extensions.push(new SubjectAlternativeNameExtension(names));
  }
  const certificate = await X509CertificateGenerator.create({
    subject: name,
    issuer: ca.name,
    publicKey: keys.publicKey,
    signingKey: ca.keys.privateKey,
    signingAlgorithm: algorithms[keyType],
    notBefore: new Date(validMs[0]),
    notAfter: new Date(validMs[1]),
    extensions,
  });
  return `${certificate.toString('pem')}\n`;
}

const algorithms = {
  rsa: {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 3072,
    publicExponent: new Uint8Array([1, 0, 1]),
  },
  p256: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
} as const;

async function makeKeys(keyType: CertificateOrder['keyType']): Promise<Keys> {
  return webcrypto.subtle.generateKey(algorithms[keyType], true, ['sign', 'verify']);
}

async function writeKey({ privateKey }: Keys): Promise<string> {
  return `${PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', privateKey), 'PRIVATE KEY')}\n`;
}
