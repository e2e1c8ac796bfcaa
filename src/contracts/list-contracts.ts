import { InputError } from '../lib/errors.ts';
import { knownEvents } from './events/known-events.ts';
import { contractsFolder } from './folder.ts';
import { findPacts } from './pact/find-pacts.ts';
import type { Pact } from './pact/pact.ts';
import { plainText } from '../lib/plain-text.ts';

/** A list as a value for programs and as lines for people. */
export interface Listing {
  readonly value: unknown;
  readonly lines: readonly string[];
}

/** The pacts at these places, or phoney's own. Throws an `InputError` for what is no pact. */
export function listContracts(places: readonly string[], withInteractions: boolean): Listing {
  const { pacts, problems } = findPacts(places.length > 0 ? places : [contractsFolder]);
  if (problems.length > 0) throw new InputError(problems);
  const value = {
    type: 'pacts',
    pacts: pacts.map(({ interactions, ...pact }) => ({
      ...pact,
      interactions: withInteractions
        ? interactions.map(({ kind, description, states, pending }) => ({
            kind,
            description,
            states,
            pending,
          }))
        : interactions.length,
    })),
  };
  return { value, lines: pacts.flatMap((pact) => formatPact(pact, withInteractions).map(plainText)) };
}

function formatPact(
  { source, consumer, provider, specification, interactions }: Pact,
  withInteractions: boolean,
): string[] {
  const kinds = ['http', 'message', 'sync-message'] as const;
  const counts = kinds
    .map((kind) => ({ kind, count: interactions.filter((one) => one.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${count} ${kind}`);
  const head = `${consumer} -> ${provider}: ${counts.join(', ') || 'nothing'} (version ${specification}, ${source})`;
  if (!withInteractions) return [head];
  return [
    head,
    ...interactions.map(({ description, states }) => {
      const given = states.length > 0 ? ` given ${states.map(({ name }) => name).join(' and ')}` : '';
      return `  ${description}${given}`;
    }),
  ];
}

/** Every event type that a contract may be about. */
export function listEvents(): Listing {
  return {
    value: { type: 'events', events: knownEvents },
    lines: knownEvents.map(({ vendor, eventType }) => `${vendor} ${eventType}`),
  };
}
