import type { ServerResponse } from 'node:http';
import type { HubConfig } from '../config.ts';
import { noFilling } from '../protocols/encoded.ts';
import type { Batch } from './batch.ts';
import type { Carried, Transport } from './transport.ts';

const eventStart = Buffer.from('data: ');
const eventEnd = Buffer.from('\r\n\r\n');

/** Carries a connection to the client in the body of one response; what the client says comes in POSTs. */
export class ServerSentEventsTransport implements Transport {
  readonly kind = 'ServerSentEvents';
  readonly binary = false;
  readonly #response: ServerResponse;
  readonly #closeTimeoutMs: number;

  constructor(response: ServerResponse, connection: Carried, { closeTimeoutMs }: HubConfig) {
    this.#response = response;
    this.#closeTimeoutMs = closeTimeoutMs;
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-cache, no-store',
      Pragma: 'no-cache',
      Expires: 'Thu, 01 Jan 1970 00:00:00 GMT',
      'Content-Encoding': 'identity',
      'X-Accel-Buffering': 'no',
    });
    response.flushHeaders();
    response.socket?.setNoDelay(true);
    response.on('drain', () => connection.flush());
    response.on('close', () => connection.detach(this, false));
    response.on('error', () => undefined);
  }

  get ready(): boolean {
    return !this.#response.writableNeedDrain && !this.#response.writableEnded;
  }

  get queuedBytes(): number {
    return this.#response.writableLength;
  }

  send({ messages, fillings, byteLength }: Batch): void {
    const bytes = Buffer.allocUnsafe(byteLength + messages.length * (eventStart.length + eventEnd.length));
    let at = 0;
    for (const [index, message] of messages.entries()) {
      bytes.set(eventStart, at);
      at = message.copyTo(bytes, at + eventStart.length, fillings[index] ?? noFilling);
      bytes.set(eventEnd, at);
      at += eventEnd.length;
    }
    this.#response.write(bytes);
  }

  close(): boolean {
    const response = this.#response;
    response.end();
    // A client that takes the rest too slowly does not keep it here for ever.
    const timer = setTimeout(() => response.destroy(), this.#closeTimeoutMs).unref();
    response.once('close', () => clearTimeout(timer));
    return true;
  }

  cut(): void {
    this.#response.destroy();
  }

  pause(): void {
    // Every POST waits by itself until there is room for its body.
  }

  resume(): void {
    // See `pause`.
  }

  tick(): void {
    // An event stream has no times of its own.
  }
}
