import type { Backplane } from './backplane.ts';

/** As much of a client of ioredis as a backplane needs. */
export interface RedisClient {
  readonly status: string;
  duplicate(options: Readonly<Record<string, unknown>>): RedisClient;
  publish(channel: string, message: Buffer): Promise<number>;
  subscribe(...channels: string[]): Promise<unknown>;
  unsubscribe(...channels: string[]): Promise<unknown>;
  on(event: 'messageBuffer', listener: (channel: Buffer, message: Buffer) => void): unknown;
  on(event: 'ready' | 'close', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  disconnect(): void;
}

/** What a backplane over Redis can be told. */
export interface RedisBackplaneOptions {
  /** What the names of its channels begin with. Default: `phoney-signalr:`. */
  readonly prefix?: string;
  /** How long Redis may take to take a message. Default: 5000. */
  readonly timeoutMs?: number;
  /** How many messages may be on their way to Redis; beyond it sending fails. Default: 10,000. */
  readonly maxPending?: number;
  /** Told once each time that Redis is gone. */
  readonly onGone?: (error: Error) => void;
}

/**
 * A backplane over Redis' channels. It has two connections of its own, made as the client that it is given was made: that one stays its
 * owner's. While Redis is gone nothing can be sent that goes over it, which is said at once, and what others send is lost; when Redis is back,
 * everything goes on by itself.
 */
export class RedisBackplane implements Backplane {
  readonly #publisher: RedisClient;
  readonly #subscriber: RedisClient;
  readonly #prefix: string;
  readonly #maxPending: number;
  readonly #receivers = new Map<string, (message: Uint8Array) => void>();
  /** Resolves when the first try to connect has ended, in whichever way. */
  readonly #tried: Promise<void>;
  readonly #onGone: (error: Error) => void;
  #pending = 0;
  #error: Error | undefined;

  constructor(client: RedisClient, options: RedisBackplaneOptions = {}) {
    const { prefix = 'phoney-signalr:', timeoutMs = 5000, maxPending = 10_000, onGone } = options;
    this.#prefix = prefix;
    this.#maxPending = maxPending;
    this.#onGone = onGone ?? (() => undefined);
    // What cannot be sent now is not kept for later: there may be a lot of it, and it would come late.
    const own = {
      lazyConnect: false,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      autoResubscribe: false,
    };
    this.#publisher = client.duplicate({ ...own, commandTimeout: timeoutMs });
    this.#subscriber = client.duplicate(own);
    this.#tried = new Promise((resolve) => {
      this.#publisher.on('ready', resolve);
      this.#publisher.on('close', resolve);
    });
    for (const connection of [this.#publisher, this.#subscriber]) {
      connection.on('error', (error) => this.#noteError(error));
      connection.on('ready', () => (this.#error = undefined));
    }
    this.#subscriber.on('ready', () => void this.#subscribeTo([...this.#receivers.keys()]));
    this.#subscriber.on('messageBuffer', (channel, message) =>
      this.#receivers.get(channel.toString())?.(message),
    );
  }

  /** Rejects at once while Redis is gone. */
  async publish(channel: string, message: Uint8Array): Promise<number> {
    await this.#tried;
    if (this.#publisher.status !== 'ready') {
      const why = this.#error === undefined ? '' : `: ${this.#error.message}`;
      throw new Error(
        `The message was not sent to the other servers, as Redis is gone${why}. Send it again when it is back.`,
      );
    }
    if (this.#pending >= this.#maxPending)
      throw new Error(
        `The message was not sent to the other servers: ${this.#pending} are on their way to Redis, as many as maxPending allows.`,
      );
    this.#pending++;
    try {
      const { buffer, byteOffset, byteLength } = message;
      return await this.#publisher.publish(
        this.#prefix + channel,
        Buffer.from(buffer, byteOffset, byteLength),
      );
    } finally {
      this.#pending--;
    }
  }

  /** While Redis is gone it is done when Redis is back. */
  async subscribe(channel: string, receive: (message: Uint8Array) => void): Promise<void> {
    this.#receivers.set(this.#prefix + channel, receive);
    await this.#tried;
    if (this.#subscriber.status === 'ready') await this.#subscriber.subscribe(this.#prefix + channel);
  }

  async unsubscribe(channel: string): Promise<void> {
    this.#receivers.delete(this.#prefix + channel);
    // As `subscribe` does, so that neither overtakes the other.
    await this.#tried;
    if (this.#subscriber.status === 'ready') await this.#subscriber.unsubscribe(this.#prefix + channel);
  }

  /** Ends its connections. */
  close(): void {
    this.#publisher.disconnect();
    this.#subscriber.disconnect();
  }

  async #subscribeTo(channels: readonly string[]): Promise<void> {
    if (channels.length === 0) return;
    try {
      await this.#subscriber.subscribe(...channels);
    } catch (error) {
      // Gone again: it is done when Redis is back.
      this.#noteError(error as Error);
    }
  }

  #noteError(error: Error): void {
    const isNew = this.#error === undefined;
    this.#error = error;
    if (isNew) this.#onGone(error);
  }
}
