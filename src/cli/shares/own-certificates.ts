import { secureTargets } from '../../dialects/index.ts';
import type { Scenario } from '../../scenario/index.ts';
import type { TlsFlags } from '../flags/tls-flags.ts';
import { useFoundCertificates } from '../run/find-certificates.ts';

/** A scenario of another machine with the certificates of this one: those of the flags, its own, or those in certs/. */
export function withOwnCertificates(scenario: Scenario, flags: TlsFlags): Scenario {
  const { cert, key, pfx, ca, passphraseEnv } = flags;
  const given = {
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(pfx !== undefined && { pfx }),
    ...(ca !== undefined && { ca }),
    ...(passphraseEnv !== undefined && { passphraseEnv }),
  };
  return useFoundCertificates(
    { ...scenario, targets: secureTargets(scenario.targets, given) },
    () => undefined,
  );
}
