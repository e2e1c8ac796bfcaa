import type { Clock } from '../../../lib/clock.ts';
import type { HubConfig } from '../config.ts';
import { Inbox } from './inbox.ts';
import type { ClientMessage, Protocol } from './protocol.ts';
import type { Violation } from './violation.ts';

/** When one connection's messages have taken so long, it waits for a turn of those that have. */
const turnMs = 1;

/**
 * Who has worked for so long is in debt for ten times as long, and what comes meanwhile waits for its turn: else whoever sends in
 * small pieces would begin anew with each of them.
 */
const debtPerWork = 10;

/** How long a reader has been at it, and where it waits until others have had their turn. */
export interface ReaderTime {
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly turns: { next(): Promise<void> };
}

/** What reading leads to. */
export interface ReaderEvents {
  /** The protocol that the handshake has led to; `undefined` before. */
  readonly protocol: () => Protocol | undefined;
  /** The first record of the connection. A promise holds up everything behind it. */
  readonly onHandshake: (record: Buffer | Violation) => Promise<void> | void;
  /** One message. A promise holds up everything behind it. */
  readonly onMessage: (message: ClientMessage) => Promise<void> | void;
  /** The first of some whole messages is about to be acted on. */
  readonly onBusy: () => void;
  /** All whole messages have been acted on. */
  readonly onIdle: () => void;
}

/**
 * Reads one client's bytes: message after message, strictly in order, the next one only when the last one has been
 * acted on. What arrives meanwhile waits; `isFull` says when no more should be let in.
 */
export class Reader {
  readonly #inbox = new Inbox();
  readonly #config: HubConfig;
  readonly #time: ReaderTime;
  readonly #events: ReaderEvents;
  #running = false;
  #stopped = false;
  #held = true;
  #inDebtUntilMs = -Infinity;
  #waiting: (() => void)[] | undefined;

  constructor(config: HubConfig, time: ReaderTime, events: ReaderEvents) {
    this.#config = config;
    this.#time = time;
    this.#events = events;
  }

  /** Whether so much waits that the transport should be read no further. */
  get isFull(): boolean {
    return (this.#running || this.#held) && this.#inbox.length >= this.#config.maxMessageBytes;
  }

  /** Takes in bytes and reads what can be read. */
  receive(bytes: Buffer): void {
    if (this.#stopped) return;
    this.#inbox.append(bytes);
    if (!this.#running && !this.#held) void this.#read();
    else this.#inbox.settle();
  }

  /** Begins to read: before the first transport has attached nothing is. */
  start(): void {
    this.#held = false;
    if (!this.#running && this.#inbox.length > 0) void this.#read();
  }

  /** Reads nothing more. */
  stop(): void {
    this.#stopped = true;
    this.#wake();
  }

  /** Resolves when more may be let in. */
  async waitUntilReady(): Promise<void> {
    while (this.isFull && !this.#stopped) {
      await new Promise<void>((resolve) => (this.#waiting ??= []).push(resolve));
    }
  }

  async #read(): Promise<void> {
    this.#running = true;
    let busy = false;
    const { clock, turns } = this.#time;
    let startedMs = clock.monotonicMs();
    if (startedMs < this.#inDebtUntilMs) {
      await turns.next();
      startedMs = clock.monotonicMs();
    }
    while (!this.#stopped) {
      const protocol = this.#events.protocol();
      const { maxMessageBytes } = this.#config;
      const taken =
        protocol === undefined
          ? this.#inbox.takeRecord(maxMessageBytes)
          : protocol.take(this.#inbox, maxMessageBytes);
      if (taken === undefined) break;
      if (!busy) this.#events.onBusy();
      busy = true;
      const acted =
        protocol === undefined
          ? this.#events.onHandshake(taken)
          : this.#events.onMessage(taken instanceof Uint8Array ? protocol.parse(taken) : taken);
      if (acted !== undefined) await acted;
      if (!this.isFull) this.#wake();
      if (clock.monotonicMs() < startedMs + turnMs) continue;
      await turns.next();
      startedMs = clock.monotonicMs();
    }
    const endedMs = clock.monotonicMs();
    this.#inDebtUntilMs = endedMs + (endedMs - startedMs) * debtPerWork;
    this.#running = false;
    this.#inbox.settle();
    this.#wake();
    if (busy) this.#events.onIdle();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    for (const resume of waiting ?? []) resume();
  }
}
