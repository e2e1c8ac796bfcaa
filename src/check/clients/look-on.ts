import type {
  Dialect,
  HubClient,
  HubUser,
  Inbound,
  InboundHub,
  InboundHubMethod,
} from '../../dialects/dialect.ts';
import type { Route } from '../../server/route.ts';
import type { Sightings } from './sightings.ts';

/** The same dialect, which tells of everything that clients of its hub do. */
export function lookOn(dialect: Dialect, sightings: Sightings): Dialect {
  const { inbound } = dialect;
  if (inbound?.hub === undefined) return dialect;
  const watched: Inbound = {
    ...inbound,
    routes: inbound.routes.map((route) => watchRoute(route, sightings)),
    hub: watchHub(inbound.hub, sightings),
  };
  return Object.create(dialect, { inbound: { value: watched, enumerable: true } }) as Dialect;
}

function watchRoute(route: Route, sightings: Sightings): Route {
  if (route.givesTokens !== true) return route;
  return {
    ...route,
    async answer(request) {
      const answer = await route.answer(request);
      sightings.add({ what: 'asked for a token', status: answer.status, token: tokenIn(answer.body) });
      return answer;
    },
  };
}

/** The longest text of an answer: addresses and names are shorter than tokens. */
function tokenIn(body: unknown): string | null {
  if (typeof body !== 'object' || body === null) return null;
  const texts = Object.values(body).filter((value): value is string => typeof value === 'string');
  return texts.reduce<string | null>(
    (longest, text) => (text.length > (longest?.length ?? 0) ? text : longest),
    null,
  );
}

function watchHub(hub: InboundHub, sightings: Sightings): InboundHub {
  return {
    ...hub,
    methods: hub.methods.map((method) => watchMethod(method, hub, sightings)),
    async authenticate(token, wallMs): Promise<HubUser | null> {
      const user = await hub.authenticate(token, wallMs);
      sightings.add({ what: 'showed a token', token, isGood: user !== null });
      return user;
    },
    connected(client) {
      hub.connected(client);
      const { id, user, protocol } = client;
      const { transport } = client as HubClient & { readonly transport?: string };
      sightings.add({
        what: 'connected',
        client: id,
        user: hub.nameOf(user),
        protocol,
        transport: transport ?? 'unknown',
      });
    },
    pinged(client) {
      sightings.add({ what: 'pinged', client: client.id });
    },
    disconnected(client, isLost) {
      hub.disconnected(client, isLost);
      sightings.add({ what: 'left', client: client.id });
    },
  };
}

function watchMethod(method: InboundHubMethod, hub: InboundHub, sightings: Sightings): InboundHubMethod {
  return {
    ...method,
    async run(client, ...given) {
      const tell = (answered: unknown): void =>
        sightings.add({
          what: 'called',
          client: client.id,
          method: method.name,
          given,
          answered,
          subscriptions: hub.subscriptionsOf(client).length,
        });
      try {
        const answered: unknown = await method.run(client, ...given);
        tell(answered);
        return answered;
      } catch (error) {
        tell(error);
        throw error;
      }
    },
  };
}
