import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../../lib/errors.ts';
import { readBounded } from '../../lib/read-bounded.ts';
import { readIssuer, type ClientIssuer } from '../../tls/client-variants.ts';
import type { PemTexts } from '../../tls/pem.ts';
import type { ReceiverOptions } from './options.ts';

const makeSome = 'phoney certs makes certificates with such a key beside them.';
const asPem =
  'Such a certificate has to be like yours, which cannot be read from a PKCS#12 file here. Give it as PEM, with --cert and --key, and the key of its authority with --ca-key.';

/** Who signed the client's certificate; a text says why nobody knows, and adds to the problems where a key was given. */
export function findIssuer(
  { caKey, tls }: ReceiverOptions,
  { cert, passphrase }: PemTexts,
  problems: Problem[],
): ClientIssuer | string {
  if (cert === undefined) {
    if (caKey !== undefined)
      problems.push({
        path: '--ca-key',
        message: 'It makes bad certificates that are like the good one. Give --cert and --key, too.',
      });
    return tls.pfx === undefined
      ? `No client certificate was given. Give --cert and --key; ${makeSome}`
      : asPem;
  }
  const beside = tls.cert === undefined ? undefined : path.join(path.dirname(tls.cert), 'ca-key.pem');
  const file = caKey ?? (beside !== undefined && existsSync(beside) ? beside : undefined);
  if (file === undefined)
    return `Such a certificate has to be signed by the authority of yours. Give its key with --ca-key; ${makeSome}`;
  const issuer = readKey(file, cert, passphrase);
  if (typeof issuer !== 'string' || caKey === undefined) return issuer;
  problems.push({
    path: '--ca-key',
    file,
    message: `${issuer} Give the key of the authority that signed --cert.`,
  });
  return issuer;
}

function readKey(file: string, cert: string, passphrase: string | undefined): ClientIssuer | string {
  try {
    return readIssuer(cert, readBounded(file, 1024 * 1024).toString(), passphrase);
  } catch (error) {
    return `The file could not be read: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}.`;
  }
}
