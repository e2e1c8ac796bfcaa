import type { z } from 'zod';
import type { TlsRules } from '../channels/message.ts';
import type { tlsSchema } from '../lib/schema.ts';
import type { TlsFiles } from './vendor.ts';

/** What a target, or a part of one, says about its connections to receivers. */
export type TlsConfig = z.output<ReturnType<typeof tlsSchema>>;

/** A target, or a part of one, whose connections to receivers can be secured. */
interface Secured {
  readonly tls?: TlsConfig | undefined;
}

/**
 * The rules of a target's connections; without `tls` there is no client certificate, and the system's authorities count. `own`
 * is what a part of it says itself: its certificate is in place of the target's, and what it does not say is the target's.
 */
export function tlsRulesOf(
  { tls = {} }: Secured,
  minVersion: TlsRules['minVersion'],
  own: TlsConfig = {},
): TlsRules {
  const { ca = tls.ca } = own;
  const { cert, key, pfx, passphrase_env: passphraseEnv } = namesCertificate(own) ? own : { ...tls, ...own };
  return {
    minVersion,
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(pfx !== undefined && { pfx }),
    ...(ca !== undefined && { ca }),
    ...(passphraseEnv !== undefined && { passphraseEnv }),
  };
}

/** The same files with their paths resolved. */
export function resolveFiles(tls: TlsConfig, resolve: (file: string) => string): TlsConfig {
  const { cert, key, pfx, ca } = tls;
  return {
    ...tls,
    ...(cert !== undefined && { cert: resolve(cert) }),
    ...(key !== undefined && { key: resolve(key) }),
    ...(pfx !== undefined && { pfx: resolve(pfx) }),
    ...(ca !== undefined && { ca: resolve(ca) }),
  };
}

/** Whether any TLS file is named. */
export function namesFiles(tls: TlsConfig = {}): boolean {
  return Object.values(tls).some((file) => file !== undefined);
}

/** `files` in place of those of `tls`, one by one; a certificate takes the place of the one that was there. */
export function replaceFiles(tls: TlsConfig, files: TlsFiles): TlsConfig {
  const { cert, key, pfx, ca, passphraseEnv } = files;
  const given = {
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(pfx !== undefined && { pfx }),
    ...(ca !== undefined && { ca }),
    ...(passphraseEnv !== undefined && { passphrase_env: passphraseEnv }),
  };
  return { ...withoutOther(tls, given), ...given };
}

/** A PKCS#12 file replaces a certificate with its key, and the other way round. */
function withoutOther(tls: TlsConfig, given: TlsConfig): TlsConfig {
  const { cert, key, pfx: _pfx, ...others } = tls;
  if (given.pfx !== undefined) return others;
  if (!namesCertificate(given)) return tls;
  return { ...others, ...(cert !== undefined && { cert }), ...(key !== undefined && { key }) };
}

function namesCertificate({ cert, key, pfx }: TlsConfig): boolean {
  return cert !== undefined || key !== undefined || pfx !== undefined;
}

/**
 * What a vendor answers about the TLS files of its target, whose parts may have files of their own. `change` makes the same target
 * with its own files changed, also where it names none, and those of each part that names some.
 */
export function tlsOf<Config extends Secured>(
  change: (config: Config, change: (tls: TlsConfig) => TlsConfig) => Config,
) {
  return {
    files: (config: Config, resolve: (file: string) => string): Config =>
      change(config, (tls) => resolveFiles(tls, resolve)),
    secure(config: Config, files: TlsFiles, whose: 'all' | 'shared' = 'all'): Config {
      if (Object.values(files).every((file) => file === undefined)) return config;
      if (whose === 'shared') return { ...config, tls: replaceFiles(config.tls ?? {}, files) };
      return change(config, (tls) => replaceFiles(tls, files));
    },
    isSecured: ({ tls }: Config): boolean => namesFiles(tls),
  };
}
