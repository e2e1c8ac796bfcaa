import path from 'node:path';
import { InputError } from '../lib/errors.ts';
import { findEvent } from './events/known-events.ts';
import { eventTypeOf, resolveEvent } from './events/resolve-event.ts';
import { contractsFolder } from './folder.ts';
import { findPacts } from './pact/find-pacts.ts';
import { lintPact, type Finding } from './pact/lint.ts';
import type { Interaction, Pact } from './pact/pact.ts';
import { readSchema, type Schema } from './pact/rules-of-schema.ts';
import { selectOwn } from './providers.ts';
import { planStates } from './states/plan-states.ts';
import { vendorContracts } from './vendors/index.ts';

/** Lints the pacts at these places. Throws an `InputError` for what is no pact, and when there is none. */
export function lintContracts(places: readonly string[]): Finding[] {
  const { pacts, problems } = findPacts(places);
  if (problems.length > 0) throw new InputError(problems);
  if (pacts.length === 0)
    throw new InputError(`There is nothing to lint: no pact was found in ${places.join(', ')}.`);
  return pacts.flatMap((pact) => {
    const findings = lintPact(pact, { schemaOf, explainUnmet });
    // The contracts that phoney ships show every field on purpose, those that not every message has, too.
    return isShipped(pact) ? findings.filter(({ severity }) => severity !== 'note') : findings;
  });
}

/** Of an example over HTTP or of a message, by the type that it names. */
function schemaOf(example: unknown): Schema | undefined {
  const named = eventTypeOf(example);
  const event = named === undefined ? undefined : findEvent(named.eventType);
  if (event === undefined) return undefined;
  const contracts = vendorContracts.find(({ vendor }) => vendor === event.vendor);
  const schema = contracts?.schemaOf(event.eventType);
  return schema === undefined ? contracts?.namedSchemaOf?.(event.eventType, example) : readSchema(schema);
}

function explainUnmet(pact: Pact, interaction: Interaction): string | undefined {
  // What a customer's receiver is to answer is not for phoney to produce.
  if (selectOwn([pact], undefined).pacts.length === 0) return undefined;
  try {
    if (interaction.kind === 'message') resolveEvent(interaction, new Map());
    planStates(interaction.states, new Map());
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function isShipped({ source }: Pact): boolean {
  return path.resolve(source).startsWith(contractsFolder + path.sep);
}
