// Genesys Cloud's notification service, from what is public of it: README.md says what, and what is our assumption.
import { defineDialect, form, z, type CentreView } from 'phoney/dialect';
import { bodies } from './bodies.ts';
import { createChannels } from './channels.ts';
import { createTelling } from './telling.ts';

/** What may stand below `./genesys.ts` in a scenario. */
const settings = z.strictObject({
  token: z.string().min(8).default('phoney-token').describe('The access token that clients have to show.'),
  heartbeat: form.duration.prefault('30s').describe('How often each channel is sent a heartbeat.'),
  max_topics: z.int().min(1).max(1000).default(1000).describe('How many topics one channel may have.'),
});

export default defineDialect({
  name: 'genesys',
  settings,
  feeds: ['presence', 'routing-status', 'conversations'],
  events: bodies,
  // The type of an event is its topic without the id.
  factsOf(body) {
    const { topicName, metadata } = body as { topicName?: string; metadata?: { CorrelationId?: string } };
    return { eventType: topicName?.split('.').at(-1), eventId: metadata?.CorrelationId };
  },
  create({ token, heartbeat, max_topics: maxTopics }, parts) {
    const telling = createTelling(parts);
    const channels = createChannels(token, parts.newId, parts.host?.origin ?? 'http://127.0.0.1');
    let view: CentreView | undefined;
    const named = () => ({
      users: view?.agents.map(({ id, username }) => `${parts.idOf(id)}  ${username}`) ?? [],
      queues: view?.queues.map(({ id, name }) => `${parts.idOf(id)}  ${name}`) ?? [],
    });
    return {
      identify: telling.identify,
      render(event, now) {
        view = now;
        return telling.render(event, now);
      },
      inbound: {
        routes: channels.routes,
        sockets: {
          path: '/channels/{channel}',
          maxTopics,
          authenticate: channels.admit,
          connected: channels.connected,
          received: channels.received,
          heartbeat: { everyMs: heartbeat, message: () => channels.metadata('WebSocket Heartbeat') },
        },
        announce: (origin) => ({
          lines: [
            `api    ${origin}/api/v2/notifications/channels`,
            ...named().users.map((user) => `user   ${user}`),
            ...named().queues.map((queue) => `queue  ${queue}`),
          ],
          json: { genesys: { api: `${origin}/api/v2/notifications/channels`, ...named() } },
        }),
      },
    };
  },
});
