import {
  bearerToken,
  Hub,
  tokenMissing,
  tokenRefused,
  types,
  type ArgumentType,
  type HubConnection,
  type RefusedCall,
} from '../channels/signalr/index.ts';
import {
  CallerError,
  type HubClient,
  type HubParameter,
  type HubUser,
  type InboundHub,
} from '../dialects/dialect.ts';
import type { Clock } from '../lib/clock.ts';
import type { ClientFact } from '../channels/message.ts';
import type { ConnectedClient } from './host.ts';
import type { HubControl, HubTrouble } from './hub-trouble.ts';
import { misbehave, troubledClient } from './misbehave.ts';

/** What a hub is hosted with. */
export interface HostParts {
  readonly clock: Clock;
  readonly corsOrigins: readonly string[];
  /** A client has subscribed to something (1), or one that had is gone (-1). */
  readonly onSubscribers: (change: 1 | -1) => void;
  /** Told of our own mistakes. */
  readonly onError: (error: unknown, where: string) => void;
  /** Told once of each way in which clients call the hub wrongly, in words. */
  readonly onMisuse?: ((message: string) => void) | undefined;
  /** Told what clients do, and what becomes of them. */
  readonly onClient?: ((fact: ClientFact) => void) | undefined;
  /** Whether the server is ending, so that who is closed has lost nothing. */
  readonly isEnding?: (() => boolean) | undefined;
  /** Opens what goes wrong on purpose. Absent: nothing does. */
  readonly openTrouble?: ((control: HubControl) => HubTrouble) | undefined;
}

/** A hub, and its clients. */
export interface HostedHub {
  readonly hub: Hub<HubUser>;
  /** Those that have shaken hands, the oldest first. */
  clients(): readonly ConnectedClient[];
  /** Tells `listener` whenever a client connects, leaves or has called a method, until what is returned is called. */
  watch(listener: () => void): () => void;
  /** Ends a client's connection with a close message; false when there is no such client. */
  disconnect(clientId: string): boolean;
}

/** A dialect's hub as a SignalR hub. Tokens are looked at and never kept. */
export function hostHub(inbound: InboundHub, parts: HostParts): HostedHub {
  const { clock, corsOrigins, onSubscribers, onError, onMisuse, onClient } = parts;
  const connected = new Map<string, { client: HubConnection<HubUser>; atMs: number }>();
  const listening = new Set<string>();
  const watchers = new Set<() => void>();
  const tell = (): void => {
    for (const watch of watchers) watch();
  };
  const count = (client: HubClient): void => {
    if (listening.has(client.id) || !inbound.isListening(client)) return;
    listening.add(client.id);
    onSubscribers(1);
  };
  if (onClient !== undefined) tellSubscriptions(inbound, (id) => connected.get(id)?.client, onClient);
  const trouble = parts.openTrouble?.({
    breakOff() {
      for (const connection of hub.connections) connection.lose(false);
    },
  });
  const hub = new Hub<HubUser>({
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
        tell();
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
    misbehaviour: trouble && misbehave(trouble, inbound),
    onConnected(client) {
      connected.set(client.id, { client, atMs: clock.wallMs() });
      inbound.connected(client);
      const { id, user, transport, protocol } = client;
      onClient?.({ what: 'connected', client: inbound.nameOf(user), connection: id, transport, protocol });
      tell();
      trouble?.connected(troubledClient(client, inbound));
    },
    onDisconnected(client, why) {
      const reason = parts.isEnding?.() === true ? 'shut-down' : why;
      connected.delete(client.id);
      trouble?.left(client.id);
      const { id, user, pings } = client;
      onClient?.({ what: 'left', client: inbound.nameOf(user), connection: id, reason, pings });
      inbound.disconnected(client, reason !== 'client-closed' && reason !== 'shut-down');
      if (listening.delete(client.id)) onSubscribers(-1);
      tell();
    },
    onPing: inbound.pinged && ((client) => inbound.pinged?.(client)),
    onRefusedCall: tellOnce(onMisuse, inbound),
    onError(error, where) {
      if (!(error instanceof CallerError)) onError(error, where);
    },
  });
  return {
    hub,
    clients: () => [...connected.values()].map(({ client, atMs }) => describeClient(client, atMs)),
    watch(listener) {
      watchers.add(listener);
      return () => void watchers.delete(listener);
    },
    disconnect(clientId) {
      const found = connected.get(clientId);
      found?.client.close();
      return found !== undefined;
    },
  };
}

/** Subscriptions are the dialect's, and who has them is the hub's. */
function tellSubscriptions(
  inbound: InboundHub,
  clientOf: (connection: string) => HubConnection<HubUser> | undefined,
  onClient: (fact: ClientFact) => void,
): void {
  inbound.watchSubscriptions?.((change) => {
    const { what, eventType, entityName: entity } = change;
    if (change.what === 'missed') return onClient({ what, client: change.client, eventType, entity });
    const client = clientOf(change.connectionId);
    if (client === undefined) return;
    onClient({ what, client: inbound.nameOf(client.user), connection: client.id, eventType, entity });
  });
}

/** So many mistakes of clients are told; who makes more knows by then. */
const mostMistakesTold = 20;

/** Says what a client did wrong, each mistake once: the wire says no more than .NET does. */
function tellOnce(
  tell: HostParts['onMisuse'],
  { path, methods }: InboundHub,
): ((refused: RefusedCall) => void) | undefined {
  if (tell === undefined) return undefined;
  const told = new Set<string>();
  return ({ method, reason }) => {
    const known = methods.find(({ name }) => name === method);
    const wanted =
      known === undefined
        ? `Call one of ${methods.map(({ name }) => name).join(', ')}.`
        : `It takes ${known.takes.length === 0 ? 'no argument' : known.takes.map(describeParameter).join(', ')}.`;
    const called = JSON.stringify(method.slice(0, 60));
    const message = `A client of the hub at ${path} called ${called} and was answered with an error, as .NET does: ${reason.replace(/\.$/, '')}. ${wanted}`;
    if (told.has(message) || told.size >= mostMistakesTold) return;
    told.add(message);
    tell(message);
  };
}

function describeParameter(parameter: HubParameter): string {
  if (parameter === 'string') return 'a text';
  if ('arrayOf' in parameter) return `an array of ${describeParameter(parameter.arrayOf)}`;
  return `{${Object.keys(parameter.object).join(', ')}}`;
}

function describeClient(
  { id, user, protocol, transport }: HubConnection<HubUser>,
  connectedAtMs: number,
): ConnectedClient {
  return { id, user, protocol, transport, connectedAtMs };
}

function argumentType(parameter: HubParameter): ArgumentType<unknown> {
  if (parameter === 'string') return types.string;
  if ('arrayOf' in parameter) return types.arrayOf(argumentType(parameter.arrayOf));
  const shape = Object.entries(parameter.object).map(([name, type]) => [name, argumentType(type)] as const);
  return types.object(Object.fromEntries(shape));
}
