import {
  bearerToken,
  Hub,
  tokenMissing,
  tokenRefused,
  types,
  type ArgumentType,
} from '../channels/signalr/index.ts';
import { CallerError, type HubParameter, type HubUser, type InboundHub } from '../dialects/dialect.ts';
import type { Clock } from '../lib/clock.ts';

/** What a hub tells its host. */
export interface HubWatch {
  /** A client has shaken hands (1) or is gone (-1). */
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
      run: ({ connection }, ...given: readonly unknown[]) => run(connection, ...given),
    })),
    async authenticate(request) {
      const token = bearerToken(request);
      if (token === undefined) return tokenMissing;
      const user = await inbound.authenticate(token, clock.wallMs());
      return user === null ? tokenRefused() : { user };
    },
    onConnected(connection) {
      inbound.connected(connection);
      onCount(1);
    },
    onDisconnected(connection) {
      inbound.disconnected(connection);
      onCount(-1);
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
