import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type JWTPayload, jwtVerify } from 'jose';
import {
  type Authenticate,
  bearerToken,
  type EndReason,
  Hub,
  type HubOptions,
  type HubSettings,
  tokenMissing,
  tokenRefused,
} from '../../src/channels/signalr/index.ts';
import { RteSubscriptions } from './rte-methods.ts';
import { testMethods } from './test-methods.ts';

/** A running test hub. */
export interface TestHub {
  readonly url: string;
  readonly port: number;
  readonly hub: Hub<JWTPayload>;
  /** What the host was told of methods that threw. */
  readonly errors: unknown[];
  stop(): Promise<void>;
}

/** Starts a test hub at /rte on 127.0.0.1; port 0 takes any that is free. */
export async function startTestHub({
  port = 0,
  secret,
  origin,
  settings = {},
  also,
  onEnd,
  hub: options = {},
}: {
  readonly port?: number;
  readonly secret: string;
  readonly origin?: string | undefined;
  readonly settings?: HubSettings;
  /** Answers what is not for the hub. */
  readonly also?: RequestListener;
  /** Told why each connection ended. */
  readonly onEnd?: (reason: EndReason) => void;
  /** More of the hub's options. */
  readonly hub?: Partial<HubOptions<JWTPayload>>;
}): Promise<TestHub> {
  const subscriptions = new RteSubscriptions();
  const errors: unknown[] = [];
  const hub: Hub<JWTPayload> = new Hub<JWTPayload>({
    path: '/rte',
    methods: [...subscriptions.methods(), ...testMethods((id) => hub.connection(id)?.isOpen === true)],
    authenticate: checkToken(secret),
    userId: ({ sub }) => sub,
    cors: origin === undefined || origin === '' ? undefined : { origins: [origin], credentials: true },
    onDisconnected: (connection, reason) => {
      subscriptions.forget(connection);
      onEnd?.(reason);
    },
    onError: (error) => errors.length < 1000 && errors.push(error),
    settings,
    ...options,
  });
  // Longer than any test leaves a connection idle: what is reused must not have been closed a moment before.
  const server = createServer({ keepAliveTimeout: 60_000 });
  hub.attach(server);
  if (also !== undefined) server.on('request', also);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}/rte`,
    port: address.port,
    hub,
    errors,
    stop: async () => {
      hub.shutDown();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function checkToken(secret: string): Authenticate<JWTPayload> {
  const key = new TextEncoder().encode(secret);
  return async (request) => {
    const token = bearerToken(request);
    if (token === undefined) return tokenMissing;
    try {
      return { user: (await jwtVerify(token, key, { algorithms: ['HS256'] })).payload };
    } catch {
      return tokenRefused();
    }
  };
}
