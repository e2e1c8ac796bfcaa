import type { HttpMessage } from '../message.ts';
import type { Address } from './address.ts';

/** What goes into a request, the same for every try, beside its address. */
export type Request = Pick<HttpMessage, 'method' | 'headers' | 'body' | 'bodyEncoding'>;

/** A request as it stands on the wire. */
export interface RequestBytes {
  /** Request line and headers with the empty line behind them: one byte a character. */
  readonly head: string;
  readonly body: string;
  /** How `body` becomes bytes. */
  readonly encoding: 'utf8' | 'latin1';
  /** The encoding in which both can be written as one string; `undefined`: none. */
  readonly asOne: 'latin1' | 'utf8' | undefined;
  /** Whether the connection is asked to stay. */
  readonly keepsAlive: boolean;
}

/** A request's first lines: everything that does not depend on its body. */
interface Opening {
  readonly method: string;
  readonly address: Address;
  readonly text: string;
  readonly isAscii: boolean;
  readonly keepsAlive: boolean;
}

const methodForm = /^[\w!#$%&'*+.^`|~-]+$/;
const targetForm = /^[\u0021-\u007E\u0080-\u00FF]+$/;
const valueForm = /^[\t\u0020-\u007E\u0080-\u00FF]*$/;
/** Headers that would say something about the bytes which the bytes do not hold. */
const framing = /^(?:content-length|expect|keep-alive|transfer-encoding|upgrade)$/i;
// eslint-disable-next-line no-control-regex
const asciiForm = /^[\0-\u007F]*$/;
const bodyless = /^(?:GET|HEAD|OPTIONS|TRACE|CONNECT)$/;

/** The openings that were written, by their headers: the messages of a feed mostly share theirs. */
const openings = new WeakMap<Request['headers'], Opening>();

/** Writes a request out; `undefined` when it cannot be, such as one with a line break in a header. */
export function writeRequest(request: Request, address: Address): RequestBytes | undefined {
  const { method, headers, body, bodyEncoding: encoding = 'utf8' } = request;
  let opening = openings.get(headers);
  if (opening === undefined || opening.method !== method || opening.address !== address) {
    opening = writeOpening(method, headers, address);
    if (opening === undefined) return undefined;
    openings.set(headers, opening);
  }
  const { text, keepsAlive } = opening;
  const bytes = Buffer.byteLength(body, encoding);
  const length = body === '' && bodyless.test(method) ? '' : `content-length: ${bytes}\r\n`;
  return {
    head: `${text}${length}\r\n`,
    body,
    encoding,
    asOne: opening.isAscii && encoding === 'utf8' ? (bytes === body.length ? 'latin1' : 'utf8') : undefined,
    keepsAlive,
  };
}

function writeOpening(method: string, headers: Request['headers'], address: Address): Opening | undefined {
  if (!methodForm.test(method) || !targetForm.test(address.target)) return undefined;
  let host = address.authority;
  let connection = 'keep-alive';
  let others = '';
  for (const [name, value] of Object.entries(headers)) {
    if (!methodForm.test(name) || !valueForm.test(value) || framing.test(name)) return undefined;
    if (isNamed(name, 'host')) host = value;
    else if (isNamed(name, 'connection')) connection = value;
    else others += `${name}: ${value}\r\n`;
  }
  const text = `${method} ${address.target} HTTP/1.1\r\nhost: ${host}\r\nconnection: ${connection}\r\n${others}`;
  const isAscii = asciiForm.test(text);
  return { method, address, text, isAscii, keepsAlive: !/\bclose\b/i.test(connection) };
}

function isNamed(name: string, lowerCase: string): boolean {
  return name.length === lowerCase.length && name.toLowerCase() === lowerCase;
}

/** Whether sending a request twice does no more than sending it once (RFC 9110, section 9.2.2). */
export function isIdempotent(method: string): boolean {
  return /^(?:GET|HEAD|OPTIONS|TRACE|PUT|DELETE)$/.test(method);
}
