import { commandSchema, type Command, type TimedCommand } from '../../centre/commands/command.ts';
import { suggestNames } from '../../lib/errors.ts';
import type { ProviderState } from '../pact/pact.ts';
import { stateDefinitions, type RteFacts, type StateDefinition } from './definitions.ts';

/** States of the user's own: what each means, as states of ours. */
export type StateMap = ReadonlyMap<string, readonly ProviderState[]>;

/** What the provider states of an interaction ask for. */
export interface StatePlan {
  readonly commands: readonly TimedCommand[];
  readonly rte: readonly RteFacts[];
}

const commandNames: readonly string[] = commandSchema.options.map((option) => option.shape.do.value);

/** Turns provider states into commands from `atMs` on. Throws an error that names the state and what can be asked for instead. */
export function planStates(states: readonly ProviderState[], map: StateMap, atMs: number): StatePlan {
  const plans = states.flatMap((state) =>
    (map.get(state.name) ?? [state]).map((own) => planState(own, atMs)),
  );
  return { commands: plans.flatMap(({ commands }) => commands), rte: plans.flatMap(({ rte }) => rte) };
}

function planState(state: ProviderState, atMs: number): StatePlan {
  if (state.name === '') return { commands: [], rte: [] };
  if (commandNames.includes(state.name)) {
    return {
      commands: [{ atMs, command: readCommand(state.name, { do: state.name, ...state.params }) }],
      rte: [],
    };
  }
  const definition = findDefinition(state.name);
  if (definition === undefined) throw new Error(explainUnknownState(state.name));
  const params = readParams(definition, state);
  const commands = definition.steps(params).map(({ afterMs, command }) => ({
    atMs: atMs + afterMs,
    command: readCommand(state.name, command),
  }));
  return { commands, rte: definition.rte === undefined ? [] : [definition.rte(params)] };
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

function readParams(definition: StateDefinition, { name, params }: ProviderState): never {
  const read = definition.params.safeParse(params);
  if (read.success) return read.data as never;
  const known = Object.keys(definition.params.shape);
  const issues = read.error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  );
  throw new Error(
    `The provider state "${name}" cannot be set up: ${issues.join('; ')}. It has ${known.length > 0 ? known.join(', ') : 'no parameters'}.`,
  );
}

function readCommand(state: string, command: unknown): Command {
  const read = commandSchema.safeParse(command);
  if (read.success) return read.data;
  const issues = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`The provider state "${state}" cannot be set up: ${issues.join('; ')}.`);
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
