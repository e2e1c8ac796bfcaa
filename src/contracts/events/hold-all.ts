import type { Interaction } from '../pact/pact.ts';
import { partsOf, type PlacedMatcher } from '../pact/parts.ts';
import { dotted, sometimesIn } from '../pact/places.ts';

/** How one place of a contract fares with all messages of its type. */
export interface Shortfall {
  /** As a contract writes it: `$.data.id`. */
  readonly path: string;
  /** In one sentence. */
  readonly text: string;
}

/** What a contract reads, held against all messages of its type. */
export interface Held {
  /** What not every message has, though its consumer counts on it. */
  readonly lacking: readonly Shortfall[];
  /** What its consumer should know and does not fail for. */
  readonly notes: readonly Shortfall[];
}

/** What is at one place of every message. */
interface Place {
  /** Names from the top. */
  readonly names: readonly string[];
  readonly example: unknown;
}

/**
 * Holds a contract against all messages of its type. It is verified with one message that fits; its consumer will get all the
 * others, too. A field that is missing, null where no rule takes a null, or of another type is lacking, unless the contract
 * itself or `sometimes` says that it is there only sometimes. Another form than a rule says is a note: it may be a variant that
 * another interaction is about. Values that must be equal narrow the messages down to the variant that is meant.
 */
export function holdAll(
  interaction: Interaction,
  all: readonly unknown[],
  sometimes: readonly string[] = [],
): Held {
  const matchers = partsOf(interaction).find(({ isExpected }) => isExpected)?.matchers ?? [];
  const contents = narrow(interaction.example, matchers, all);
  const known = new Set([...sometimes, ...sometimesIn(interaction)].map(dotted));
  const nullable = new Set(
    matchers.filter(({ matcher }) => matcher['match'] === 'null').map(({ path }) => dotted(path)),
  );
  const regexes = regexesOf(matchers);
  const [lacking, notes]: [Shortfall[], Shortfall[]] = [[], []];
  const visit = (place: Place, holders: readonly unknown[]): void => {
    const path = place.names.join('.');
    const tell = (list: Shortfall[], text: string): void => void list.push({ path: `$.${path}`, text });
    const ofPath = known.has(path) ? notes : lacking;
    const found = holders.map((one) => member(one, place.names.at(-1) ?? ''));
    const having = found.filter((value) => value !== undefined && (value !== null || nullable.has(path)));
    // What none of them has is a mismatch, which the verdict tells.
    if (having.length > 0 && having.length < holders.length)
      tell(ofPath, `${having.length} of ${contents.length} messages of this type have ${path}.`);
    const values = having.filter((value) => value !== null);
    const alike = values.filter((value) => typeOf(value) === typeOf(place.example));
    if (alike.length > 0 && alike.length < values.length)
      tell(
        ofPath,
        `${path} is ${typeOf(place.example)} in ${alike.length} of ${values.length} messages of this type, and something else in the others.`,
      );
    const regex = regexes.get(path);
    const fitting = regex === undefined ? alike : alike.filter((value) => regex.test(textOf(value)));
    if (fitting.length > 0 && fitting.length < alike.length)
      tell(notes, `${path} fits its rule in ${fitting.length} of ${alike.length} messages of this type.`);
    for (const inner of membersOf(place)) visit(inner, alike);
  };
  for (const place of membersOf({ names: [], example: interaction.example })) visit(place, contents);
  return { lacking, notes };
}

/**
 * The messages that have what must be equal, where every message has something at that place: a contract about one status is
 * not about the others. All of them when none is left: then the verdict tells the difference.
 */
function narrow(
  example: unknown,
  matchers: readonly PlacedMatcher[],
  all: readonly unknown[],
): readonly unknown[] {
  const ruled = matchers.map(({ path }) => dotted(path));
  const isFree = (path: string): boolean =>
    ruled.some((one) => one === '' || one === path || path.startsWith(`${one}.`) || /\*/.test(one));
  let left = all;
  const visit = ({ names, example: wanted }: Place): void => {
    if (typeof wanted === 'object') return membersOf({ names, example: wanted }).forEach(visit);
    if (isFree(names.join('.'))) return;
    const values = all.map((one) => names.reduce(member, one));
    if (values.some((value) => value === undefined || value === null)) return;
    left = left.filter((one) => names.reduce(member, one) === wanted);
  };
  for (const place of membersOf({ names: [], example })) visit(place);
  return left.length > 0 ? left : all;
}

/** The places below; a null says nothing about what may be there, and the members of a list are not told apart. */
function membersOf({ names, example }: Place): Place[] {
  if (typeof example !== 'object' || example === null || Array.isArray(example)) return [];
  return Object.entries(example)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => ({ names: [...names, name], example: value as unknown }));
}

function member(holder: unknown, name: string): unknown {
  if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, name)) return undefined;
  return (holder as Readonly<Record<string, unknown>>)[name];
}

/** A value as Pact's engine holds a regular expression against it. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
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
      const several = matchers.filter((one) => one.path === path && one.matcher['match'] !== 'type');
      if (/\*/.test(path) || matcher['match'] !== 'regex' || several.length > 1) return [];
      try {
        return [[dotted(path), new RegExp(`^(?:${String(matcher['regex'])})$`, 's')] as const];
      } catch {
        return [];
      }
    }),
  );
}
