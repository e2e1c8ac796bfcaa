import { defineDialect, z } from 'phoney/dialect';

export default defineDialect({
  name: 'stream',
  settings: z.strictObject({
    max_buffered_bytes: z.int().default(1_048_576),
    ping_every_ms: z.int().default(0),
    breaks: z.enum(['authenticate', 'user', 'connected', 'heartbeat']).optional(),
  }),
  feeds: ['states'],
  create: ({ max_buffered_bytes: maxBufferedBytes, ping_every_ms: pingEveryMs, breaks }) => ({
    render(event, view) {
      if (event.type !== 'agent.state-changed') return [];
      const { username } = view.agent(event.agentId);
      return [
        {
          feed: 'states',
          topic: username,
          eventType: 'state',
          body: { username, to: event.to, at: event.at },
        },
      ];
    },
    inbound: {
      sockets: {
        path: '/stream',
        maxTopics: 3,
        maxMessageBytes: 1000,
        maxBufferedBytes,
        pingEveryMs,
        authenticate({ token }) {
          if (breaks === 'authenticate') throw new TypeError('no books');
          if (breaks === 'user') return true as never;
          return token === 'let-me-in' ? { id: 'u1', name: 'alice' } : null;
        },
        connected: (): unknown =>
          breaks === 'connected' ? Promise.reject(new TypeError('later')) : undefined,
        received(message, client) {
          if (message === 'throw later') return Promise.reject(new TypeError('later')) as never;
          if (message === 'nothing') return client.reply(undefined);
          if (message === 'throw') throw new TypeError('on purpose');
          const { subscribe = [] } = Object(message) as { readonly subscribe?: readonly string[] };
          client.reply({ subscribed: subscribe.filter((topic) => client.subscribe(topic)) });
        },
        heartbeat: { everyMs: 20, message: () => (breaks === 'heartbeat' ? undefined : { heartbeat: true }) },
      },
    },
  }),
});
