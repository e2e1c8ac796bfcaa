import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server as HttpServer,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { isIP, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Channel, DeliveryObserver } from '../channels/message.ts';
import { answers, respondRaw } from '../channels/signalr/transports/answers.ts';
import type { Hub } from '../channels/signalr/index.ts';
import type { Dialect, HubUser } from '../dialects/dialect.ts';
import type { Clock } from '../lib/clock.ts';
import { StartError } from '../lib/errors.ts';
import { answerRoute, type RouteHost } from './answer-route.ts';
import { ClientCount } from './client-count.ts';
import { hostHub } from './host-hub.ts';
import { HubChannel } from '../channels/signalr/hub-channel.ts';

/** Where a host listens. */
export interface ListenOptions {
  /** Default: 127.0.0.1, so that nobody outside can connect. */
  readonly hostname?: string;
  /** Default: 0, any free port. */
  readonly port?: number;
  /** PEM texts; absent: without TLS. */
  readonly tls?: { readonly cert: string; readonly key: string; readonly passphrase?: string };
}

/** A server that listens, and answers 503 until there is something to serve. */
export interface Host {
  /** Such as `https://127.0.0.1:8443`. */
  readonly origin: string;
  /** Puts the routes and hubs of the dialects on the server, in place of those before. */
  serve(dialects: readonly Dialect[], parts: ServeParts): void;
  /** The `signalr` channel to the clients of the hubs. Its `close` ends their connections. Nothing can be sent before `serve`. */
  readonly channel: Channel;
  /** Resolves when that many clients have subscribed to something, or when `signal` aborts. */
  waitForClients(count: number, signal: AbortSignal): Promise<void>;
  /** Takes leave of the clients and closes the server. */
  close(): Promise<void>;
}

/** What serving takes. */
export interface ServeParts {
  readonly observer: DeliveryObserver;
  readonly clock: Clock;
  /** Told of our own mistakes, which the caller is answered 500 for. */
  readonly onError: (error: unknown, where: string) => void;
}

/**
 * Opens a server, so that its address is known before there are dialects to serve on it. Throws a StartError when it
 * cannot listen.
 */
export async function openHost(listen: ListenOptions): Promise<Host> {
  const secure = listen.tls !== undefined;
  const clients = new ClientCount();
  let served: Served | undefined;
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    if (served === undefined) return void response.writeHead(503).end();
    for (const hub of served.hubs.values()) if (hub.handleRequest(request, response)) return;
    void answerRoute(request, response, served.routeHost);
  };
  const server =
    listen.tls === undefined
      ? createHttpServer(onRequest)
      : createHttpsServer({ ...listen.tls, minVersion: 'TLSv1.2' }, onRequest);
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    for (const hub of served?.hubs.values() ?? []) if (hub.handleUpgrade(request, socket, head)) return;
    respondRaw(socket, answers.notFound);
  });
  const origin = await startListening(server, listen);
  return {
    origin,
    serve(dialects, parts) {
      served = putTogether(dialects, parts, { secure, clients });
    },
    channel: {
      send(message, dueMs) {
        if (served === undefined)
          throw new Error('Nothing is served yet, so that there is nobody to send to.');
        served.channel.send(message, dueMs);
      },
      get openCount() {
        return served?.channel.openCount ?? 0;
      },
      drain: async (signal, atMost) => served?.channel.drain(signal, atMost),
      close: async () => served?.channel.close(),
    },
    waitForClients: (count, signal) => clients.waitUntil((now) => now >= count, signal),
    async close() {
      await served?.channel.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** What the server serves. */
interface Served {
  readonly hubs: ReadonlyMap<string, Hub<HubUser>>;
  readonly routeHost: RouteHost;
  readonly channel: Channel;
}

function putTogether(
  dialects: readonly Dialect[],
  { observer, clock, onError }: ServeParts,
  { secure, clients }: { readonly secure: boolean; readonly clients: ClientCount },
): Served {
  const hubs = new Map<string, Hub<HubUser>>();
  for (const { vendor, inbound } of dialects) {
    if (inbound?.hub === undefined) continue;
    const corsOrigins = inbound.corsOrigins ?? [];
    const onCount = (change: 1 | -1): void => clients.add(change);
    hubs.set(vendor, hostHub(inbound.hub, { clock, corsOrigins, onCount, onError }));
  }
  const routeHost: RouteHost = {
    routes: dialects.flatMap(({ inbound }) => inbound?.routes ?? []),
    corsOrigins: dialects.flatMap(({ inbound }) => inbound?.corsOrigins ?? []),
    secure,
    wallMs: () => clock.wallMs(),
    onError,
  };
  const end = (): Promise<void> => takeLeave([...hubs.values()], clock);
  return { hubs, routeHost, channel: new HubChannel({ hubs, observer, clock, end }) };
}

/** How long clients have to take leave before the server cuts them off. */
const farewellMs = 2000;

/** How often it is looked whether they have. */
const lookEveryMs = 20;

/** Says goodbye with a close message, then cuts whoever has not left. */
async function takeLeave(hubs: readonly Hub<HubUser>[], clock: Clock): Promise<void> {
  for (const hub of hubs) for (const connection of hub.connections) connection.close();
  const patienceEndsMs = clock.monotonicMs() + farewellMs;
  while (hubs.some(({ connections }) => connections.size > 0) && clock.monotonicMs() < patienceEndsMs) {
    await clock.sleep(lookEveryMs);
  }
  for (const hub of hubs) hub.shutDown();
}

async function startListening(
  server: HttpServer,
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
  // A name that was asked for is the one that certificates are for.
  const numeric = family === 'IPv6' ? `[${address}]` : address;
  return `${tls === undefined ? 'http' : 'https'}://${isIP(hostname) === 0 ? hostname : numeric}:${actual}`;
}
