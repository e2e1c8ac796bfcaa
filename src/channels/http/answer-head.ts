/** What is wrong with an answer: the code that an attempt has as its error, and a sentence on what was seen, with the stranger's words as they came. */
export interface Fault {
  readonly error: 'answer is not HTTP' | 'answer too long' | 'answer cut short';
  readonly detail: string;
}

/** How the end of an answer's body is told: by a number of bytes, by its chunks, or by the end of the connection. */
export type Framing = number | 'chunked' | 'until close';

/** What stands before an answer's body. */
export interface AnswerHead {
  readonly status: number;
  /** In the order in which they came: names in lower case, values without white space at their ends. */
  readonly headers: readonly Header[];
  readonly framing: Framing;
  /** Whether the connection stays for another request once the answer is read. */
  readonly keepAlive: boolean;
  /** For how long the receiver says that it keeps an idle connection; `Infinity` when it does not say. */
  readonly idleMs: number;
}

/** A header's name in lower case, and its value. */
export type Header = readonly [name: string, value: string];

const statusLine = /^HTTP\/1\.(\d) ([1-9]\d\d)(?: ([^\r\n]*))?$/;
const token = /^[\w!#$%&'*+.^`|~-]+$/;
/** Control characters but the tab, and so line ends that are not CR LF. */
// eslint-disable-next-line no-control-regex
const control = /[\0-\u0008\u000A-\u001F\u007F]/;

/**
 * Reads `text`, an answer's status line and headers without the empty line that ends them (RFC 9112, sections 4 and 5).
 * A line that goes on in the next (obs-fold) is joined with a space, as section 5.2 demands; a line end other than CR LF,
 * white space before a colon, and whatever leaves open where the answer ends is a fault.
 */
export function readHead(text: string): AnswerHead | Fault {
  const end = text.indexOf('\r\n');
  const first = end < 0 ? text : text.slice(0, end);
  const [, minor, code] = statusLine.exec(first) ?? [];
  if (code === undefined || control.test(first)) return notHttp(`It begins with: ${clip(first)}`);
  const status = Number(code);
  const headers = end < 0 ? [] : readHeaders(text.slice(end + 2));
  if ('error' in headers) return headers;
  const framing = hasNoBody(status) ? 0 : frame(headers, minor === '0');
  if (typeof framing === 'object') return framing;
  const connection = tokensOf(headers, 'connection');
  // Who is offered no other protocol and switches all the same has left this one.
  const stays = minor === '0' ? connection.includes('keep-alive') : !connection.includes('close');
  return {
    status,
    headers,
    framing,
    keepAlive: stays && framing !== 'until close' && status !== 101,
    idleMs: readIdleMs(headers),
  };
}

/** Reads header lines, those of a trailer too. */
export function readHeaders(text: string): Header[] | Fault {
  const headers: Header[] = [];
  // Obs-fold: a line that begins with white space belongs to the one before.
  const unfolded = /\r\n[\t ]/.test(text) ? text.replaceAll(/(?<=[^\r\n])\r\n[\t ]+/g, ' ') : text;
  for (const line of unfolded.split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0));
    if (!token.test(name)) return notHttp(`This is no header line: ${clip(line)}`);
    if (control.test(line)) return notHttp(`The header ${name} has a control character in it.`);
    headers.push([name.toLowerCase(), trim(line.slice(colon + 1))]);
  }
  return headers;
}

/** Whether an answer ends with its head, whatever that says (RFC 9112, section 6.3, 1). */
function hasNoBody(status: number): boolean {
  return status < 200 || status === 204 || status === 304;
}

/** Where the body ends (RFC 9112, section 6.3). What two readers could understand in two ways is a fault. */
function frame(headers: readonly Header[], isOld: boolean): Framing | Fault {
  const lengths = valuesOf(headers, 'content-length');
  const hasCodings = headers.some(([name]) => name === 'transfer-encoding');
  if (hasCodings && lengths.length > 0) return notHttp('It has both Content-Length and Transfer-Encoding.');
  if (hasCodings && isOld)
    return notHttp('It is HTTP/1.0 and has a Transfer-Encoding, which that does not know.');
  if (hasCodings) return frameByCodings(tokensOf(headers, 'transfer-encoding'));
  const [length] = lengths;
  if (length === undefined) return 'until close';
  if (lengths.length > 1)
    return notHttp(`It has more than one Content-Length: ${clip(lengths.join(' and '))}`);
  if (!/^\d+$/.test(length)) return notHttp(`Its Content-Length is: ${clip(length)}`);
  // So many digits that they would be Infinity are too long by any limit.
  return Math.min(Number(length), Number.MAX_SAFE_INTEGER);
}

function frameByCodings(codings: readonly string[]): Framing | Fault {
  const chunked = codings.indexOf('chunked');
  if (codings.length > 0 && chunked < 0) return 'until close';
  if (codings.length > 0 && chunked === codings.length - 1) return 'chunked';
  return notHttp(`Its Transfer-Encoding is: ${clip(codings.join(', '))}`);
}

/** `Keep-Alive: timeout=5` as ms. */
function readIdleMs(headers: readonly Header[]): number {
  for (const [name, value] of headers) {
    const seconds = name === 'keep-alive' ? /(?:^|[\s,])timeout=(\d+)/i.exec(value)?.[1] : undefined;
    if (seconds !== undefined) return Number(seconds) * 1000;
  }
  return Infinity;
}

function valuesOf(headers: readonly Header[], wanted: string): string[] {
  return headers.filter(([name]) => name === wanted).map(([, value]) => value);
}

/** What a header that lists tokens lists, over all its lines and in lower case. */
function tokensOf(headers: readonly Header[], wanted: string): string[] {
  return valuesOf(headers, wanted)
    .flatMap((value) => value.split(','))
    .map((part) => trim(part).toLowerCase())
    .filter((part) => part !== '');
}

/** Without white space as HTTP has it, and in linear time. */
function trim(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isBlank(text.charCodeAt(from))) from++;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

/** An answer that is not HTTP/1.1, and what shows it. */
export function notHttp(detail: string): Fault {
  return { error: 'answer is not HTTP', detail };
}

/** The beginning of what a stranger sent, for the end of a sentence, where a secret that was cut is looked for. */
export function clip(text: string): string {
  return text.slice(0, 60);
}
