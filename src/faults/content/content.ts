import type { HttpMessage, HubMessage, Unnumbered } from '../../channels/message.ts';

/** A value of a message: what JSON can hold. */
export type Value = unknown;

/** The facts of a message, however they travel, and the way back. */
export interface Content {
  /** A mapping or a list. */
  readonly facts: object;
  /** The same message with other facts. */
  write(facts: object): Unnumbered;
}

/** The facts that a message carries, as JSON, in a query or pushed by a hub or a WebSocket; `undefined` where there are none to be read. */
export function readContent(draft: Unnumbered): Content | undefined {
  if (draft.channel === 'signalr') return readArguments(draft);
  if (draft.channel === 'http' && draft.body === '') return readQuery(draft);
  const facts = parse(draft.body);
  return facts && { facts, write: (changed) => ({ ...draft, body: JSON.stringify(changed) }) };
}

/** The same message with each of its values replaced by what `map` makes of it; `undefined` where there is nothing to read. */
export function withValues(
  draft: Unnumbered,
  map: (path: readonly string[], value: Value) => Value,
): Unnumbered | undefined {
  const content = readContent(draft);
  return content?.write(mapLeaves(content.facts, [], map) as object);
}

function mapLeaves(
  value: Value,
  path: readonly string[],
  map: (path: readonly string[], value: Value) => Value,
): Value {
  if (Array.isArray(value)) return value.map((item, index) => mapLeaves(item, [...path, String(index)], map));
  if (typeof value !== 'object' || value === null) return map(path, value);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapLeaves(item, [...path, key], map)]),
  );
}

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A call of a hub: its arguments. One that differs goes to one client only, so nothing of it is shared with others. */
function readArguments(draft: Omit<HubMessage, 'seq'>): Content | undefined {
  const facts = parse(draft.body);
  const { push } = draft;
  if (!Array.isArray(facts) || facts.length === 0) return undefined;
  return {
    facts,
    write: (changed) => {
      const [first, ...rest] = changed as unknown[];
      const own = { value: () => first };
      const shared = { arguments: (_protocol: unknown, hole: unknown) => [hole, ...rest] };
      return {
        ...draft,
        body: JSON.stringify(changed),
        ...(push !== undefined && { push: { connectionId: push.connectionId, shared, own } }),
      };
    },
  };
}

/** The URL-encoded form: the facts in the query string, and no body. */
function readQuery(draft: Omit<HttpMessage, 'seq'>): Content | undefined {
  const [address = '', query] = draft.url.split(/\?(.*)/s);
  if (query === undefined) return undefined;
  return {
    facts: Object.fromEntries(new URLSearchParams(query)),
    write: (changed) => ({ ...draft, url: `${address}?${encode(changed)}` }),
  };
}

/** A null is an absent key; what is no text is written as JSON. A space is `%20`, which every parser reads alike. */
function encode(facts: object): string {
  const pairs = Object.entries(facts)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]);
  return new URLSearchParams(pairs).toString().replaceAll('+', '%20');
}
