import type { HttpMessage } from '../message.ts';
import type { Address } from './address.ts';

/** What goes into a request, the same for every try. */
export type Request = Pick<HttpMessage, 'method' | 'headers' | 'body'> & {
  readonly bodyEncoding?: HttpMessage['bodyEncoding'] | undefined;
  readonly address: Address;
};

/** A request as it stands on the wire. */
export interface RequestBytes {
  /** Request line and headers with the empty line behind them: one byte a character. */
  readonly head: string;
  readonly body: string;
  /** How `body` becomes bytes. */
  readonly encoding: 'utf8' | 'latin1';
  /** Whether the connection is asked to stay. */
  readonly keepsAlive: boolean;
}

const methodForm = /^[\w!#$%&'*+.^`|~-]+$/;
const targetForm = /^[\u0021-\u007E\u0080-\u00FF]+$/;
const valueForm = /^[\t\u0020-\u007E\u0080-\u00FF]*$/;
/** Headers that would say something about the bytes which the bytes do not hold. */
const framing = /^(?:content-length|expect|keep-alive|transfer-encoding|upgrade)$/i;
const bodyless = /^(?:GET|HEAD|OPTIONS|TRACE|CONNECT)$/;

/** Writes a request out; `undefined` when it cannot be, such as one with a line break in a header. */
export function writeRequest({
  method,
  headers,
  body,
  bodyEncoding,
  address,
}: Request): RequestBytes | undefined {
  const encoding = bodyEncoding ?? 'utf8';
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
  const length =
    body === '' && bodyless.test(method) ? '' : `content-length: ${Buffer.byteLength(body, encoding)}\r\n`;
  const head = `${method} ${address.target} HTTP/1.1\r\nhost: ${host}\r\nconnection: ${connection}\r\n${others}${length}\r\n`;
  return { head, body, encoding, keepsAlive: !/\bclose\b/i.test(connection) };
}

function isNamed(name: string, lowerCase: string): boolean {
  return name.length === lowerCase.length && name.toLowerCase() === lowerCase;
}

/** Whether sending a request twice does no more than sending it once (RFC 9110, section 9.2.2). */
export function isIdempotent(method: string): boolean {
  return /^(?:GET|HEAD|OPTIONS|TRACE|PUT|DELETE)$/.test(method);
}
