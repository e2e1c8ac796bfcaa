import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Channel, DeliveryObserver } from '../channels/message.ts';
import type { Hub } from '../channels/signalr/index.ts';
import type { Dialect, HubUser } from '../dialects/dialect.ts';
import type { Clock } from '../lib/clock.ts';
import { StartError } from '../lib/errors.ts';
import { answerRoute, type RouteHost } from './answer-route.ts';
import { ClientCount } from './client-count.ts';
import { hostHub } from './host-hub.ts';
import { HubChannel } from './hub-channel.ts';

/** Where a host listens. */
export interface ListenOptions {
  /** Default: 127.0.0.1, so that nobody outside can connect. */
  readonly hostname?: string;
  /** Default: 0, any free port. */
  readonly port?: number;
  /** PEM texts; absent: without TLS. */
  readonly tls?: { readonly cert: string; readonly key: string };
}

/** Everything that dialects answer, open on one port. */
export interface Host {
  /** The `signalr` channel to the clients of the hubs. Its `close` ends their connections, and the server. */
  readonly channel: Channel;
  /** Such as `https://127.0.0.1:8443`. */
  readonly origin: string;
  /** Resolves when that many clients are connected, or when `signal` aborts. */
  waitForClients(count: number, signal: AbortSignal): Promise<void>;
}

/** How long clients have to take leave before the server cuts them off. */
const farewellMs = 2000;

/** Opens a server for the routes and hubs of the dialects. Throws a StartError when it cannot listen. */
export async function openHost(
  dialects: readonly Dialect[],
  parts: {
    readonly listen: ListenOptions;
    readonly observer: DeliveryObserver;
    readonly clock: Clock;
    /** Told of our own mistakes, which the caller is answered 500 for. */
    readonly onError: (error: unknown, where: string) => void;
  },
): Promise<Host> {
  const { listen, observer, clock, onError } = parts;
  const clients = new ClientCount();
  const hubs = new Map<string, Hub<HubUser>>();
  for (const { vendor, inbound } of dialects) {
    if (inbound?.hub === undefined) continue;
    const corsOrigins = inbound.corsOrigins ?? [];
    hubs.set(
      vendor,
      hostHub(inbound.hub, { clock, corsOrigins, onCount: (change) => clients.add(change), onError }),
    );
  }
  const routeHost: RouteHost = {
    routes: dialects.flatMap(({ inbound }) => inbound?.routes ?? []),
    corsOrigins: dialects.flatMap(({ inbound }) => inbound?.corsOrigins ?? []),
    secure: listen.tls !== undefined,
    wallMs: () => clock.wallMs(),
    onError,
  };
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    for (const hub of hubs.values()) if (hub.handleRequest(request, response)) return;
    void answerRoute(request, response, routeHost);
  };
  const server =
    listen.tls === undefined
      ? createHttpServer(onRequest)
      : createHttpsServer({ ...listen.tls, minVersion: 'TLSv1.2' }, onRequest);
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    for (const hub of hubs.values()) if (hub.handleUpgrade(request, socket, head)) return;
    socket.end('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
  });
  const origin = await startListening(server, listen);

  /** Says goodbye with a close message, then cuts whoever has not left. */
  const end = async (): Promise<void> => {
    for (const hub of hubs.values()) for (const connection of hub.connections) connection.close();
    const left = new AbortController();
    const patience = new AbortController();
    const timeout = clock.sleep(farewellMs, left.signal).then(() => patience.abort());
    await clients.waitUntil((count) => count === 0, patience.signal);
    left.abort();
    await timeout;
    for (const hub of hubs.values()) hub.shutDown();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  };
  return {
    channel: new HubChannel({ hubs, observer, clock, end }),
    origin,
    waitForClients: (count, signal) => clients.waitUntil((now) => now >= count, signal),
  };
}

async function startListening(
  server: Server,
  { hostname = '127.0.0.1', port = 0, tls }: ListenOptions,
): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(
        new StartError(
          `Cannot listen on ${hostname}:${port}: ${error.message}. Choose another port, or 0 for any.`,
        ),
      ),
    );
    server.listen(port, hostname, resolve);
  });
  const { address, family, port: actual } = server.address() as AddressInfo;
  return `${tls === undefined ? 'http' : 'https'}://${family === 'IPv6' ? `[${address}]` : address}:${actual}`;
}
