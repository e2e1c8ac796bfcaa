import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TlsFiles } from '../../dialects/vendor.ts';
import type { Clock } from '../../lib/clock.ts';
import type { ServerTls } from '../../server/listen-options.ts';
import { writeCertificates } from '../../tls/certificate-files.ts';
import { makeCertificates } from '../../tls/certificates.ts';

/** Certificates for one verification: the receiver's as texts, and the vendors' as files. */
export interface WireTls {
  readonly server: ServerTls;
  readonly client: TlsFiles;
  /** Removes the files. */
  remove(): void;
}

/** Makes a certificate authority with one certificate for each side. */
export async function makeWireTls(clock: Clock): Promise<WireTls> {
  const files = await makeCertificates({
    hosts: ['127.0.0.1'],
    subject: 'phoney-contracts',
    keyType: 'p256',
    days: 1,
    bad: false,
    wallMs: clock.wallMs(),
  });
  const textOf = (name: string): string => files.find((file) => file.path === name)?.text ?? '';
  const folder = mkdtempSync(path.join(tmpdir(), 'phoney-contracts-'));
  writeCertificates(
    folder,
    files.filter((file) => /^(ca|client|client-key)\.pem$/.test(file.path)),
  );
  const file = (name: string): string => path.join(folder, name);
  return {
    server: { cert: textOf('server.pem'), key: textOf('server-key.pem'), ca: textOf('ca.pem') },
    client: { cert: file('client.pem'), key: file('client-key.pem'), ca: file('ca.pem') },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
