/** A header's name: a token of RFC 9110, section 5.6.2. */
export const headerNameForm = /^[\w!#$%&'*+.^`|~-]+$/;

/** A header's value as we let it be written: printable ASCII, without spaces at its ends. */
export const headerValueForm = /^(?:[\x21-\x7e](?:[\x20-\x7e\t]*[\x21-\x7e])?)?$/;

/** A Bearer token: RFC 6750, section 2.1. */
export const bearerTokenForm = /^[\w.~+/-]+=*$/;

/** Headers that say how a request is framed, or what it is. Nobody but the sender sets them. */
export const reservedHeaders: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'content-type',
  'expect',
  'host',
  'http2-settings',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'validation-token',
]);

/** Headers of several sources as one, names in lower case since their case means nothing; a later source wins. */
export function mergeHeaders(
  ...sources: readonly (Readonly<Record<string, string>> | undefined)[]
): Readonly<Record<string, string>> {
  const pairs = sources.flatMap((headers) => Object.entries(headers ?? {}));
  return Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), value]));
}
