import type { Channel, HubMessage, SocketMessage } from '../channels/message.ts';
import { HubChannel } from '../channels/signalr/hub-channel.ts';
import { SocketChannel } from '../channels/websocket/socket-channel.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { clientsChannel } from './clients-channel.ts';
import { closeClients } from './close-clients.ts';
import type { ServeParts } from './host.ts';
import { hostHub, type HostedHub, type HostParts } from './hosted-hub.ts';
import { hostSockets, type HostedSockets } from './hosted-sockets.ts';
import { routeRouter } from './route-router.ts';
import { troubledRoutes } from './troubled-routes.ts';
import type { RouteTrouble, TroubledRoute } from './hub-trouble.ts';
import type { Part } from './server.ts';

/** A hub or a WebSocket, by its clients. */
export type HostedClients = Pick<HostedHub, 'clients' | 'watch' | 'disconnect'>;

/** Dialects as a part of a server. */
export interface Served {
  readonly part: Part;
  /** Of each vendor, those to whom clients connect. */
  readonly hosted: ReadonlyMap<string, readonly HostedClients[]>;
  readonly channel: Channel<HubMessage | SocketMessage>;
}

/** Puts together what dialects answer. `onSubscribers` is told of each client that subscribes (1) or leaves (-1). */
export function serveDialects(
  dialects: readonly Dialect[],
  parts: ServeParts & { readonly onSubscribers: (change: 1 | -1) => void },
): Served {
  const { observer, clock, onError, onMisuse, onSubscribers, openTrouble, routeTrouble, onClient } = parts;
  const stop = new AbortController();
  const hubs = new Map<string, HostedHub>();
  const sockets = new Map<string, HostedSockets>();
  for (const { vendor, inbound } of dialects) {
    inbound?.onSubscribers?.(onSubscribers);
    const its: Omit<HostParts, 'corsOrigins'> = {
      clock,
      onSubscribers,
      onError,
      onMisuse,
      onClient: onClient && ((fact) => onClient(vendor, fact)),
      isEnding: () => stop.signal.aborted,
      openTrouble: openTrouble && ((control) => openTrouble(vendor, control)),
    };
    if (inbound?.hub !== undefined)
      hubs.set(vendor, hostHub(inbound.hub, { ...its, corsOrigins: inbound.corsOrigins ?? [] }));
    if (inbound?.sockets !== undefined) sockets.set(vendor, hostSockets(inbound.sockets, its));
  }
  const router = routeRouter(
    dialects.flatMap(({ vendor, inbound }) => {
      const routes = inbound?.routes ?? [];
      if (routeTrouble === undefined) return routes;
      const trouble = (route: TroubledRoute): RouteTrouble => routeTrouble(vendor, route);
      return troubledRoutes(routes, { trouble, clock, stop: stop.signal });
    }),
    {
      corsOrigins: dialects.flatMap(({ inbound }) => inbound?.corsOrigins ?? []),
      wallMs: () => clock.wallMs(),
      onError,
    },
  );
  const servers = [
    ...[...hubs.values()].map(({ hub }) => hub),
    ...[...sockets.values()].map(({ server }) => server),
  ];
  const end = (): Promise<void> => {
    stop.abort();
    for (const hosted of sockets.values()) hosted.stop();
    return closeClients(servers, clock);
  };
  return {
    part: { router, hubs: servers },
    hosted: new Map(
      dialects.map(({ vendor }) => [
        vendor,
        [hubs.get(vendor), sockets.get(vendor)].filter((one) => one !== undefined),
      ]),
    ),
    channel: clientsChannel({
      signalr: new HubChannel({ hubs: mapValues(hubs, ({ hub }) => hub), observer, clock, end }),
      websocket: new SocketChannel({ servers: mapValues(sockets, ({ server }) => server), observer, clock }),
    }),
  };
}

function mapValues<From, To>(map: ReadonlyMap<string, From>, make: (value: From) => To): Map<string, To> {
  return new Map([...map].map(([key, value]) => [key, make(value)]));
}
