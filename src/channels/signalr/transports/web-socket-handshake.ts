import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Answer, answers } from './answers.ts';

/** The version of RFC 6455, and the only one that .NET takes. */
const webSocketVersion = '13';

/** What every server puts behind the key: RFC 6455, section 1.3. */
const keySuffix = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** Sixteen bytes in base64. */
const keyForm = /^[A-Za-z\d+/]{22}==$/;

/** What to refuse an upgrade request with that does not ask for a WebSocket as it is spoken here, if anything. */
export function refuseHandshake({
  method,
  headers,
}: Pick<IncomingMessage, 'method' | 'headers'>): Answer | undefined {
  if (headers['sec-websocket-version'] !== webSocketVersion) return answers.wrongVersion;
  const isWebSocket = method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket';
  return isWebSocket && keyForm.test(headers['sec-websocket-key'] ?? '') ? undefined : answers.noWebSocket;
}

/** Accepts: RFC 6455, section 4.2.2. Without extensions and subprotocols, which SignalR does not have. */
export function acceptHandshake({ headers }: Pick<IncomingMessage, 'headers'>, socket: Duplex): void {
  const accept = createHash('sha1').update(`${headers['sec-websocket-key']}${keySuffix}`).digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
}
