import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { Problem } from '../lib/errors.ts';

/** Reads a PKCS#12 file and sees whether the passphrase opens it; `undefined` where it does not, which is then a problem. */
export function loadPfx(
  file: string,
  passphrase: string | undefined,
  problems: Problem[],
): Buffer | undefined {
  let pfx: Buffer;
  try {
    pfx = readFileSync(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    const why = code === 'ENOENT' ? 'there is no such file' : code;
    problems.push({ file, message: `The PKCS#12 file could not be read: ${why}. Correct the path.` });
    return undefined;
  }
  try {
    createSecureContext({ pfx, ...(passphrase !== undefined && { passphrase }) });
    return pfx;
  } catch (error) {
    problems.push({ file, message: explain(pfx, error as NodeJS.ErrnoException, passphrase) });
    return undefined;
  }
}

function explain(
  pfx: Buffer,
  { code, message }: NodeJS.ErrnoException,
  passphrase: string | undefined,
): string {
  if (pfx.includes('-----BEGIN ')) {
    return 'This is a PEM file, not a PKCS#12 file. Give it as certificate or key.';
  }
  if (/mac verify|bad decrypt|wrong password/i.test(message)) {
    return passphrase === undefined
      ? 'This PKCS#12 file has a passphrase. Put it into an environment variable and give the name with passphrase_env or --passphrase-env.'
      : 'The passphrase does not open this PKCS#12 file. Check the environment variable that holds it.';
  }
  if (code === 'ERR_CRYPTO_UNSUPPORTED_OPERATION' || /unsupported/i.test(message)) {
    return 'This PKCS#12 file is encrypted in an old way (RC2 or 3DES), which OpenSSL 3 no longer reads. Write it anew: openssl pkcs12 -legacy -in old.pfx -nodes -out all.pem, then openssl pkcs12 -export -in all.pem -out new.pfx; or give all.pem as certificate and as key.';
  }
  if (/private key/i.test(message)) {
    return 'There is no private key in this PKCS#12 file. Export it together with its key.';
  }
  if (/certificate/i.test(message)) {
    return 'There is no certificate for the key in this PKCS#12 file. Export it together with its certificate.';
  }
  return `This is not a PKCS#12 file (${code ?? message}). Give one, such as client.pfx or client.p12.`;
}
