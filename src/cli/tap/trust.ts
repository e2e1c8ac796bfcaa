import { X509Certificate } from 'node:crypto';
import tls from 'node:tls';
import type { Problem } from '../../lib/errors.ts';
import { readBounded } from '../../lib/read-bounded.ts';

const limitBytes = 4 * 1024 * 1024;

/**
 * Trusts the authority in a PEM file, beside the usual ones, for every TLS connection of this process: Microsoft's client
 * has no setting for it. What cannot be read, or is no certificate, becomes a problem.
 */
export function trustAuthority(file: string, problems: Problem[]): void {
  try {
    const pem = readBounded(file, limitBytes).toString();
    // Node takes any text here and ignores what is no certificate in it.
    void new X509Certificate(pem);
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), pem]);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The authority ${file} cannot be used: ${reason}. Give a PEM file, such as certs/ca.pem.`;
    problems.push({ path: '--ca', message });
  }
}
