import type { InboundRequest, InboundResponse, Route, SocketClient, SocketRequest } from 'phoney/dialect';

/** A channel: its topics, and who is connected to it. */
interface Channel {
  topics: Set<string>;
  client?: SocketClient | undefined;
}

type Answer = (request: InboundRequest, channel: Channel) => InboundResponse;

const root = '/api/v2/notifications/channels';

/** The REST API that opens channels and subscribes to topics, and what clients say over their WebSocket. */
export function createChannels(token: string, newId: () => string, origin: string) {
  const channels = new Map<string, Channel>();
  const metadata = (message: string) => ({ topicName: 'channel.metadata', eventBody: { message } });

  /** Answers who has the token and, where one is named, a channel that there is. */
  const route = (method: Route['method'], path: string, answer: Answer): Route => ({
    method,
    path,
    answer(request) {
      const { headers, params } = request;
      if (headers['authorization'] !== `Bearer ${token}`) return { status: 401 };
      const channel = path === root ? { topics: new Set<string>() } : channels.get(params['channel'] ?? '');
      return channel === undefined ? { status: 404 } : answer(request, channel);
    },
  });
  const add = (channel: Channel, topics: readonly string[]): void => {
    for (const topic of topics) if (channel.client?.subscribe(topic) !== false) channel.topics.add(topic);
  };
  const addAll: Answer = ({ body }, channel) => {
    const topics = JSON.parse(body) as readonly { readonly id: string }[];
    add(
      channel,
      topics.map(({ id }) => id),
    );
    return { status: 200, body: { entities: [...channel.topics].map((id) => ({ id, state: 'Permitted' })) } };
  };
  const open: Answer = (_request, channel) => {
    const id = `streaming-${newId()}`;
    channels.set(id, channel);
    return { status: 200, body: { id, connectUri: `${origin.replace(/^http/, 'ws')}/channels/${id}` } };
  };
  const replace: Answer = (request, channel) => {
    for (const topic of channel.topics) channel.client?.unsubscribe(topic);
    channel.topics = new Set();
    return addAll(request, channel);
  };

  return {
    metadata,
    routes: [
      route('POST', root, open),
      route('POST', `${root}/{channel}/subscriptions`, addAll),
      route('PUT', `${root}/{channel}/subscriptions`, replace),
    ],
    /** The id of a channel is the key to it. */
    admit: ({ params: { channel = '' } }: SocketRequest) => (channels.has(channel) ? { id: channel } : null),
    connected: (client: SocketClient): void => {
      const channel = channels.get(client.user.id);
      if (channel === undefined) return;
      channel.client = client;
      add(channel, [...channel.topics]);
    },
    received: (message: unknown, client: SocketClient): void => {
      const { message: word, topics = [] } = Object(message) as { message?: unknown; topics?: string[] };
      const channel = channels.get(client.user.id);
      if (word === 'ping') return client.reply(metadata('pong'));
      if (word === 'subscribe' && channel !== undefined) add(channel, topics);
      client.reply({ result: word === 'subscribe' ? 200 : 400, message: word });
    },
  };
}
