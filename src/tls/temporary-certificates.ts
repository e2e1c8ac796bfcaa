import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeCertificates } from './certificate-files.ts';
import { makeCertificates, type CertificateOrder } from './certificates.ts';

/** Paths of PEM files, as `targets.<vendor>.tls` takes them; or the PEM texts themselves. */
export interface CertificateSet {
  readonly cert: string;
  readonly key: string;
  /** The authority that signed the other side's. */
  readonly ca: string;
}

/** An authority with a certificate for each side of mutual TLS, in a folder of their own. */
export interface TemporaryCertificates {
  readonly folder: string;
  /** Paths of what the caller shows and trusts. */
  readonly client: CertificateSet;
  /** Paths of what the receiver shows and trusts. */
  readonly server: CertificateSet;
  /** The same as PEM texts. */
  readonly texts: { readonly client: CertificateSet; readonly server: CertificateSet };
  /** Removes the folder. */
  remove(): void;
}

/**
 * Makes certificates in a temporary folder whose name begins with `prefix`: all files, or only those of `written`. Keys can be
 * read by their owner alone.
 */
export async function makeTemporaryCertificates(
  order: Omit<CertificateOrder, 'bad'>,
  { prefix, written }: { readonly prefix: string; readonly written?: readonly string[] },
): Promise<TemporaryCertificates> {
  const files = await makeCertificates({ ...order, bad: false });
  // Readable by its owner alone, as mkdtemp makes it.
  const folder = mkdtempSync(path.join(tmpdir(), prefix));
  writeCertificates(
    folder,
    files.filter((file) => written?.includes(file.path) ?? true),
  );
  const pathOf = (name: string): string => path.join(folder, name);
  const textOf = (name: string): string => {
    const file = files.find((one) => one.path === name);
    if (file === undefined) throw new Error(`No ${name} was made.`);
    return file.text;
  };
  return {
    folder,
    client: setOf('client', pathOf),
    server: setOf('server', pathOf),
    texts: { client: setOf('client', textOf), server: setOf('server', textOf) },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function setOf(side: 'client' | 'server', take: (name: string) => string): CertificateSet {
  return { cert: take(`${side}.pem`), key: take(`${side}-key.pem`), ca: take('ca.pem') };
}
