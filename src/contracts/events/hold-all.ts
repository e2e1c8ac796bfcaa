import { partsOf, type PlacedMatcher } from '../pact/parts.ts';
import type { Interaction } from '../pact/pact.ts';

/** What is at one place of every message. */
interface Place {
  /** Names from the top. */
  readonly names: readonly string[];
  readonly example: unknown;
}

/**
 * What a contract reads and not every message of its type has, in one sentence for each place: a field that is missing or null, of
 * another type, or of another form than a rule for it says. A contract is verified with one message that fits; its consumer
 * will get all the others, too.
 */
export function holdAll(interaction: Interaction, contents: readonly unknown[]): string[] {
  const regexes = regexesOf(partsOf(interaction).find(({ isExpected }) => isExpected)?.matchers ?? []);
  const told: string[] = [];
  const visit = (place: Place, holders: readonly unknown[]): void => {
    const path = place.names.join('.');
    const having = holders.map((one) => member(one, place.names.at(-1) ?? '')).filter(isThere);
    // What none of them has is a mismatch, which the verdict tells.
    if (having.length > 0 && having.length < holders.length)
      told.push(`${having.length} of ${contents.length} messages of this type have ${path}.`);
    const alike = having.filter((value) => typeOf(value) === typeOf(place.example));
    if (alike.length > 0 && alike.length < having.length)
      told.push(
        `${path} is ${typeOf(place.example)} in ${alike.length} of ${having.length} messages of this type, and something else in the others.`,
      );
    const regex = regexes.get(path);
    const fitting = regex === undefined ? alike : alike.filter((value) => regex.test(String(value)));
    if (fitting.length > 0 && fitting.length < alike.length)
      told.push(`${path} fits its rule in ${fitting.length} of ${alike.length} messages of this type.`);
    visitMembers(place, alike);
  };
  const visitMembers = ({ names, example }: Place, holders: readonly unknown[]): void => {
    if (typeof example !== 'object' || example === null || Array.isArray(example)) return;
    for (const [name, value] of Object.entries(example) as readonly [string, unknown][])
      if (value !== null) visit({ names: [...names, name], example: value }, holders);
  };
  visitMembers({ names: [], example: interaction.example }, contents);
  return told;
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function member(holder: unknown, name: string): unknown {
  if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, name)) return undefined;
  return (holder as Readonly<Record<string, unknown>>)[name];
}

/** JSON's types in words. */
function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

/** By dotted path: rules for plain places, of whole texts as Pact's engine takes them. Those that are none here are left to it. */
function regexesOf(matchers: readonly PlacedMatcher[]): ReadonlyMap<string, RegExp> {
  return new Map(
    matchers.flatMap(({ path, matcher }) => {
      const plain = /^\$\.([\w.]+)$/.exec(path)?.[1];
      const several = matchers.filter((one) => one.path === path && one.matcher['match'] !== 'type');
      if (plain === undefined || matcher['match'] !== 'regex' || several.length > 1) return [];
      try {
        return [[plain, new RegExp(`^(?:${String(matcher['regex'])})$`, 's')] as const];
      } catch {
        return [];
      }
    }),
  );
}
