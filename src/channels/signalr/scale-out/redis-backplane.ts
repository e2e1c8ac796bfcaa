import { machineClock } from '../../../lib/clock.ts';
import type { Backplane } from './backplane.ts';

/** More could be too many arguments for a function, and one long stop for Redis. */
const channelsPerCommand = 1000;

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
  /** How long a sender waits until Redis says that it has a message. Default: 5000. */
  readonly timeoutMs?: number;
  /** How many messages may be on their way to Redis, until it has said that it has them; beyond it sending fails. Default: 10,000. */
  readonly maxPending?: number;
  /** How long these may be together, in bytes; a single one may be longer. Default: 67,108,864. */
  readonly maxPendingBytes?: number;
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
  readonly #timeoutMs: number;
  readonly #maxPending: number;
  readonly #maxPendingBytes: number;
  readonly #receivers = new Map<string, (message: Uint8Array) => void>();
  /** Resolves when the first try to connect has ended, in whichever way, and at the latest after `timeoutMs`. */
  readonly #tried: Promise<void>;
  readonly #onGone: (error: Error) => void;
  #pending = 0;
  #pendingBytes = 0;
  #error: Error | undefined;

  constructor(client: RedisClient, options: RedisBackplaneOptions = {}) {
    const { prefix = 'phoney-signalr:', timeoutMs = 5000, maxPending = 10_000, onGone } = options;
    this.#prefix = prefix;
    this.#timeoutMs = timeoutMs;
    this.#maxPending = maxPending;
    this.#maxPendingBytes = options.maxPendingBytes ?? 67_108_864;
    this.#onGone = onGone ?? (() => undefined);
    // What cannot be sent now is not kept for later: there may be a lot of it, and it would come late.
    const own = {
      lazyConnect: false,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      autoResubscribe: false,
    };
    this.#publisher = client.duplicate(own);
    this.#subscriber = client.duplicate(own);
    this.#tried = new Promise((resolve) => {
      // A Redis that is loading what it kept is connected, and neither ready nor gone.
      const giveUp = setTimeout(() => {
        this.#noteError(new Error(`it has not been ready within ${this.#timeoutMs} ms`));
        resolve();
      }, this.#timeoutMs);
      const tried = (): void => {
        clearTimeout(giveUp);
        resolve();
      };
      this.#publisher.on('ready', tried);
      this.#publisher.on('close', tried);
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

  /**
   * Rejects at once while Redis is gone, and while too much is on its way; then nothing was sent. Where Redis says nothing in time, or goes
   * away meanwhile, it rejects as well, and the message may have been sent, or be sent yet.
   */
  async publish(channel: string, message: Uint8Array): Promise<number> {
    const sinceMs = machineClock.monotonicMs();
    const { buffer, byteOffset, byteLength } = message;
    this.#refuseBeyondLimits(byteLength);
    // Counted until Redis has it, or is gone: until then it is kept in memory, whoever waits for it no more.
    this.#pending++;
    this.#pendingBytes += byteLength;
    const noLongerPending = (): void => {
      this.#pending--;
      this.#pendingBytes -= byteLength;
    };
    await this.#tried;
    if (this.#publisher.status !== 'ready') {
      noLongerPending();
      throw this.#gone();
    }
    const bytes = Buffer.from(buffer, byteOffset, byteLength);
    const published = this.#publisher.publish(this.#prefix + channel, bytes).finally(noLongerPending);
    return inTime(published, this.#timeoutMs, sinceMs);
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

  #gone(): Error {
    const why = this.#error === undefined ? '' : `: ${this.#error.message}`;
    return new Error(
      `The message was not sent to the other servers, as Redis is gone${why}. Send it again when it is back.`,
    );
  }

  #refuseBeyondLimits(byteLength: number): void {
    const [pending, bytes] = [this.#pending, this.#pendingBytes];
    const limit =
      pending >= this.#maxPending
        ? `${pending} are on their way to Redis, as many as maxPending allows`
        : pending > 0 && bytes + byteLength > this.#maxPendingBytes
          ? `with its ${byteLength} bytes more than maxPendingBytes, ${this.#maxPendingBytes}, would be on their way to Redis`
          : undefined;
    if (limit === undefined) return;
    throw new Error(
      `The message was not sent to the other servers: ${limit}. Await what you send, and send it again when Redis keeps up.`,
    );
  }

  async #subscribeTo(channels: readonly string[]): Promise<void> {
    // All at once, so that no `unsubscribe` comes between.
    const commands: Promise<unknown>[] = [];
    for (let at = 0; at < channels.length; at += channelsPerCommand)
      commands.push(this.#subscriber.subscribe(...channels.slice(at, at + channelsPerCommand)));
    try {
      await Promise.all(commands);
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

/** What Redis answers, if it does so in time; `sinceMs`, on the monotonic clock: since when somebody waits. */
async function inTime<T>(answer: Promise<T>, timeoutMs: number, sinceMs: number): Promise<T> {
  const answered = answer.catch((error: unknown) => {
    throw unconfirmed((error as Error).message, error);
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const giveUp = (): void => reject(unconfirmed(`nothing was heard of it for ${timeoutMs} ms`));
    timer = setTimeout(giveUp, sinceMs + timeoutMs - machineClock.monotonicMs());
  });
  try {
    return await Promise.race([answered, late]);
  } finally {
    clearTimeout(timer);
  }
}

function unconfirmed(why: string, cause?: unknown): Error {
  return new Error(
    `Redis has not said that it has the message: ${why}. The other servers may have it, or get it yet: send it again only if it may come twice.`,
    { cause },
  );
}
