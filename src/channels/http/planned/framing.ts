import type { RequestBytes } from '../request-bytes.ts';
import type { WirePlan } from '../../wire-plan.ts';

/** A request as bytes. */
export interface Framed {
  readonly head: Buffer;
  /** With the lines around its chunks, where it has any. */
  readonly body: Buffer;
}

/** The bytes of a request with the headers and the framing that a plan wants. One without a body has no framing to change. */
export function frame(
  { head, body, encoding }: RequestBytes,
  { saysClose, chunkBytes, expectMs }: WirePlan,
): Framed {
  const bytes = Buffer.from(body, encoding);
  const hasBody = bytes.length > 0;
  let text = head;
  if (saysClose === true) text = text.replace(/\r\nconnection: [^\r]*/, '\r\nconnection: close');
  if (expectMs !== undefined && hasBody) text = text.replace(/\r\n\r\n$/, '\r\nexpect: 100-continue\r\n\r\n');
  if (chunkBytes === undefined || !hasBody) return { head: Buffer.from(text, 'latin1'), body: bytes };
  const chunked = text.replace(/\r\ncontent-length: \d+/, '\r\ntransfer-encoding: chunked');
  return { head: Buffer.from(chunked, 'latin1'), body: inChunks(bytes, chunkBytes) };
}

/** RFC 9112, section 7.1. */
function inChunks(body: Buffer, bytes: number): Buffer {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < body.length; at += bytes) {
    const chunk = body.subarray(at, at + bytes);
    parts.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n'));
  }
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')]);
}
