import type { Pact } from './pact/pact.ts';

/** The pacts with only the interactions whose description matches; those that have none left are left out. */
export function selectInteractions(pacts: readonly Pact[], filter: RegExp | undefined): readonly Pact[] {
  return pacts
    .map((pact) => ({
      ...pact,
      interactions: pact.interactions.filter(
        ({ description }) => filter === undefined || filter.test(description),
      ),
    }))
    .filter(({ interactions }) => interactions.length > 0);
}
