// Part of the library's types: nothing here, nor in what it imports, may need the types of Node or express.
import type {
  Channel,
  ClientFact,
  DeliveryObserver,
  HubMessage,
  HubProtocol,
  SocketMessage,
} from '../channels/message.ts';
import type { Dialect, HubUser } from '../dialects/dialect.ts';
import type { Clock } from '../lib/clock.ts';
import type { OpenTrouble, RouteTrouble, TroubledRoute } from './hub-trouble.ts';

/** A server that listens, and answers 503 until there is something to serve. */
export interface Host {
  /** Such as `https://127.0.0.1:8443`. */
  readonly origin: string;
  /** Puts the routes and hubs of the dialects on the server, once. */
  serve(dialects: readonly Dialect[], parts: ServeParts): void;
  /** The channel to the clients of hubs and WebSockets. Its `close` ends their connections. Nothing can be sent before `serve`. */
  readonly channel: Channel<HubMessage | SocketMessage>;
  /** Resolves when that many clients have subscribed to something, at a hub or over REST, or when `signal` aborts. */
  waitForClients(count: number, signal: AbortSignal): Promise<void>;
  /** The clients that are connected to the vendor's hub or WebSocket, the oldest first; none when it has neither. */
  clients(vendor: string): readonly ConnectedClient[];
  /** Tells `listener` whenever a client of the vendor's hub connects, leaves or has called a method, until what is returned is called. */
  watchClients(vendor: string, listener: () => void): () => void;
  /** Ends the connection of one of them with a close message; false when there is no such client. */
  disconnect(vendor: string, clientId: string): boolean;
  /** Closes the clients' connections and the server. */
  close(): Promise<void>;
}

/** What serving takes. */
export interface ServeParts {
  readonly observer: DeliveryObserver;
  readonly clock: Clock;
  /** Told of our own mistakes, which the caller is answered 500 for. */
  readonly onError: (error: unknown, where: string) => void;
  /** Told once of each way in which clients call a hub wrongly, in words. */
  readonly onMisuse?: (message: string) => void;
  /** Opens what goes wrong at a hub on purpose. Absent: nothing does. */
  readonly openTrouble?: OpenTrouble | undefined;
  /** Told what the clients of a vendor's hub do, and what becomes of them. */
  readonly onClient?: ((vendor: string, fact: ClientFact) => void) | undefined;
  /** What goes wrong on purpose at a request to a vendor's route. Absent: nothing does. */
  readonly routeTrouble?: ((vendor: string, route: TroubledRoute) => RouteTrouble) | undefined;
}

/** A client that is connected, as it is shown. */
export interface ConnectedClient {
  readonly id: string;
  readonly user: HubUser;
  readonly protocol: HubProtocol;
  readonly transport: 'WebSockets' | 'ServerSentEvents' | 'LongPolling' | undefined;
  /** Epoch ms. */
  readonly connectedAtMs: number;
  /** What a client of a plain WebSocket has subscribed to; absent of a hub's, whose dialect knows. */
  readonly topics?: readonly string[];
}
