import type { Channel } from '../channels/message.ts';
import { HubChannel } from '../channels/signalr/hub-channel.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { closeClients } from './close-clients.ts';
import type { ServeParts } from './host.ts';
import { hostHub, type HostedHub } from './hosted-hub.ts';
import { routeRouter } from './route-router.ts';
import { troubledRoutes } from './troubled-routes.ts';
import type { RouteTrouble, TroubledRoute } from './hub-trouble.ts';
import type { Part } from './server.ts';

/** Dialects as a part of a server. */
export interface Served {
  readonly part: Part;
  /** By vendor. */
  readonly hubs: ReadonlyMap<string, HostedHub>;
  readonly channel: Channel;
}

/** Puts together what dialects answer. `onSubscribers` is told of each client that subscribes (1) or leaves (-1). */
export function serveDialects(
  dialects: readonly Dialect[],
  parts: ServeParts & { readonly onSubscribers: (change: 1 | -1) => void },
): Served {
  const { observer, clock, onError, onMisuse, onSubscribers, openTrouble, routeTrouble, onClient } = parts;
  const stop = new AbortController();
  const hosted = new Map<string, HostedHub>();
  for (const { vendor, inbound } of dialects) {
    inbound?.onSubscribers?.(onSubscribers);
    if (inbound?.hub === undefined) continue;
    const corsOrigins = inbound.corsOrigins ?? [];
    hosted.set(
      vendor,
      hostHub(inbound.hub, {
        clock,
        corsOrigins,
        onSubscribers,
        onError,
        onMisuse,
        onClient: onClient && ((fact) => onClient(vendor, fact)),
        isEnding: () => stop.signal.aborted,
        openTrouble: openTrouble && ((control) => openTrouble(vendor, control)),
      }),
    );
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
  const hubs = new Map([...hosted].map(([vendor, { hub }]) => [vendor, hub]));
  const end = (): Promise<void> => {
    stop.abort();
    return closeClients([...hubs.values()], clock);
  };
  return {
    part: { router, hubs: [...hubs.values()] },
    hubs: hosted,
    channel: new HubChannel({ hubs, observer, clock, end }),
  };
}
