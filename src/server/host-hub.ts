import {
  bearerToken,
  Hub,
  tokenMissing,
  tokenRefused,
  types,
  type ArgumentType,
} from '../channels/signalr/index.ts';
import {
  CallerError,
  type HubClient,
  type HubParameter,
  type HubUser,
  type InboundHub,
} from '../dialects/dialect.ts';
import type { Clock } from '../lib/clock.ts';

/** What a hub tells its host. */
export interface HubWatch {
  /** A client listens from now on (1), or one that did is gone (-1). */
  readonly onCount: (change: 1 | -1) => void;
  /** Something that is our own mistake. */
  readonly onError: (error: unknown, where: string) => void;
}

/** A dialect's hub as a SignalR hub. Tokens are looked at and never kept. */
export function hostHub(
  inbound: InboundHub,
  {
    clock,
    corsOrigins,
    onCount,
    onError,
  }: HubWatch & { readonly clock: Clock; readonly corsOrigins: readonly string[] },
): Hub<HubUser> {
  const listening = new Set<string>();
  const count = (client: HubClient): void => {
    if (listening.has(client.id) || !inbound.isListening(client)) return;
    listening.add(client.id);
    onCount(1);
  };
  return new Hub<HubUser>({
    path: inbound.path,
    settings: inbound.settings,
    clock,
    cors: corsOrigins.length === 0 ? undefined : { origins: corsOrigins, credentials: true },
    methods: inbound.methods.map(({ name, takes, run }) => ({
      name,
      takes: takes.map(argumentType),
      uploads: [],
      streams: false,
      run: async ({ connection }, ...given: readonly unknown[]) => {
        const result = await run(connection, ...given);
        count(connection);
        return result;
      },
    })),
    async authenticate(request) {
      const token = bearerToken(request);
      if (token === undefined) return tokenMissing;
      const user = await inbound.authenticate(token, clock.wallMs());
      return user === null ? tokenRefused() : { user };
    },
    userId: ({ id }) => id,
    onConnected: (connection) => inbound.connected(connection),
    onDisconnected(connection) {
      inbound.disconnected(connection);
      if (listening.delete(connection.id)) onCount(-1);
    },
    onError(error, where) {
      if (!(error instanceof CallerError)) onError(error, where);
    },
  });
}

function argumentType(parameter: HubParameter): ArgumentType<unknown> {
  if (parameter === 'string') return types.string;
  if ('arrayOf' in parameter) return types.arrayOf(argumentType(parameter.arrayOf));
  const shape = Object.entries(parameter.object).map(([name, type]) => [name, argumentType(type)] as const);
  return types.object(Object.fromEntries(shape));
}
