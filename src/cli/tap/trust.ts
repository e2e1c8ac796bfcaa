import { readFileSync } from 'node:fs';
import tls from 'node:tls';
import type { Problem } from '../../lib/errors.ts';

/**
 * Trusts the authority in a PEM file, beside the usual ones, for every TLS connection of this process: Microsoft's client
 * has no setting for it. What cannot be read becomes a problem.
 */
export function trustAuthority(file: string, problems: Problem[]): void {
  try {
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), readFileSync(file, 'utf8')]);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The authority ${file} cannot be used: ${reason}. Give a PEM file, such as certs/ca.pem.`;
    problems.push({ path: '--ca', message });
  }
}
