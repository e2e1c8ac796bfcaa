import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AnyMethods, bearerToken, Hub, type HubOptions } from '../../src/channels/signalr/index.ts';
import { clientBy, type Way } from '../conformance/ways.ts';
import type { ClientOptions, WatchedClient } from '../conformance/official-client.ts';

/** A hub on a server of its own, whose clients are the users that their tokens name. */
export interface HubServer {
  readonly hub: Hub<string>;
  readonly url: string;
  /** What the host was told of, and where. */
  readonly errors: [error: unknown, where: string][];
  /** Starts a client of that user. */
  client(way: Way, user: string, own?: Partial<ClientOptions>): Promise<WatchedClient>;
  stop(): Promise<void>;
}

/** Starts a hub at /hub on 127.0.0.1. */
export async function startHub(options: Partial<HubOptions<string, AnyMethods>>): Promise<HubServer> {
  const errors: [unknown, string][] = [];
  const hub = new Hub<string>({
    path: '/hub',
    methods: [],
    authenticate: (request) => ({ user: bearerToken(request) ?? 'nobody' }),
    userId: (user) => user,
    onError: (error, where) => errors.push([error, where]),
    ...options,
  });
  const server = createServer({ keepAliveTimeout: 60_000 });
  hub.attach(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hub`;
  return {
    hub,
    url,
    errors,
    client: async (way, user, own = {}) => {
      const client = clientBy(way, { url, token: user, ...own });
      await client.connection.start();
      return client;
    },
    stop: async () => {
      hub.shutDown();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
