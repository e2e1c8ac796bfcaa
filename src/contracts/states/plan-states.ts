import type { z } from 'zod';
import { InputError, suggestNames } from '../../lib/errors.ts';
import { parseRunCommand, type RunCommandInput } from '../../run/command.ts';
import type { ProviderState } from '../pact/pact.ts';
import { centreCommands } from './centre-commands.ts';
import { ownCast, type Cast } from './cast.ts';
import type { ClientFacts } from './client-facts.ts';
import { stateDefinitions, type StateDefinition } from './definitions.ts';
import { readLoosely } from './read-params.ts';

/** A state of ours as part of one of the user's own. */
export interface MappedState extends ProviderState {
  /** How long after the state before it. Default: at once. */
  readonly afterMs?: number;
}

/** States of the user's own: what each means. */
export type StateMap = ReadonlyMap<string, readonly MappedState[]>;

/** A command of a provider state. */
export interface PlannedStep {
  /** The state's name. */
  readonly state: string;
  /** How long after the step before it. */
  readonly afterMs: number;
  readonly command: RunCommandInput;
}

/** What the provider states of an interaction ask for, all together. */
export interface StatePlan {
  /** In order: a state begins when the one before it is set up. */
  readonly steps: readonly PlannedStep[];
  readonly facts: ClientFacts;
}

const commandNames: readonly string[] = centreCommands.map(({ shape }) => shape.do.value);

/** Turns provider states into what has to be done. Throws an error that names the state and what can be asked for instead. */
export function planStates(states: readonly ProviderState[], map: StateMap, cast: Cast = ownCast): StatePlan {
  const plans = states.flatMap((state) =>
    (map.get(state.name) ?? [state]).map((one) => planMapped(one, cast)),
  );
  const facts = plans.map((plan) => plan.facts);
  const signsIn = facts.findLast((one) => one.signsIn !== undefined)?.signsIn;
  return {
    steps: plans.flatMap(({ steps }) => steps),
    facts: {
      ...(signsIn !== undefined && { signsIn }),
      users: Object.fromEntries(facts.flatMap(({ users = {} }) => Object.entries(users))),
      queues: Object.fromEntries(facts.flatMap(({ queues = {} }) => Object.entries(queues))),
      subscribed: facts.flatMap(({ subscribed = [] }) => subscribed),
      subscriptions: facts.flatMap(({ subscriptions = [] }) => subscriptions),
      isInvalid: facts.some(({ isInvalid }) => isInvalid === true),
      isDenied: facts.some(({ isDenied }) => isDenied === true),
    },
  };
}

function planMapped({ afterMs = 0, ...state }: MappedState, cast: Cast): StatePlan {
  const { steps, facts } = planState(state, cast);
  const later = steps.map((step, i) => (i === 0 ? { ...step, afterMs: step.afterMs + afterMs } : step));
  return { steps: later, facts };
}

function planState(state: ProviderState, cast: Cast): StatePlan {
  const { name, params } = state;
  if (name === '') return { steps: [], facts: {} };
  const command = centreCommands.find(({ shape }) => shape.do.value === name);
  if (command !== undefined) {
    const given = { do: name, ...readLoosely(command, params) };
    return { steps: [{ state: name, afterMs: 0, command: readCommand(name, given) }], facts: {} };
  }
  const definition = findDefinition(name);
  if (definition === undefined) throw new Error(explainUnknownState(name));
  const read = readParams(definition, state, cast);
  let lastMs = 0;
  const steps = definition.steps(read).map(({ afterMs, command: next }) => {
    const step = { state: name, afterMs: afterMs - lastMs, command: readCommand(name, next) };
    lastMs = afterMs;
    return step;
  });
  return { steps, facts: definition.clients?.(read) ?? {} };
}

function findDefinition(name: string): StateDefinition | undefined {
  const wanted = plain(name);
  return stateDefinitions.find((one) =>
    [one.name, ...one.alsoCalled].some((known) => plain(known) === wanted),
  );
}

/** A sentence without case, articles and punctuation. */
function plain(sentence: string): string {
  return sentence
    .toLowerCase()
    .replaceAll(/\b(an?|the|their)\b/g, ' ')
    .replaceAll(/[^a-z\d]+/g, ' ')
    .trim();
}

function readParams(definition: StateDefinition, { name, params }: ProviderState, cast: Cast): never {
  const given = readLoosely(definition.params, params);
  const read = definition.params.safeParse({ ...membersOf(definition, cast), ...given });
  if (read.success) return read.data as never;
  const known = Object.keys(definition.params.shape);
  const issues = read.error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  );
  throw new Error(
    `The provider state "${name}" cannot be set up: ${issues.join('; ')}. It has ${known.length > 0 ? known.join(', ') : 'no parameters'}.`,
  );
}

/** Who is meant by the parameters that are not given. */
function membersOf({ params }: StateDefinition, cast: Cast): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(params.shape as z.ZodRawShape).flatMap(([name, schema]) => {
      const of = (schema as z.ZodType).meta()?.['cast'] as keyof Cast | undefined;
      return of === undefined ? [] : [[name, cast[of]]];
    }),
  );
}

/** The command as it was given: whoever carries it out reads it again. */
function readCommand(state: string, command: unknown): RunCommandInput {
  try {
    parseRunCommand(command);
    return command as RunCommandInput;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new Error(`The provider state "${state}" cannot be set up: ${error.message}`, { cause: error });
  }
}

function explainUnknownState(name: string): string {
  const known = stateDefinitions.map((definition) => definition.name);
  const near = [...suggestNames(name, [...known, ...commandNames]), ...byWords(name, known)];
  const hint =
    near.length > 0
      ? ` Did you mean ${[...new Set(near)]
          .slice(0, 3)
          .map((one) => `"${one}"`)
          .join(' or ')}?`
      : '';
  return `The provider state "${name}" is not one that phoney can set up.${hint} See \`phoney contracts list --states\`, or say in a file for --map what it means.`;
}

/** Those that have at least half of their words in common with `name`. */
function byWords(name: string, known: readonly string[]): string[] {
  const words = new Set(plain(name).split(' '));
  const share = (sentence: string): number => {
    const own = plain(sentence).split(' ');
    return own.filter((word) => words.has(word)).length / own.length;
  };
  return known.filter((sentence) => share(sentence) >= 0.5).sort((a, b) => share(b) - share(a));
}
