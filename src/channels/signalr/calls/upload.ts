import type { ArgumentType } from './argument-types.ts';
import type { HubProtocol } from '../protocols/protocol.ts';

/** Why a client's stream ended before its time: the client's doing, not the method's that reads it. */
export class UploadError extends Error {
  override readonly name = 'Exception';
}

/**
 * A stream that a client sends with its call, on its way to the method. Holds a few items; whoever pushes one more
 * waits until the method has taken one.
 */
export class Upload implements AsyncIterable<unknown> {
  readonly #type: ArgumentType<unknown>;
  readonly #protocol: HubProtocol;
  readonly #capacity: number;
  #items: unknown[] = [];
  #ended = false;
  #error: Error | undefined;
  #taker: (() => void) | undefined;
  #giver: (() => void) | undefined;

  constructor(type: ArgumentType<unknown>, protocol: HubProtocol, capacity: number) {
    this.#type = type;
    this.#protocol = protocol;
    this.#capacity = capacity;
  }

  /** Adds an item; the promise, if any, resolves when the next may come. An item of another type ends it all. */
  push(given: unknown): Promise<void> | undefined {
    if (this.#ended) return undefined;
    try {
      this.#items.push(this.#type.bind(given, this.#protocol));
    } catch {
      this.end('Failed to bind Stream message.');
      return undefined;
    }
    this.#wakeTaker();
    if (this.#items.length < this.#capacity) return undefined;
    return new Promise((resolve) => (this.#giver = resolve));
  }

  /** Ends the stream, with an error if there is one; what was pushed before can still be taken. */
  end(error?: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#error = error === undefined ? undefined : new UploadError(error);
    this.#wakeTaker();
    this.#wakeGiver();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<unknown, void> {
    try {
      for (;;) {
        while (this.#items.length > 0) {
          const item = this.#items.shift();
          this.#wakeGiver();
          yield item;
        }
        if (this.#ended) break;
        await new Promise<void>((resolve) => (this.#taker = resolve));
      }
      if (this.#error !== undefined) throw this.#error;
    } finally {
      this.#items = [];
      this.end();
    }
  }

  #wakeTaker(): void {
    const taker = this.#taker;
    this.#taker = undefined;
    taker?.();
  }

  #wakeGiver(): void {
    const giver = this.#giver;
    this.#giver = undefined;
    giver?.();
  }
}
