import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server as HttpServer,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { ignoreOtherUpgrades } from '../channels/signalr/transports/upgrades.ts';
import { StartError } from '../lib/errors.ts';
import type { ListenOptions, ServerTls } from './listen-options.ts';

/** For how long a TLS session may be resumed. */
const sessionSeconds = 300;

/** What becomes of what comes in. */
export interface Handlers {
  readonly onRequest: (request: IncomingMessage, response: ServerResponse) => void;
  /** Takes the socket of a request for a WebSocket over. Absent: it is a request like others. */
  readonly onUpgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Told why a TLS handshake failed, such as a client certificate that cannot be verified. */
  readonly onRefusal?: (reason: string) => void;
  /** Further connections are closed as they come. Default: no limit. */
  readonly maxConnections?: number;
}

/** An open port. */
export interface Listener {
  /** Such as `https://127.0.0.1:8443`. */
  readonly origin: string;
  readonly port: number;
  /** Resets the TCP connection under a request's socket. */
  reset(socket: Socket): void;
  /** Ends every connection, those that were upgraded too, and resolves when the port is free again. */
  close(): Promise<void>;
}

/** Opens a port. Throws a {@link StartError} when it cannot be had, or when OpenSSL refuses the certificate. */
export async function openListener(options: ListenOptions, handlers: Handlers): Promise<Listener> {
  const { onRequest, onUpgrade, onRefusal, maxConnections } = handlers;
  const server = createServer(options.tls);
  if (maxConnections !== undefined) server.maxConnections = maxConnections;
  const wires = trackWires(server);
  server.on('request', onRequest);
  if (onUpgrade !== undefined) {
    server.on('upgrade', onUpgrade);
    ignoreOtherUpgrades(server);
  }
  server.on('tlsClientError', (error: NodeJS.ErrnoException, socket: TLSSocket) => {
    // When the client's certificate is at fault, Node keeps the reason here; its type promises an error, it is a code.
    const reason = socket.authorizationError as Error | string | null;
    onRefusal?.(String(reason ?? error.code ?? error.message));
  });
  const { hostname = '127.0.0.1' } = options;
  const port = await listen(server, hostname, options.port ?? 0);
  return {
    port,
    origin: `${options.tls === undefined ? 'http' : 'https'}://${nameHost(hostname)}:${port}`,
    reset: (socket) => wires.reset(socket),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      wires.end();
      await closed;
    },
  };
}

function createServer(tls: ServerTls | undefined): HttpServer {
  if (tls === undefined) return createHttpServer();
  try {
    return createHttpsServer({
      minVersion: 'TLSv1.2',
      ...tls,
      requestCert: tls.ca !== undefined,
      rejectUnauthorized: true,
      // ASAPP's page on securing endpoints: sessions are short. OpenSSL's own are of two hours.
      sessionTimeout: sessionSeconds,
    });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new StartError(
      `Could not use the certificate: ${code ?? message}. Make another with \`phoney certs --force\`.`,
    );
  }
}

/** Under a TLS socket lies the TCP socket, which alone can be reset. */
function trackWires(server: HttpServer): { reset(socket: Socket): void; end(): void } {
  const wires = new Map<string, Socket>();
  const nameWire = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;
  server.on('connection', (wire: Socket) => {
    const name = nameWire(wire);
    wires.set(name, wire);
    wire.once('close', () => wires.delete(name));
  });
  return {
    reset(socket) {
      wires.get(nameWire(socket))?.resetAndDestroy();
      socket.destroy();
    },
    end() {
      for (const wire of wires.values()) wire.destroy();
    },
  };
}

async function listen(server: HttpServer, hostname: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', ({ code, message }: NodeJS.ErrnoException) => {
      const why = code === 'EADDRINUSE' ? 'the port is in use' : (code ?? message);
      reject(
        new StartError(
          `Could not listen on ${nameAddress(hostname)}:${port}: ${why}. Give another port, or 0 for any.`,
        ),
      );
    });
    server.listen(port, hostname, resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** The host as a URL has it: the name that was asked for, since certificates are for names. */
function nameHost(hostname: string): string {
  return hostname === '0.0.0.0' || hostname === '::' ? 'localhost' : nameAddress(hostname);
}

function nameAddress(hostname: string): string {
  return hostname.includes(':') ? `[${hostname}]` : hostname;
}
