import type { HubClient, InboundHub } from '../../dialects/dialect.ts';

/** Who is connected to the hubs of a replay, and what they have asked for. */
export class HubListeners {
  readonly #clients = new Map<
    string,
    { readonly client: HubClient; readonly hub: InboundHub; readonly vendor: string }
  >();

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
