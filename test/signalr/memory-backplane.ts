import type { Backplane } from '../../src/channels/signalr/index.ts';

type Receive = (message: Uint8Array) => void;

/** Backplanes of servers in one process: what is published comes in a later turn, in one order. */
export class MemoryNetwork {
  readonly #receivers = new Map<string, Map<Backplane, Receive>>();

  /** One for each server. */
  backplane(): Backplane {
    const own: Backplane = {
      publish: async (channel, message) => {
        const receivers = [...(this.#receivers.get(channel)?.values() ?? [])];
        const copy = Uint8Array.from(message);
        setImmediate(() => {
          for (const receive of receivers) receive(copy);
        });
        return receivers.length;
      },
      subscribe: async (channel, receive) => {
        const receivers = this.#receivers.get(channel) ?? new Map<Backplane, Receive>();
        this.#receivers.set(channel, receivers.set(own, receive));
      },
      unsubscribe: async (channel) => {
        this.#receivers.get(channel)?.delete(own);
        if (this.#receivers.get(channel)?.size === 0) this.#receivers.delete(channel);
      },
    };
    return own;
  }

  /** The channels that somebody has subscribed to. */
  get channels(): string[] {
    return [...this.#receivers.keys()];
  }
}
