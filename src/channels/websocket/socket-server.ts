import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Clock } from '../../lib/clock.ts';
import type { SocketSettings } from './config.ts';
import { SocketConnection } from './connection.ts';
import { matchPath } from './match-path.ts';

/** A request to connect, whose path is the server's. */
export interface UpgradeRequest {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly token: string | null;
}

/** Whether somebody is let in: as whom, or with which status not. `hang`: there is no answer at all. */
export type Admission<User> = { readonly user: User } | { readonly status: number } | 'hang';

/** What a server is made of. */
export interface SocketServerParts<User> {
  /** With `{name}` for a segment that varies. */
  readonly path: string;
  readonly settings: SocketSettings;
  readonly clock: Clock;
  /** True: whoever calls is hung up on. */
  readonly isDown: () => boolean;
  /** `id`: what the connection will have. */
  readonly admit: (request: UpgradeRequest, id: string) => Promise<Admission<User>>;
  readonly connected: (connection: SocketConnection<User>, request: UpgradeRequest) => void;
  /** Told of our own mistakes. */
  readonly onError: (error: unknown, where: string) => void;
}

/** A plain WebSocket on a server: it knows its own path, and lets clients in. */
export class SocketServer<User> {
  readonly #parts: SocketServerParts<User>;
  readonly #server: WebSocketServer;
  readonly #connections = new Map<string, SocketConnection<User>>();
  readonly #waiting = new Set<Duplex>();
  #whenEmpty: (() => void)[] = [];
  #isShut = false;

  constructor(parts: SocketServerParts<User>) {
    this.#parts = parts;
    const { maxMessageBytes: maxPayload } = parts.settings;
    this.#server = new WebSocketServer({ noServer: true, maxPayload, perMessageDeflate: false });
  }

  /** Those that are open, the oldest first. */
  get connections(): readonly SocketConnection<User>[] {
    return [...this.#connections.values()];
  }

  connection(id: string): SocketConnection<User> | undefined {
    return this.#connections.get(id);
  }

  /** Answers a plain request to its path with 426, as there is nothing else; whether it was for it. */
  handleRequest(
    request: IncomingMessage,
    response: { writeHead(status: number, headers: Record<string, string>): { end(text: string): unknown } },
  ): boolean {
    if (this.#requestOf(request) === undefined) return false;
    response
      .writeHead(426, { Upgrade: 'websocket', Connection: 'Upgrade', 'Content-Type': 'text/plain' })
      .end('Connect with a WebSocket.\n');
    return true;
  }

  /** Lets a client in, or refuses it; whether the request was for its path. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const asked = this.#requestOf(request);
    if (asked === undefined) return false;
    // Until it is upgraded, a client that resets it must harm nobody.
    socket.on('error', ignore);
    if (this.#isShut || this.#parts.isDown()) socket.destroy();
    else if (this.#connections.size + this.#waiting.size >= this.#parts.settings.maxClients)
      refuse(socket, 503);
    else void this.#admit(asked, request, socket, head);
    return true;
  }

  /** Resolves when there is no connection any more. */
  whenEmpty(): Promise<void> {
    if (this.#connections.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#whenEmpty.push(resolve));
  }

  /** Breaks off whoever is there as a lost network does, those included that are not let in yet. */
  breakOff(): void {
    for (const socket of this.#waiting) socket.destroy();
    for (const connection of this.#connections.values()) connection.lose(false);
  }

  /** Lets nobody in any more, and cuts off whoever is there. */
  shutDown(): void {
    this.#isShut = true;
    for (const socket of this.#waiting) socket.destroy();
    for (const connection of this.#connections.values()) connection.cut('shut-down');
  }

  async #admit(asked: UpgradeRequest, request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    this.#waiting.add(socket);
    socket.once('close', () => this.#waiting.delete(socket));
    const id = randomUUID();
    let isUpgraded = false;
    try {
      const admission = await this.#parts.admit(asked, id);
      if (socket.destroyed || admission === 'hang') return;
      this.#waiting.delete(socket);
      if ('status' in admission) return refuse(socket, admission.status);
      this.#server.handleUpgrade(request, socket, head, (opened) => {
        isUpgraded = true;
        socket.off('error', ignore);
        const { settings, clock } = this.#parts;
        const { user } = admission;
        this.#open(new SocketConnection({ id, user, socket: opened, wire: socket, settings, clock }), asked);
      });
    } catch (error) {
      this.#waiting.delete(socket);
      this.#parts.onError(error, 'a request to connect');
      if (isUpgraded) socket.destroy();
      else refuse(socket, 500);
    }
  }

  #open(connection: SocketConnection<User>, asked: UpgradeRequest): void {
    this.#connections.set(connection.id, connection);
    connection.signal.addEventListener('abort', () => this.#gone(connection.id), { once: true });
    this.#parts.connected(connection, asked);
  }

  #gone(id: string): void {
    this.#connections.delete(id);
    if (this.#connections.size > 0) return;
    for (const resolve of this.#whenEmpty.splice(0)) resolve();
  }

  #requestOf({ url = '/', headers }: IncomingMessage): UpgradeRequest | undefined {
    const parsed = URL.parse(url, 'http://localhost');
    const params = parsed === null ? undefined : matchPath(this.#parts.path, parsed.pathname);
    if (parsed === null || params === undefined) return undefined;
    const query = Object.fromEntries(parsed.searchParams);
    return { path: parsed.pathname, params, query, headers, token: tokenOf(headers.authorization, query) };
  }
}

function tokenOf(authorization: string | undefined, query: Readonly<Record<string, string>>): string | null {
  const [, bearer] = /^bearer +(\S+) *$/i.exec(authorization ?? '') ?? [];
  return bearer ?? query['access_token'] ?? query['token'] ?? null;
}

function refuse(socket: Duplex, status: number): void {
  const why = status === 401 ? 'WWW-Authenticate: Bearer\r\n' : '';
  socket.once('finish', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${why}Content-Length: 0\r\nConnection: close\r\n\r\n`,
  );
}

function ignore(): void {}
