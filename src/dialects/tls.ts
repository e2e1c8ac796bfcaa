import type { z } from 'zod';
import type { TlsRules } from '../channels/message.ts';
import type { tlsSchema } from '../lib/schema.ts';
import type { TlsFiles } from './vendor.ts';

/** A target whose connections to receivers can be secured. */
interface Target {
  readonly tls?: z.output<ReturnType<typeof tlsSchema>> | undefined;
}

/** The rules of a target's connections; without `tls` there is no client certificate, and the system's authorities count. */
export function tlsRulesOf({ tls = {} }: Target, minVersion: TlsRules['minVersion']): TlsRules {
  const { cert, key, ca, passphrase_env: passphraseEnv } = tls;
  return {
    minVersion,
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(ca !== undefined && { ca }),
    ...(passphraseEnv !== undefined && { passphraseEnv }),
  };
}

/** The same target with the paths of its PEM files resolved. */
export function resolveTls<T extends Target>(target: T, resolve: (file: string) => string): T {
  if (target.tls === undefined) return target;
  const { cert, key, ca } = target.tls;
  return {
    ...target,
    tls: {
      ...target.tls,
      ...(cert !== undefined && { cert: resolve(cert) }),
      ...(key !== undefined && { key: resolve(key) }),
      ...(ca !== undefined && { ca: resolve(ca) }),
    },
  };
}

/** Whether the target names any of its TLS files. */
export function namesTls({ tls = {} }: Target): boolean {
  return Object.values(tls).some((file) => file !== undefined);
}

/** The same target with `files` in place of its own, one by one. */
export function secureTls<T extends Target>(target: T, { cert, key, ca, passphraseEnv }: TlsFiles): T {
  const given = {
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(ca !== undefined && { ca }),
    ...(passphraseEnv !== undefined && { passphrase_env: passphraseEnv }),
  };
  if (Object.keys(given).length === 0) return target;
  return { ...target, tls: { ...target.tls, ...given } };
}
