/** A header's name: a token of RFC 9110, section 5.6.2. */
export const headerNameForm = /^[\w!#$%&'*+.^`|~-]+$/;

/** A header's value as we let it be written: printable ASCII, without spaces at its ends. */
export const headerValueForm = /^(?:[\x21-\x7e](?:[\x20-\x7e\t]*[\x21-\x7e])?)?$/;

/** What {@link headerNameForm} lets through, in words. */
export const headerNameAdvice =
  "A header name has ASCII letters, digits and !#$%&'*+.^_`|~- only, no spaces, such as X-Integration.";

/** What {@link headerValueForm} lets through, in words. */
export const headerValueAdvice =
  'A header value is printable ASCII (no umlauts, no line breaks), with no space at its beginning or end.';

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

/** A header as it is given on a command line. */
export interface Header {
  readonly name: string;
  readonly value: string;
}

/** Reads `Name: value`, or `Name=value`. A text in place of the header says what is wrong with it, and does not hold its value. */
export function readHeader(text: string): Header | string {
  const [, name, value = ''] = /^([^:=]*?)\s*[:=]\s*(.*)$/s.exec(text) ?? [];
  if (name === undefined || name === '') return 'A header is a name and a value, such as "X-Tenant: 7".';
  if (!headerNameForm.test(name)) return `"${name}" is not the name of a header. ${headerNameAdvice}`;
  if (reservedHeaders.has(name.toLowerCase())) return `"${name}" is set by phoney itself. Leave it out.`;
  if (!headerValueForm.test(value)) return `The value of ${name} cannot be sent. ${headerValueAdvice}`;
  return { name, value };
}
