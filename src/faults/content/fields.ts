import type { Value } from './content.ts';

/** A field of a message's facts. */
export interface Field {
  /** Keys from the outside in. */
  readonly path: readonly string[];
  readonly value: Value;
}

/** Every field that is no mapping itself, in the order of the message. Items of lists are no fields. */
export function fieldsOf(facts: object): Field[] {
  const outer = Array.isArray(facts) ? facts.entries() : Object.entries(facts);
  return [...outer].flatMap(([key, value]) => collect([String(key)], value as Value));
}

function collect(path: readonly string[], value: Value): Field[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [{ path, value }];
  return Object.entries(value).flatMap(([key, item]) => collect([...path, key], item as Value));
}

/** The field at a path such as `data.status`; `undefined` where there is none. Of a hub's call the first argument is meant. */
export function fieldAt(facts: object, dotted: string): Field | undefined {
  const keys = dotted.split('.');
  const path = Array.isArray(facts) ? ['0', ...keys] : keys;
  let value: Value = facts;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return { path, value };
}

/** The same facts with another value at `path`; `undefined` for a field that is to go. */
export function replaceAt(facts: object, [key = '', ...rest]: readonly string[], value: Value): object {
  const copy = (Array.isArray(facts) ? facts.slice() : { ...facts }) as Record<string, unknown>;
  const inner = copy[key];
  if (rest.length > 0) copy[key] = replaceAt(inner as object, rest, value);
  else if (value === undefined) delete copy[key];
  else copy[key] = value;
  return copy;
}

/** `data.status`; of a hub's call without the number of the argument. */
export function formatField({ path }: Field): string {
  return path.filter((key, index) => index > 0 || key !== '0').join('.');
}
