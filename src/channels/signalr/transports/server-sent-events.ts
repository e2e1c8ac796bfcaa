import type { ServerResponse } from 'node:http';
import { behaviourOf } from '../compatibility.ts';
import type { HubConfig } from '../config.ts';
import type { Batch } from './batch.ts';
import type { Carried, Transport } from './transport.ts';

const eventStart = Buffer.from('data: ');
const eventEnd = Buffer.from('\r\n\r\n');

/** An empty comment: Firefox takes a stream for open only when something has come. */
const firstBytes = ':\r\n';

/** Carries a connection to the client in the body of one response; what the client says comes in POSTs. */
export class ServerSentEventsTransport implements Transport {
  readonly kind = 'ServerSentEvents';
  readonly binary = false;
  readonly #response: ServerResponse;
  readonly #closeTimeoutMs: number;

  constructor(response: ServerResponse, connection: Carried, { closeTimeoutMs, compatibility }: HubConfig) {
    this.#response = response;
    this.#closeTimeoutMs = closeTimeoutMs;
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Content-Encoding': 'identity',
      ...behaviourOf(compatibility).eventStreamHeaders,
    });
    response.write(firstBytes);
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

  send({ first, byteLength }: Batch): void {
    let length = byteLength;
    for (let due = first; due !== undefined; due = due.next) length += eventStart.length + eventEnd.length;
    const bytes = Buffer.allocUnsafe(length);
    let at = 0;
    for (let due = first; due !== undefined; due = due.next) {
      bytes.set(eventStart, at);
      at = due.message.copyTo(bytes, at + eventStart.length, due.filling);
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

  lose(inFrame: boolean): void {
    const response = this.#response;
    if (!inFrame) return this.cut();
    response.write('data: {"type":1,', () => response.destroy());
    const timer = setTimeout(() => response.destroy(), this.#closeTimeoutMs).unref();
    response.once('close', () => clearTimeout(timer));
  }

  pause(): void {
    // Every POST waits by itself until its body can be taken.
  }

  resume(): void {
    // See `pause`.
  }

  tick(): void {
    // An event stream has no times of its own.
  }
}
