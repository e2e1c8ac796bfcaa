import type { HubClient, InboundHub, TopicBook } from '../../dialects/dialect.ts';

/** Who is connected to the hubs and WebSockets of a replay, and what they have asked for. */
export class HubListeners {
  readonly #clients = new Map<
    string,
    { readonly client: HubClient; readonly hub: InboundHub; readonly vendor: string }
  >();

  readonly #topics = new Map<string, TopicBook>();

  /** Whoever subscribes to topics of that vendor's WebSocket is known here, too. */
  watchTopics(vendor: string, topics: TopicBook): void {
    this.#topics.set(vendor, topics);
  }

  /** The connections that have subscribed to that topic. */
  ofTopic(vendor: string, topic: string): string[] {
    return [...(this.#topics.get(vendor)?.subscribersOf(topic) ?? [])];
  }

  /** The same hub, whose clients are known here. */
  watch(vendor: string, hub: InboundHub): InboundHub {
    return {
      ...hub,
      connected: (client) => {
        hub.connected(client);
        this.#clients.set(client.id, { client, hub, vendor });
      },
      disconnected: (client, isLost) => {
        this.#clients.delete(client.id);
        hub.disconnected(client, isLost);
      },
    };
  }

  /**
   * The connections that have asked for events of that type, whosever: the ids of real users and queues are none of those that
   * one can subscribe to here.
   */
  of(vendor: string, eventType: string): string[] {
    return [...this.#clients.values()]
      .filter((one) => one.vendor === vendor)
      .filter(({ client, hub }) => hub.subscriptionsOf(client).some((wish) => wish.eventType === eventType))
      .map(({ client }) => client.id);
  }
}
