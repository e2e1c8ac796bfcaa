import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import { interactionOf } from '../pact/parts.ts';
import type { Interaction } from '../pact/pact.ts';
import type { RawResponse } from '../../server/request-bytes.ts';

/**
 * What Pact's engine gets of an answer. Its HTTP client follows a redirect by itself, wherever it leads and past the
 * gateway. So it never sees a `Location`: the header, and a contract's expectation of it, go by another name.
 */
const locationAlias = 'Phoney-Location';

type Json = Readonly<Record<string, unknown>>;

/** What a body cannot be understood without. */
const ofBody = ['content-type', 'content-encoding'];
/** Between two neighbours only: they are written anew, or mean nothing without what they announce. */
const framing = /^(connection|content-length|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade)$/;

/** The answer with the headers that the contract speaks of and no others: whatever else a server may send, it cannot confuse the engine. */
export function answerForEngine(
  { status, headers, body }: RawResponse,
  interaction: Interaction,
): RawResponse {
  const expected = new Set([...ofBody, ...expectedHeaders(interaction)]);
  if (!isAsCoded(headers, body)) expected.delete('content-encoding');
  return {
    status,
    headers: headers
      .filter(([name]) => expected.has(name.toLowerCase()) && !framing.test(name.toLowerCase()))
      .map(([name, value]) => [isLocation(name) ? locationAlias : name, value] as const),
    body,
  };
}

/** A body that grows beyond this is none that an answer to an event has. */
const longestBytes = 16 * 1_048_576;

/** The codings that the engine takes off a body before it looks at it. */
const decoders: Readonly<
  Record<string, (body: Buffer, limits: { readonly maxOutputLength: number }) => Buffer>
> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
  zstd: zstdDecompressSync,
};

/**
 * Whether the body is coded as its header says. A receiver that says so of what is not is lax, and no vendor looks: what counts
 * is its status, which the engine would never get to see.
 */
function isAsCoded(headers: RawResponse['headers'], body: Buffer): boolean {
  const coding =
    headers
      .find(([name]) => name.toLowerCase() === 'content-encoding')?.[1]
      .trim()
      .toLowerCase() ?? '';
  const decode = Object.hasOwn(decoders, coding) ? decoders[coding] : undefined;
  if (decode === undefined) return coding === '' || coding === 'identity';
  try {
    decode(body, { maxOutputLength: longestBytes });
    return true;
  } catch {
    return false;
  }
}

/** The pact of one interaction as the engine is to have it. */
export function documentForEngine({ kind, document }: Interaction): Json {
  const { interactions } = document;
  if (kind !== 'http' || !Array.isArray(interactions)) return document;
  return {
    ...document,
    interactions: interactions.map((one: Json) =>
      isObject(one['response']) ? { ...one, response: renameLocation(one['response']) } : one,
    ),
  };
}

/** What the engine says, with the header's own name. */
export function withOwnNames(text: string): string {
  return text.replaceAll(new RegExp(locationAlias, 'gi'), 'Location');
}

function expectedHeaders(interaction: Interaction): string[] {
  const response = interactionOf(interaction)['response'];
  if (!isObject(response)) return [];
  const { headers, matchingRules } = response;
  const rules = isObject(matchingRules) ? matchingRules : {};
  return [
    ...keysOf(headers),
    ...keysOf(rules['header']),
    ...keysOf(rules).flatMap((path) => headerIn(path) ?? []),
  ].map((name) => name.toLowerCase());
}

/** In a rule of version 2: `$.headers.Location`, `$.header['Location']`. */
function headerIn(path: string): string | undefined {
  return /^\$\.headers?(?:\.|\[['"])([^'"\]]+)/.exec(path)?.[1];
}

function renameLocation(response: Json): Json {
  const { headers, matchingRules } = response;
  return {
    ...response,
    ...(isObject(headers) && { headers: renameKeys(headers) }),
    ...(isObject(matchingRules) && { matchingRules: renameRules(matchingRules) }),
  };
}

function renameRules(rules: Json): Json {
  const renamed = Object.entries(rules).map(([key, rule]) => {
    if (key === 'header' && isObject(rule)) return [key, renameKeys(rule)];
    const header = headerIn(key);
    return [header !== undefined && isLocation(header) ? `$.headers.${locationAlias}` : key, rule];
  });
  return Object.fromEntries(renamed) as Json;
}

function renameKeys(headers: Json): Json {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [isLocation(name) ? locationAlias : name, value]),
  );
}

function isLocation(name: string): boolean {
  return name.toLowerCase() === 'location';
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}

function keysOf(value: unknown): string[] {
  return isObject(value) ? Object.keys(value) : [];
}
