import { secureTargets } from '../../dialects/index.ts';
import type { TlsFiles } from '../../dialects/vendor.ts';
import { InputError, type Problem } from '../../lib/errors.ts';
import type { Scenario } from '../../scenario/index.ts';
import { loadPem } from '../../tls/pem.ts';
import type { TlsFlags } from '../flags/tls-flags.ts';
import { useFoundCertificates } from '../run/find-certificates.ts';

/** A scenario of another machine with the certificates of this one: those of the flags, its own, or those in certs/. */
export function withOwnCertificates(scenario: Scenario, flags: TlsFlags): Scenario {
  return useFoundCertificates(
    { ...scenario, targets: secureTargets(scenario.targets, filesOf(flags)) },
    () => undefined,
  );
}

/**
 * Reads the certificates of the flags before there is anything to play with them, and returns what is not quite right with them. Throws an
 * `InputError` with everything that is wrong. `wallMs`: epoch ms.
 */
export function checkOwnCertificates(
  flags: TlsFlags,
  env: Readonly<Record<string, string | undefined>>,
  wallMs: number,
): readonly Problem[] {
  const { problems, warnings } = loadPem(filesOf(flags), env, wallMs);
  if (problems.length > 0) throw new InputError(problems);
  return warnings;
}

function filesOf({ cert, key, pfx, ca, passphraseEnv }: TlsFlags): TlsFiles {
  return {
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(pfx !== undefined && { pfx }),
    ...(ca !== undefined && { ca }),
    ...(passphraseEnv !== undefined && { passphraseEnv }),
  };
}
