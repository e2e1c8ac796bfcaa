import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { certificates } from './certificates.ts';

/** An event as a receiver reads it. */
export interface ReceivedEvent {
  readonly api_version: string;
  readonly name: string;
  readonly event_id: string;
  readonly event_type: string;
  readonly meta_data: Readonly<Record<string, unknown>>;
  readonly data: Readonly<Record<string, unknown>>;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What a receiver does otherwise than a good one. */
export interface Ways {
  /** Put in place of options of a good server. */
  readonly tls?: https.ServerOptions;
  /** Whether a client whose certificate OpenSSL does not like is let in all the same. Default: it is not. */
  readonly letsIn?: (socket: TLSSocket) => boolean;
  /** What becomes of the others. Default: their connection is ended. */
  readonly refuses?: number | 'silence';
  /** Reads the body. Default: as UTF-8, to its end. */
  readonly read?: (request: IncomingMessage) => Promise<string>;
  /** The status for an event. Default: 200. */
  readonly answer?: (event: ReceivedEvent, body: string) => number | Promise<number>;
  readonly answerHeaders?: Readonly<Record<string, string>>;
  /** Default: as many as come. */
  readonly mostConnections?: number;
  /** What a restart does. Default: its connections end, and nobody can resume a session. */
  readonly restart?: (receiver: WaywardReceiver) => Promise<void>;
}

/** A receiver of ASAPP's events on plain Node, which is right in everything but its {@link Ways}. */
export class WaywardReceiver {
  readonly #ways: Ways;
  #server: https.Server | undefined;
  #port = 0;

  constructor(ways: Ways = {}) {
    this.#ways = ways;
  }

  get url(): string {
    return `https://localhost:${this.#port}/events`;
  }

  get server(): https.Server {
    if (this.#server === undefined) throw new Error('It does not listen.');
    return this.#server;
  }

  async open(): Promise<this> {
    const { cert, key, ca } = certificates.texts.server;
    const { letsIn, tls } = this.#ways;
    this.#server = https.createServer({
      cert,
      key,
      ca,
      requestCert: true,
      rejectUnauthorized: letsIn === undefined,
      minVersion: 'TLSv1.3',
      sessionTimeout: 300,
      ...tls,
    });
    if (this.#ways.mostConnections !== undefined) this.#server.maxConnections = this.#ways.mostConnections;
    this.#server.on('request', (request, response) => {
      void this.#answer(request)
        .catch(() => undefined)
        .then((status) => {
          if (status === 'silence') return;
          if (status === undefined) request.socket.destroy();
          else response.writeHead(status, this.#ways.answerHeaders).end();
        });
    });
    this.#server.on('tlsClientError', () => undefined);
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }

  async restart(): Promise<void> {
    if (this.#ways.restart !== undefined) return this.#ways.restart(this);
    // The port stays: another receiver of another test would have it at once.
    this.server.setTicketKeys(randomBytes(48));
    this.server.closeAllConnections();
  }

  /** `undefined`: the connection is ended. */
  async #answer(request: IncomingMessage): Promise<number | 'silence' | undefined> {
    const { letsIn, refuses, read = readText, answer } = this.#ways;
    const socket = request.socket as TLSSocket;
    if (letsIn !== undefined && !socket.authorized && (refuses !== undefined || !letsIn(socket)))
      return refuses;
    const body = await read(request);
    const event = JSON.parse(body) as ReceivedEvent;
    return answer === undefined ? 200 : answer(event, body);
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  request.setEncoding('utf8');
  let text = '';
  for await (const chunk of request) text += chunk as string;
  return text;
}
