import { usualSocketSettings } from '../channels/websocket/config.ts';
import type { SocketConnection } from '../channels/websocket/connection.ts';
import { SocketServer, type Admission } from '../channels/websocket/socket-server.ts';
import type { InboundSockets, SocketRequest, SocketUser } from '../dialects/dialect.ts';
import { attend, nameOf } from './attend-client.ts';
import type { ConnectedClient } from './host.ts';
import type { HostParts } from './hosted-hub.ts';
import type { HubTrouble } from './hub-trouble.ts';

/** A plain WebSocket, and its clients. */
export interface HostedSockets {
  readonly server: SocketServer<SocketUser>;
  clients(): readonly ConnectedClient[];
  watch(listener: () => void): () => void;
  disconnect(clientId: string): boolean;
  /** Ends what it does by itself. */
  stop(): void;
}

/** A dialect's WebSocket on a server. Tokens are looked at and never kept. */
export function hostSockets(
  inbound: InboundSockets,
  parts: Omit<HostParts, 'corsOrigins' | 'onMisuse'>,
): HostedSockets {
  const { clock, onError } = parts;
  const present = new Map<string, Presence>();
  const watchers = new Set<() => void>();
  const stopped = new AbortController();
  const tell = (): void => {
    for (const watch of watchers) watch();
  };
  const trouble = parts.openTrouble?.({
    breakOff: () => server.breakOff(),
  });
  const server: SocketServer<SocketUser> = new SocketServer<SocketUser>({
    path: inbound.path,
    settings: { ...usualSocketSettings, ...definedOf(inbound) },
    clock,
    isDown: () => trouble?.isDown() === true,
    admit: (request, id) => admit(inbound, { ...request, wallMs: clock.wallMs() }, id, trouble),
    onError,
    connected(connection, request) {
      const connectedAtMs = clock.wallMs();
      attend(connection, request, {
        ...{ inbound, parts, trouble, tell },
        arrived: (topics) => present.set(connection.id, { connectedAtMs, topics }),
        left: () => present.delete(connection.id),
      });
      tell();
    },
  });
  void beat(inbound, server, { clock, signal: stopped.signal, onError });
  return {
    server,
    clients: () =>
      server.connections.flatMap((one) => {
        const presence = present.get(one.id);
        return presence === undefined ? [] : [describeClient(one, presence)];
      }),
    watch(listener) {
      watchers.add(listener);
      return () => void watchers.delete(listener);
    },
    disconnect(clientId) {
      const found = server.connection(clientId);
      found?.close();
      return found !== undefined;
    },
    stop: () => stopped.abort(),
  };
}

/** What the dialect has settings for. */
function definedOf({ pingEveryMs, maxMessageBytes, maxBufferedBytes, maxClients }: InboundSockets) {
  return {
    ...(pingEveryMs !== undefined && { pingEveryMs }),
    ...(maxMessageBytes !== undefined && { maxMessageBytes }),
    ...(maxBufferedBytes !== undefined && { maxBufferedBytes }),
    ...(maxClients !== undefined && { maxClients }),
  };
}

async function admit(
  inbound: InboundSockets,
  request: SocketRequest,
  id: string,
  trouble: HubTrouble | undefined,
): Promise<Admission<SocketUser>> {
  const user = inbound.authenticate === undefined ? { id: 'anonymous' } : await inbound.authenticate(request);
  if (user === null) return { status: 401 };
  const status = trouble?.refuseRequest(nameOf(user));
  if (status !== undefined) return { status };
  const handshake = trouble?.handshake(nameOf(user), id, 'WebSockets');
  if (handshake === 'ignore') return 'hang';
  return handshake === 'reject' ? { status: 400 } : { user };
}

/** Sends every client the dialect's own heartbeat, but for those from whom a fault keeps it. */
async function beat(
  { heartbeat }: InboundSockets,
  server: SocketServer<SocketUser>,
  { clock, signal, onError }: Pick<HostParts, 'clock' | 'onError'> & { readonly signal: AbortSignal },
): Promise<void> {
  if (heartbeat === undefined) return;
  for (;;) {
    await clock.sleep(Math.max(1, heartbeat.everyMs), signal);
    if (signal.aborted) return;
    try {
      const text = JSON.stringify(heartbeat.message(clock.wallMs()));
      for (const connection of server.connections) if (!connection.isMute) connection.send(text);
    } catch (error) {
      onError(error, 'a heartbeat');
    }
  }
}

/** What is known of a client beside its connection. */
interface Presence {
  readonly connectedAtMs: number;
  readonly topics: ReadonlySet<string>;
}

function describeClient(
  { id, user }: SocketConnection<SocketUser>,
  { connectedAtMs, topics }: Presence,
): ConnectedClient {
  return { id, user, protocol: 'json', transport: 'WebSockets', connectedAtMs, topics: [...topics] };
}
