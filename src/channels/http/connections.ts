import net from 'node:net';
import tls from 'node:tls';
import type { SecureContext } from 'node:tls';
import { Client } from 'undici';
import type { buildConnector } from 'undici';

/** One keep-alive connection to one origin, for one request at a time; opened by its first request. */
export class Connection {
  readonly origin: string;
  readonly client: Client;
  /** True once the socket reported an error: an answer that "ends" with it was cut. */
  broken = false;
  #socket: net.Socket | undefined;

  constructor(origin: string, context: () => SecureContext) {
    this.origin = origin;
    this.client = new Client(origin, {
      connect: (target, callback) => this.#open(target, callback, context),
      allowH2: false,
      pipelining: 1,
      // The attempt's own time-out covers connecting, headers and body.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  /** Ends the connection, and with it a request that is under way. Resolves when the socket is closed. */
  async destroy(): Promise<void> {
    const socket = this.#socket;
    await this.client.destroy();
    if (socket === undefined || socket.closed) return;
    await new Promise((resolve) => socket.once('close', resolve).destroy());
  }

  #open(
    { hostname, port, protocol }: buildConnector.Options,
    callback: buildConnector.Callback,
    context: () => SecureContext,
  ): void {
    const socket = protocol === 'https:' ? openTls(hostname, port, context()) : openPlain(hostname, port);
    this.#socket = socket;
    this.broken = false;
    let opened = false;
    socket.setNoDelay(true);
    socket.once(protocol === 'https:' ? 'secureConnect' : 'connect', () => {
      opened = true;
      callback(null, socket);
    });
    socket.on('error', (error) => {
      this.broken = true;
      if (!opened) callback(error, null);
      opened = true;
    });
  }
}

/** The server is verified against the URL's host, never against a header, and there is no way to leave that out. */
function openTls(host: string, port: string, secureContext: SecureContext): tls.TLSSocket {
  return tls.connect({
    host,
    port: Number(port || 443),
    secureContext,
    // An address is no server name (RFC 6066, section 3); Node then checks the certificate against `host`.
    ...(net.isIP(host) === 0 && { servername: host }),
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: true,
  });
}

function openPlain(host: string, port: string): net.Socket {
  return net.connect({ host, port: Number(port || 80) });
}

/**
 * The connections of one lane: at most `limit`, over all origins, each lent to one attempt at a time.
 * Whoever takes no more than `limit` at once always gets one.
 */
export class Connections {
  readonly #limit: number;
  readonly #context: () => SecureContext;
  readonly #idle = new Map<string, Connection[]>();
  readonly #closing = new Set<Promise<void>>();
  readonly #lent = new Set<Connection>();
  #idleCount = 0;

  constructor(limit: number, context: () => SecureContext) {
    this.#limit = limit;
    this.#context = context;
  }

  /** Lends a connection to `origin`: the one used last, so that no more are kept alive than needed, or a new one. */
  take(origin: string): Connection {
    const connection = this.#takeIdle(origin) ?? this.#create(origin);
    this.#lent.add(connection);
    return connection;
  }

  /** Takes a connection back; one that is not `reusable` is closed. */
  giveBack(connection: Connection, reusable: boolean): void {
    this.#lent.delete(connection);
    if (!reusable) return this.#end(connection);
    const idle = this.#idle.get(connection.origin);
    if (idle === undefined) this.#idle.set(connection.origin, [connection]);
    else idle.push(connection);
    this.#idleCount++;
  }

  /** Closes all connections, lent ones too, and resolves when every socket is closed. */
  async close(): Promise<void> {
    for (const connection of this.#lent) this.#end(connection);
    this.#lent.clear();
    for (const connections of this.#idle.values())
      for (const connection of connections) this.#end(connection);
    this.#idle.clear();
    this.#idleCount = 0;
    await Promise.all(this.#closing);
  }

  #create(origin: string): Connection {
    const [other] = this.#idle.keys();
    if (other !== undefined && this.#lent.size + this.#idleCount >= this.#limit) {
      const evicted = this.#takeIdle(other);
      if (evicted !== undefined) this.#end(evicted);
    }
    return new Connection(origin, this.#context);
  }

  #takeIdle(origin: string): Connection | undefined {
    const idle = this.#idle.get(origin);
    const connection = idle?.pop();
    if (idle?.length === 0) this.#idle.delete(origin);
    if (connection !== undefined) this.#idleCount--;
    return connection;
  }

  #end(connection: Connection): void {
    const closed = connection.destroy().finally(() => this.#closing.delete(closed));
    this.#closing.add(closed);
  }
}
