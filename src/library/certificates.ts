import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { machineClock } from '../lib/clock.ts';
import { InputError } from '../lib/errors.ts';
import { defaultSubject, writeCertificates } from '../tls/certificate-files.ts';
import { checkNames } from '../tls/certificate-names.ts';
import { makeCertificates, type CertificateFile } from '../tls/certificates.ts';

/** What certificates to make. */
export interface CertificatesOptions {
  /** Names and addresses of the server. Default: localhost, 127.0.0.1 and ::1. */
  readonly hosts?: readonly string[] | undefined;
  /** What the client certificate's Subject says: a common name, or a whole name such as `CN=a,O=b`. */
  readonly subject?: string | undefined;
  /** Default: `p256`, which is made at once; `rsa` has 3072 bits. */
  readonly keyType?: 'rsa' | 'p256' | undefined;
}

/** Paths of PEM files, as `targets.<vendor>.tls` takes them; or the PEM texts themselves. */
export interface CertificateSet {
  readonly cert: string;
  readonly key: string;
  /** The authority that signed the other side's. */
  readonly ca: string;
}

/** A development authority with a certificate for each side of mutual TLS, in a temporary folder. */
export interface Certificates {
  readonly folder: string;
  /** Paths of what phoney shows and trusts: the `tls` of a target. */
  readonly client: CertificateSet;
  /** Paths of what a receiver shows and trusts. */
  readonly server: CertificateSet;
  /** The same as PEM texts. */
  readonly texts: { readonly client: CertificateSet; readonly server: CertificateSet };
  /** Removes the folder. */
  remove(): void;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Makes certificates for development, valid for a month. Keys can be read by their owner alone. Throws an `InputError` for
 * names that cannot be in a certificate.
 */
export async function createCertificates(options: CertificatesOptions = {}): Promise<Certificates> {
  const { hosts = ['localhost', '127.0.0.1', '::1'], subject = defaultSubject, keyType = 'p256' } = options;
  const problems = checkNames(hosts, subject);
  if (problems.length > 0) {
    throw new InputError(problems.map(({ message, path: flag = '' }) => ({ path: optionOf(flag), message })));
  }
  const wallMs = machineClock.wallMs();
  const files = await makeCertificates({ hosts, subject, keyType, days: 30, bad: false, wallMs });
  // Readable by its owner alone, as mkdtemp makes it.
  const folder = mkdtempSync(path.join(tmpdir(), 'phoney-certificates-'));
  writeCertificates(folder, files);
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  return {
    folder,
    client: setOf('client', (name) => path.join(folder, name)),
    server: setOf('server', (name) => path.join(folder, name)),
    texts: {
      client: setOf('client', (name) => textOf(files, name)),
      server: setOf('server', (name) => textOf(files, name)),
    },
    remove,
    [Symbol.asyncDispose]: async () => remove(),
  };
}

function setOf(side: 'client' | 'server', take: (name: string) => string): CertificateSet {
  return { cert: take(`${side}.pem`), key: take(`${side}-key.pem`), ca: take('ca.pem') };
}

function textOf(files: readonly CertificateFile[], name: string): string {
  const file = files.find((one) => one.path === name);
  if (file === undefined) throw new Error(`No ${name} was made.`);
  return file.text;
}

/** The problems name the flags of the command line. */
function optionOf(flag: string): string {
  return flag === '--host' ? 'hosts' : flag.replace(/^--/, '');
}
