import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** A whole answer to a request. */
export interface Answer {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The answers that ASP.NET gives in words. */
export const answers = {
  idRequired: { status: 400, body: 'Connection ID required' },
  unknownId: { status: 404, body: 'No Connection with that ID' },
  wrongVersion: { status: 400, headers: { 'Sec-WebSocket-Version': '13' } },
  noWebSocket: { status: 400 },
  otherTransport: { status: 400, body: 'Cannot change transports mid-connection' },
  inUse: { status: 409 },
  postToWebSocket: { status: 405, body: 'POST requests are not allowed for WebSocket connections.' },
  cannotDelete: { status: 400, body: 'Cannot terminate this connection using the DELETE endpoint.' },
  wrongMethod: { status: 405 },
  notFound: { status: 404 },
  foreignOrigin: { status: 403 },
  tooMany: { status: 503, headers: { 'Retry-After': '1' } },
  failed: { status: 500 },
} as const satisfies Record<string, Answer>;

/** A transport that the hub does not offer. */
export function notSupported(transport: string): Answer {
  return { status: 404, body: `${transport} transport not supported by this end point type` };
}

/** Sends an answer as an HTTP response. */
export function respond(response: ServerResponse, { status, body = '', headers }: Answer): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain',
    'Content-Length': Buffer.byteLength(body),
    ...inOneLine(headers),
  });
  response.end(body);
}

/** Sends an answer on the bare socket of an upgrade request, and closes it. */
export function respondRaw(socket: Duplex, { status, body = '', headers }: Answer): void {
  const lines = Object.entries({
    'Content-Type': 'text/plain',
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
    ...inOneLine(headers),
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  // Node leaves the errors of an upgraded socket to its taker: a client that resets it must harm nobody.
  socket.on('error', () => undefined);
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`);
}

/** Headers of one line each: a line break in what a host answers must begin no header, and end no answer. */
function inOneLine(headers: Answer['headers'] = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      value.replaceAll(/[^\t\u0020-\u007E\u0080-\u00FF]+/g, ' '),
    ]),
  );
}
