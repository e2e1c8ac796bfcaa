import type { Channel } from '../channels/message.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { ConnectedClient } from './connected-client.ts';
import type { ListenOptions } from './listener.ts';
import type { Served, ServeParts } from './serve-dialects.ts';
import { SubscriberCount } from './subscriber-count.ts';

export type { ListenOptions };

/** A server that listens, and answers 503 until there is something to serve. */
export interface Host {
  /** Such as `https://127.0.0.1:8443`. */
  readonly origin: string;
  /** Puts the routes and hubs of the dialects on the server, once. */
  serve(dialects: readonly Dialect[], parts: ServeParts): void;
  /** The `signalr` channel to the clients of the hubs. Its `close` ends their connections. Nothing can be sent before `serve`. */
  readonly channel: Channel;
  /** Resolves when that many clients have subscribed to something, at a hub or over REST, or when `signal` aborts. */
  waitForClients(count: number, signal: AbortSignal): Promise<void>;
  /** The clients that are connected to the vendor's hub, the oldest first; none when it has no hub. */
  clients(vendor: string): readonly ConnectedClient[];
  /** Tells `listener` whenever a client of the vendor's hub connects, leaves or has called a method, until what is returned is called. */
  watchClients(vendor: string, listener: () => void): () => void;
  /** Ends the connection of one of them with a close message; false when there is no such client. */
  disconnect(vendor: string, clientId: string): boolean;
  /** Closes the clients' connections and the server. */
  close(): Promise<void>;
}

/**
 * Opens a server, so that its address is known before there are dialects to serve on it. Throws a StartError when it
 * cannot listen.
 */
export async function openHost(listen: ListenOptions): Promise<Host> {
  // express takes a tenth of a second to load, which only a run with a server has to pay.
  const [{ openServer }, { serveDialects }] = await Promise.all([
    import('./server.ts'),
    import('./serve-dialects.ts'),
  ]);
  const server = await openServer(listen);
  const subscribers = new SubscriberCount();
  let served: Served | undefined;
  return {
    origin: server.origin,
    serve(dialects, parts) {
      if (served !== undefined) throw new Error('Dialects are served already.');
      served = serveDialects(dialects, { ...parts, onSubscribers: (change) => subscribers.add(change) });
      server.mount(served.part);
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
    waitForClients: (count, signal) => subscribers.waitFor(count, signal),
    clients: (vendor) => served?.hubs.get(vendor)?.clients() ?? [],
    watchClients: (vendor, listener) => served?.hubs.get(vendor)?.watch(listener) ?? (() => undefined),
    disconnect: (vendor, clientId) => served?.hubs.get(vendor)?.disconnect(clientId) ?? false,
    async close() {
      await served?.channel.close();
      await server.close();
    },
  };
}
