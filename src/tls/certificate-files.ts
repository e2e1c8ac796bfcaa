import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StartError } from '../lib/errors.ts';
import type { CertificateFile } from './certificates.ts';

/** The Subject identifier of the client certificate unless another is agreed with the receiver. */
export const defaultSubject = 'com.example.phoney.events';

const pair = ['ca.pem', 'server.pem', 'server-key.pem', 'client.pem', 'client-key.pem'];
const wrong = ['expired', 'not-yet-valid', 'wrong-ca', 'wrong-host', 'wrong-eku'];

/** The files among those that an order with or without `bad` makes that are in `directory` already. */
export function findExisting(directory: string, bad: boolean): string[] {
  const paths = [...pair, 'ca-key.pem'];
  if (bad) paths.push(...wrong.flatMap((folder) => pair.map((file) => `bad/${folder}/${file}`)));
  return paths.map((file) => path.join(directory, file)).filter((file) => existsSync(file));
}

/**
 * Writes the files into `directory`, making it where needed, and replaces what is there. A key is readable by its owner
 * alone from its first byte on. Throws a {@link StartError} when the place cannot be written to.
 */
export function writeCertificates(directory: string, files: readonly CertificateFile[]): void {
  for (const { path: name, text, secret } of files) {
    const file = path.join(directory, name);
    // Written beside and renamed, since a file that exists would keep its mode.
    const fresh = `${file}.${process.pid}.new`;
    try {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(fresh, text, { mode: secret ? 0o600 : 0o644, flag: 'wx' });
      renameSync(fresh, file);
    } catch (error) {
      if (existsSync(fresh)) rmSync(fresh);
      const { code, message } = error as NodeJS.ErrnoException;
      throw new StartError(`Could not write ${file}: ${code ?? message}. Give another directory with --out.`);
    }
  }
}
