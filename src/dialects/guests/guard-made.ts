import type { MadeDialect } from '../define/complete-dialect.ts';
import type { Inbound, InboundSockets } from '../dialect.ts';
import { attempt, attemptAtOnce, demand, type Whose } from './attempt.ts';
import { describeRender } from './guard.ts';
import { mistakesInAnnouncement, mistakesInIdentities } from './returned/made.ts';
import { mistakesInMessages, type Reach } from './returned/message.ts';
import { mistakesInUser } from './returned/sockets.ts';

/** What `create` returned, of which everything that is called is looked at: what it throws, and what it returns. */
export function guardMade(made: MadeDialect, whose: Whose, reach: Reach): MadeDialect {
  const { intervalsMs, lanes, sampler, inbound } = made;
  return {
    // One by one: it may be of a class, which has its members elsewhere.
    ...(intervalsMs !== undefined && { intervalsMs }),
    ...(lanes !== undefined && { lanes }),
    ...(sampler !== undefined && { sampler }),
    ...(made.laneOf !== undefined && {
      laneOf: (feed) => attempt(whose, 'laneOf', () => made.laneOf?.(feed)),
    }),
    ...(made.identify !== undefined && {
      identify(view) {
        const known = attemptAtOnce(whose, 'identify', '{ agents, queues }', () => made.identify?.(view));
        demand(whose, 'identify', mistakesInIdentities(known));
        return known as NonNullable<typeof known>;
      },
    }),
    ...(inbound !== undefined && { inbound: guardInbound(inbound, whose) }),
    render(event, view) {
      const what = describeRender(event);
      const messages = attemptAtOnce(whose, what, 'a list of messages', () => made.render(event, view));
      demand(whose, what, mistakesInMessages(messages, event, reach));
      return messages;
    },
  };
}

/** What clients call must never end a run: it is told, and the client is answered 500, or closed. */
function guardInbound(inbound: Partial<Inbound>, whose: Whose): Partial<Inbound> {
  const { routes, sockets } = inbound;
  return {
    ...inbound,
    ...(routes !== undefined && {
      routes: routes.map((route) => ({
        ...route,
        answer: (request) => attempt(whose, `${route.method} ${route.path}`, () => route.answer(request)),
      })),
    }),
    ...(inbound.announce !== undefined && {
      announce(origin) {
        const said = attemptAtOnce(whose, 'announce', 'lines and json', () => inbound.announce?.(origin));
        demand(whose, 'announce', mistakesInAnnouncement(said));
        return said as NonNullable<typeof said>;
      },
    }),
    ...(sockets !== undefined && { sockets: guardSockets(sockets, whose) }),
  };
}

function guardSockets(sockets: InboundSockets, whose: Whose): InboundSockets {
  const { heartbeat } = sockets;
  return {
    ...sockets,
    received: (message, client) => attempt(whose, 'received', () => sockets.received(message, client)),
    ...(sockets.authenticate !== undefined && {
      authenticate: async (request) => {
        const user = await attempt(whose, 'authenticate', () => sockets.authenticate?.(request));
        demand(whose, 'authenticate', mistakesInUser(user));
        return user as NonNullable<typeof user> | null;
      },
    }),
    ...(sockets.connected !== undefined && {
      connected: (client) => attempt(whose, 'connected', () => sockets.connected?.(client)),
    }),
    ...(sockets.disconnected !== undefined && {
      disconnected: (client, isLost) =>
        attempt(whose, 'disconnected', () => sockets.disconnected?.(client, isLost)),
    }),
    ...(heartbeat !== undefined && {
      heartbeat: {
        everyMs: heartbeat.everyMs,
        message(wallMs) {
          const said = attemptAtOnce(whose, 'heartbeat.message', 'a message', () =>
            heartbeat.message(wallMs),
          );
          const isSayable = said !== undefined && typeof said !== 'function' && typeof said !== 'symbol';
          demand(whose, 'heartbeat.message', isSayable ? [] : ['It has to be something that JSON can say.']);
          return said;
        },
      },
    }),
  };
}
