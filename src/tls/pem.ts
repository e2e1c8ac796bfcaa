import { X509Certificate, createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Problem } from '../lib/errors.ts';
import { readBounded } from '../lib/read-bounded.ts';
import type { TlsRules } from '../channels/message.ts';
import { loadPfx } from './pfx.ts';

/** Where certificate, key and authorities lie (or their PEM texts), and which variable holds the passphrase. */
export type PemFiles = Omit<TlsRules, 'minVersion'>;

/** The environment's variables, handed in by the command. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** PEM texts that fit together, and what was found on the way. Use the texts only when there is no problem. */
export interface PemTexts {
  readonly cert?: string;
  readonly key?: string;
  readonly ca?: string;
  /** The bytes of a PKCS#12 file. */
  readonly pfx?: Buffer;
  readonly passphrase?: string;
  readonly problems: readonly Problem[];
  /** What does not stop anything: a certificate that is out of date may be what the test is about. */
  readonly warnings: readonly Problem[];
}

/** Room for every authority of an operating system, many times over. */
const limitBytes = 4 * 1024 * 1024;

const whyNot: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EFBIG: 'it is too long for PEM',
};

const wayOut = 'Make development certificates with `phoney certs`, or correct the path.';

/** Reads and checks the files, all problems at once. No passphrase gets into a text. `wallMs`: epoch ms. */
export function loadPem(files: PemFiles, env: Environment, wallMs: number): PemTexts {
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const [cert, key, ca] = [files.cert, files.key, files.ca].map((file) =>
    file === undefined ? undefined : readPem(file, problems),
  );
  if ((files.cert === undefined) !== (files.key === undefined)) {
    const [has, lacks] = files.key === undefined ? ['certificate', 'key'] : ['key', 'certificate'];
    problems.push({ message: `A ${has} was given without its ${lacks}. Give both, or neither.` });
  }
  if (files.pfx !== undefined && (files.cert !== undefined || files.key !== undefined)) {
    problems.push({
      file: files.pfx,
      message:
        'A PKCS#12 file holds certificate and key, and either of them was given beside it. Give one or the other.',
    });
  }
  const passphrase = files.passphraseEnv === undefined ? undefined : env[files.passphraseEnv];
  const isUnset = files.passphraseEnv !== undefined && passphrase === undefined;
  if (isUnset) {
    problems.push({
      message: `The environment variable ${files.passphraseEnv}, which is to hold the passphrase, is not set. Set it, or give another name.`,
    });
  }
  const pfx = files.pfx === undefined || isUnset ? undefined : loadPfx(files.pfx, passphrase, problems);
  const [certificate] = [files.cert, files.ca].map((file, i) => {
    const text = [cert, ca][i];
    return file === undefined || text === undefined
      ? undefined
      : readCertificate(nameOf(file), text, wallMs, problems, warnings);
  });
  const privateKey =
    files.key === undefined || key === undefined || (isEncrypted(key) && isUnset)
      ? undefined
      : readKey(nameOf(files.key), key, passphrase, problems);
  if (certificate !== undefined && privateKey !== undefined && !certificate.checkPrivateKey(privateKey)) {
    problems.push({
      file: nameOf(files.key),
      message: `This key does not belong to the certificate ${nameOf(files.cert)}. Give the key that the certificate was made with.`,
    });
  }
  return {
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(ca !== undefined && { ca }),
    ...(pfx !== undefined && { pfx }),
    ...(passphrase !== undefined && { passphrase }),
    problems,
    warnings,
  };
}

/** A PEM text may stand in place of the path of its file; it is never shown, since it may be a key. */
function isPemText(file: string): boolean {
  return file.includes('-----BEGIN ');
}

function nameOf(file: string | undefined): string {
  return file === undefined || isPemText(file) ? 'the PEM text' : file;
}

function readPem(file: string, problems: Problem[]): string | undefined {
  if (isPemText(file)) return file;
  try {
    return readBounded(file, limitBytes).toString();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    const why = whyNot[code] ?? code;
    problems.push({ file, message: `The file could not be read: ${why}. ${wayOut}` });
    return undefined;
  }
}

function readCertificate(
  file: string,
  text: string,
  wallMs: number,
  problems: Problem[],
  warnings: Problem[],
): X509Certificate | undefined {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(text);
  } catch {
    problems.push({ file, message: `This is not a certificate in PEM form. ${wayOut}` });
    return undefined;
  }
  const { validFromDate, validToDate } = certificate;
  if (validToDate.getTime() < wallMs) {
    warnings.push({
      file,
      message: `This certificate expired on ${validToDate.toISOString()}; peers will refuse it.`,
    });
  } else if (validFromDate.getTime() > wallMs) {
    const from = validFromDate.toISOString();
    warnings.push({ file, message: `This certificate is not valid before ${from}; peers will refuse it.` });
  }
  return certificate;
}

function readKey(
  file: string,
  text: string,
  passphrase: string | undefined,
  problems: Problem[],
): KeyObject | undefined {
  try {
    return createPrivateKey({ key: text, ...(passphrase !== undefined && { passphrase }) });
  } catch (error) {
    problems.push({ file, message: explainKey((error as NodeJS.ErrnoException).code, text, passphrase) });
    return undefined;
  }
}

function isEncrypted(key: string): boolean {
  return key.includes('ENCRYPTED');
}

function explainKey(code: string | undefined, text: string, passphrase: string | undefined): string {
  const encrypted = isEncrypted(text);
  if (encrypted && passphrase === undefined) {
    return 'This key is encrypted. Put its passphrase into an environment variable and give the name with --passphrase-env.';
  }
  if (encrypted)
    return 'The passphrase does not open this key. Check the environment variable that holds it.';
  return `This is not a private key in PEM form (${code ?? 'unknown error'}). ${wayOut}`;
}
