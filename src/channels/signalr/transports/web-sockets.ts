import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import type { HubConfig } from '../config.ts';
import { type Batch, copyBatch } from './batch.ts';
import type { Carried, Transport } from './transport.ts';

/** The close code for a frame that is too long: RFC 6455, section 7.4.1. */
const tooLong = 1009;

/** A WebSocket that answers every close code of the client with 1000, as .NET does, where `ws` would echo it. */
class HubWebSocket extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    // Its connection sends its close message first: .NET, which does not mind frames, minds the message in it.
    if (code === tooLong && reason === undefined) return;
    // ws itself passes a reason on exactly when it echoes the client, and a code without one when the client broke
    // the WebSocket protocol.
    super.close(code === undefined || reason !== undefined ? 1000 : code);
  }
}

/** Turns upgrade requests into WebSockets. Requests that are none are refused by `ws` with 400. */
export type AcceptWebSocket = (
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  onOpen: (webSocket: WebSocket) => void,
) => void;

/** The version of RFC 6455, and the only one that .NET takes; `ws` would take a draft's as well. */
const webSocketVersion = '13';

/** Whether an upgrade request asks for a version of the WebSocket protocol that is spoken here. */
export function asksForKnownVersion({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return headers['sec-websocket-version'] === webSocketVersion;
}

/** Prepares for WebSockets without extensions and subprotocols, which SignalR does not have. */
export function acceptWebSockets({ maxFrameBytes, closeTimeoutMs }: HubConfig): AcceptWebSocket {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: maxFrameBytes,
    closeTimeout: closeTimeoutMs,
    handleProtocols: () => false,
    WebSocket: HubWebSocket,
  } as ConstructorParameters<typeof WebSocketServer>[0]);
  return (request, socket, head, onOpen) => server.handleUpgrade(request, socket, head, onOpen);
}

/**
 * Carries a connection over a WebSocket. `ws` reads; data frames are written here, each in one piece with its
 * header, which costs a third less than writing through `ws`.
 */
export class WebSocketTransport implements Transport {
  readonly kind = 'WebSockets';
  readonly binary = true;
  readonly #webSocket: WebSocket;
  readonly #socket: Duplex;

  constructor(webSocket: WebSocket, socket: Duplex, connection: Carried) {
    this.#webSocket = webSocket;
    this.#socket = socket;
    webSocket.on('message', (data) => connection.receive(data as Buffer));
    webSocket.on('close', (code) => connection.detach(this, code !== 1006));
    webSocket.on('error', (error) => {
      // Anything else that broke is told by the close event that follows.
      if ('code' in error && error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') connection.refuseTooLong();
    });
    socket.on('drain', () => connection.flush());
  }

  get ready(): boolean {
    return this.#webSocket.readyState === WebSocket.OPEN && !this.#socket.writableNeedDrain;
  }

  get queuedBytes(): number {
    return this.#socket.writableLength;
  }

  send(batch: Batch, isBinary: boolean): void {
    const { byteLength } = batch;
    const headerBytes = byteLength < 126 ? 2 : byteLength < 65_536 ? 4 : 10;
    const frame = Buffer.allocUnsafe(headerBytes + byteLength);
    writeHeader(frame, byteLength, isBinary);
    copyBatch(batch, frame, headerBytes);
    this.#socket.write(frame);
  }

  close(): boolean {
    this.#webSocket.close();
    return true;
  }

  cut(): void {
    this.#webSocket.terminate();
  }

  pause(): void {
    this.#webSocket.pause();
  }

  resume(): void {
    this.#webSocket.resume();
  }

  tick(): void {
    // A WebSocket has no times of its own.
  }
}

/** The header of an unfragmented, unmasked data frame: RFC 6455, section 5.2. */
function writeHeader(frame: Buffer, length: number, isBinary: boolean): void {
  frame[0] = isBinary ? 0x82 : 0x81;
  if (length < 126) {
    frame[1] = length;
  } else if (length < 65_536) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeUInt32BE(Math.floor(length / 2 ** 32), 2);
    frame.writeUInt32BE(length % 2 ** 32, 6);
  }
}
