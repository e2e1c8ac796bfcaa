import type { Backplane } from './backplane.ts';
import { type Packet, readPacket, writePacket } from './packets.ts';

/** The channels of one hub. */
export const channelOf = {
  all: () => 'all',
  connections: (id: string) => `connection:${id}`,
  groups: (name: string) => `group:${name}`,
  users: (id: string) => `user:${id}`,
  server: (name: string) => `server:${name}`,
};

/** A backplane as a hub uses it: its own channels, with packets on them. */
export class Channels {
  readonly #backplane: Backplane;
  /** Without colons: what stands behind the first one is the channel. */
  readonly #scope: string;
  readonly #onError: (error: unknown, where: string) => void;

  /** `scope`: what all servers with this hub call it, and no other hub. */
  constructor(backplane: Backplane, scope: string, onError: (error: unknown, where: string) => void) {
    this.#backplane = backplane;
    this.#scope = scope.replaceAll(/[%:]/g, encodeURIComponent);
    this.#onError = onError;
  }

  /** Rejects when the packet could not be given; resolves with how many servers have it, where that is known. */
  async publish(channel: string, packet: Packet): Promise<number | undefined> {
    return this.#backplane.publish(this.#named(channel), writePacket(packet));
  }

  /** Publishes where nobody waits for it: a failure is the host's to know. */
  tell(channel: string, packet: Packet): void {
    this.#quietly(this.publish(channel, packet));
  }

  /** Whatever comes, and whatever `receive` makes of it: a failure is the host's to know. */
  subscribe(channel: string, receive: (packet: Packet) => Promise<void> | void): Promise<void> {
    const read = async (bytes: Uint8Array): Promise<void> => receive(readPacket(bytes));
    return this.#backplane.subscribe(this.#named(channel), (bytes) => {
      read(bytes).catch((error: unknown) =>
        this.#onError(error, `reading what came over the backplane on ${channel}`),
      );
    });
  }

  async unsubscribe(channel: string): Promise<void> {
    await this.#backplane.unsubscribe(this.#named(channel));
  }

  /** Unsubscribes where nobody waits for it. */
  leave(channel: string): void {
    this.#quietly(this.unsubscribe(channel));
  }

  #named(channel: string): string {
    return `${this.#scope}:${channel}`;
  }

  #quietly(act: Promise<unknown>): void {
    act.catch((error: unknown) => this.#onError(error, 'telling the backplane'));
  }
}
