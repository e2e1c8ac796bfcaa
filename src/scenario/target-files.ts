import path from 'node:path';
import type { ParsedScenario } from './schema.ts';

type Targets = ParsedScenario['targets'];

/** The targets with every PEM path made absolute: a relative one starts at the scenario file's folder. */
export function resolveFiles(targets: Targets, folder: string): Targets {
  const { asapp, ringcentral, enreach } = targets;
  return {
    ...(asapp !== undefined && { asapp: withTls(asapp, folder) }),
    ...(ringcentral !== undefined && { ringcentral: withTls(ringcentral, folder) }),
    ...(enreach !== undefined && {
      enreach: { ...enreach, token: withPaths(enreach.token, ['key_file'], folder) },
    }),
  };
}

function withTls<T extends { tls?: Tls | undefined }>(target: T, folder: string): T {
  return target.tls === undefined
    ? target
    : { ...target, tls: withPaths(target.tls, ['cert', 'key', 'ca'], folder) };
}

interface Tls {
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly ca?: string | undefined;
}

function withPaths<T extends object>(settings: T, keys: readonly (keyof T)[], folder: string): T {
  const resolved = keys.flatMap((key) => {
    const file = settings[key];
    return typeof file === 'string' ? [[key, path.resolve(folder, file)] as const] : [];
  });
  return { ...settings, ...Object.fromEntries(resolved) };
}
