import { Counter } from '../lib/counter.ts';
import type { Host } from './host.ts';
import type { ListenOptions } from './listen-options.ts';
import type { HostedClients, Served } from './serve-dialects.ts';

export type { Host, ListenOptions };

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
  const subscribers = new Counter();
  let served: Served | undefined;
  const hostedOf = (vendor: string): readonly HostedClients[] => served?.hosted.get(vendor) ?? [];
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
    waitForClients: (count, signal) => subscribers.until((subscribed) => subscribed >= count, signal),
    clients: (vendor) => hostedOf(vendor).flatMap((hosted) => hosted.clients()),
    watchClients(vendor, listener) {
      const unwatch = hostedOf(vendor).map((hosted) => hosted.watch(listener));
      return () => {
        for (const stop of unwatch) stop();
      };
    },
    disconnect: (vendor, clientId) => hostedOf(vendor).some((hosted) => hosted.disconnect(clientId)),
    async close() {
      await served?.channel.close();
      await server.close();
    },
  };
}
