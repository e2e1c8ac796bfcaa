import type { VendorName } from '../dialects/index.ts';
import type { Pact } from './pact/pact.ts';
import type { SkippedPact } from './report/report.ts';
import { vendorContracts } from './vendors/index.ts';

/** A vendor's name as a word of a provider's: `ASAPP`, `RingCX API`, `acme-enreach-rte`. */
const vendorName = new RegExp(
  `(^|[^a-z])(${vendorContracts.flatMap(({ providerWords }) => providerWords).join('|')})([^a-z]|$)`,
  'i',
);

/** The pacts that are phoney's to satisfy, and the others with the reason. */
export interface OwnPacts {
  readonly pacts: readonly Pact[];
  readonly skipped: readonly SkippedPact[];
}

/** Sorts pacts by provider: those of exactly `provider`, or else of any that has a vendor's name. */
export function selectOwn(pacts: readonly Pact[], provider: string | undefined): OwnPacts {
  const isOwn = (pact: Pact): boolean =>
    provider === undefined ? vendorName.test(pact.provider) : pact.provider === provider;
  return {
    pacts: pacts.filter(isOwn),
    skipped: pacts
      .filter((pact) => !isOwn(pact))
      .map((pact) => ({
        source: pact.source,
        consumer: pact.consumer,
        provider: pact.provider,
        reason:
          provider === undefined
            ? `its provider "${pact.provider}" is no vendor that phoney plays; name it with --provider if it is`
            : `its provider is "${pact.provider}", not "${provider}"`,
      })),
  };
}

/** The vendor that a provider's name means; `undefined` when it names none of them, or several. */
export function vendorNamed(provider: string): VendorName | undefined {
  const words = new Set(provider.toLowerCase().split(/[^a-z]+/));
  const named = vendorContracts.filter(({ providerWords }) => providerWords.some((word) => words.has(word)));
  return named.length === 1 ? named[0]?.vendor : undefined;
}
