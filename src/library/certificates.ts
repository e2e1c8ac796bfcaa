import { machineClock } from '../lib/clock.ts';
import { InputError } from '../lib/errors.ts';
import { defaultSubject } from '../tls/certificate-files.ts';
import { checkNames } from '../tls/certificate-names.ts';
import {
  makeTemporaryCertificates,
  type CertificateSet,
  type TemporaryCertificates,
} from '../tls/temporary-certificates.ts';

export type { CertificateSet };

/** What certificates to make. */
export interface CertificatesOptions {
  /** Names and addresses of the server. Default: localhost, 127.0.0.1 and ::1. */
  readonly hosts?: readonly string[] | undefined;
  /** What the client certificate's Subject says: a common name, or a whole name such as `CN=a,O=b`. */
  readonly subject?: string | undefined;
  /** Default: `p256`, which is made at once; `rsa` has 3072 bits. */
  readonly keyType?: 'rsa' | 'p256' | undefined;
}

/** A development authority with a certificate for each side of mutual TLS, in a temporary folder. `client` is the `tls` of a target. */
export interface Certificates extends TemporaryCertificates {
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
  const order = { hosts, subject, keyType, days: 30, wallMs: machineClock.wallMs() };
  const made = await makeTemporaryCertificates(order, { prefix: 'phoney-certificates-' });
  return { ...made, [Symbol.asyncDispose]: async () => made.remove() };
}

/** The problems name the flags of the command line. */
function optionOf(flag: string): string {
  return flag === '--host' ? 'hosts' : flag.replace(/^--/, '');
}
