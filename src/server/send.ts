import type { ServerResponse } from 'node:http';
import type { RawResponse } from './request-bytes.ts';
import type { InboundResponse } from './route.ts';

/** Sends a whole answer, with nothing in its headers but the length, the type of a body, and what the answer says. */
export function send(
  response: ServerResponse,
  { status, headers = {}, body, breaksOff }: InboundResponse,
): void {
  const isReady = typeof body === 'string' || body === undefined || body instanceof Uint8Array;
  const sent = isReady ? (body ?? '') : JSON.stringify(body);
  const type = isReady ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  response.writeHead(status, {
    ...(body !== undefined && { 'content-type': type }),
    ...(status !== 204 && { 'content-length': String(Buffer.byteLength(sent)) }),
    ...headers,
  });
  if (breaksOff === undefined) response.end(sent);
  else breakOff(response, Buffer.from(sent), breaksOff);
}

/** Sends as much of a body as there is to be, and hangs up. Of a body that is shorter the last byte is missing. */
function breakOff(response: ServerResponse, body: Buffer, breaksOff: 'half' | number): void {
  const bytes = breaksOff === 'half' ? Math.floor(body.length / 2) : Math.min(breaksOff, body.length - 1);
  response.flushHeaders();
  response.write(body.subarray(0, Math.max(0, bytes)), () => response.destroy());
}

/** Headers of an answer that hold for one connection only. */
const framing = /^(transfer-encoding|content-length|connection|keep-alive)$/i;

/** Sends an answer that came from elsewhere, byte for byte, under its own headers. */
export function sendRaw(response: ServerResponse, { status, headers, body }: RawResponse): void {
  const kept = headers.filter(([name]) => !framing.test(name));
  response.writeHead(status, [...kept.flat(), 'content-length', String(body.length)]).end(body);
}
