import { suggestNames } from '../../lib/errors.ts';

/** Whether a value is as it has to be, and what that is, in words. */
export type Check = readonly [isRight: (value: unknown) => boolean, what: string];

/** What each member of something has to be. */
export type Members = Readonly<Record<string, Check>>;

/** Whether it can be called. */
export const isFunction = (value: unknown): boolean => typeof value === 'function';

/** What is wrong with the members of `given`, of which there are no others than those; `thing` says whose they are, such as `a dialect`. */
export function mistakesIn(given: object, members: Members, thing: string): string[] {
  const mistakes: string[] = [];
  for (const [name, value] of Object.entries(given)) {
    const mistake = mistakeIn(name, value, members, thing);
    if (mistake !== undefined) mistakes.push(mistake);
  }
  return mistakes;
}

function mistakeIn(name: string, value: unknown, members: Members, thing: string): string | undefined {
  if (value === undefined) return undefined;
  const check = Object.hasOwn(members, name) ? members[name] : undefined;
  if (check === undefined) return `"${name}" is not a member of ${thing}. ${hintAt(name, members)}`;
  const [isRight, what] = check;
  return isRight(value) ? undefined : `"${name}" is ${describe(value)}. It has to be ${what}.`;
}

function hintAt(name: string, members: Members): string {
  const names = Object.keys(members);
  const [near] = suggestNames(name, names);
  return near === undefined ? `There are ${names.join(', ')}.` : `Did you mean "${near}"?`;
}

/** Those of `names` that are missing. */
export function missingIn(given: object, members: Members, names: readonly string[]): string[] {
  return names
    .filter((name) => Reflect.get(given, name) === undefined)
    .map((name) => `"${name}" is missing. Give ${members[name]?.[1]}.`);
}

/** A value in a few words: what it is rather than what it holds. */
export function describe(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `"${value.slice(0, 60)}"`;
  if (Array.isArray(value)) return 'a list';
  if (isPromise(value)) return 'a promise';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'function' || typeof value === 'symbol'
    ? `a ${typeof value}`
    : `${value as number}`;
}

/** Whether something is still to be waited for. */
export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'then') === 'function';
}
