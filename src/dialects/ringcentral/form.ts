import { hash } from 'node:crypto';
import { fieldNames, type WfmEvent } from './wire.ts';

const sortedNames = [...fieldNames].sort() as readonly (keyof WfmEvent)[];

/** A request that carries one event. */
export interface FormedRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** *Send body as JSON*: a POST with the facts as a JSON object. */
export function formJson(
  facts: WfmEvent,
  url: string,
  headers: Readonly<Record<string, string>>,
): FormedRequest {
  return {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(facts),
  };
}

/**
 * The URL-encoded form: the facts in the query string, behind a query that the address already has, and no body.
 * A null is an absent key.
 */
export function formQuery(
  facts: WfmEvent,
  url: string,
  headers: Readonly<Record<string, string>>,
  method: 'GET' | 'POST',
): FormedRequest {
  const address = url.replace(/#.*$/s, '').replace(/[?&]+$/, '');
  const joint = address.includes('?') ? '&' : '?';
  return { method, url: `${address}${joint}${encodeFacts(facts)}`, headers, body: '' };
}

/** A fingerprint of the facts, alike in both forms: the vendor's events have no id of their own. */
export function fingerprint(facts: WfmEvent): string {
  const values = sortedNames.map((name) => facts[name] ?? null);
  return hash('sha256', JSON.stringify(values), 'hex').slice(0, 32);
}

function encodeFacts(facts: WfmEvent): string {
  return Object.entries(facts)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');
}

/**
 * Percent-encoding that every parser reads alike: all but letters, digits and `-._~` is escaped, a space as `%20` and a
 * plus as `%2B`, so that it makes no difference whether a parser takes a bare plus for a space.
 */
function encode(text: string): string {
  if (/^[\w.~-]*$/.test(text)) return text;
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
