import type { Clock } from '../../lib/clock.ts';
import { Counter } from '../../lib/counter.ts';
import type { Channel, DeliveryObserver, SocketMessage } from '../message.ts';
import type { SocketOutcome, SocketReport } from './outbox.ts';

/** As much of a server as a channel needs. */
export interface Reachable {
  connection(id: string): { send(text: string, report: SocketReport): void } | undefined;
}

/** Why a message was cut off. */
const gone = 'connection gone';

/**
 * The `websocket` channel: sends messages to the clients of the vendors' WebSockets. A message is delivered when it was handed to the
 * system's socket, and cut off when its connection was gone first. There are no retries.
 */
export class SocketChannel implements Channel<SocketMessage> {
  readonly #servers: ReadonlyMap<string, Reachable>;
  readonly #observer: DeliveryObserver;
  readonly #clock: Clock;
  readonly #open = new Counter();

  /** `servers` by vendor. */
  constructor(parts: {
    readonly servers: ReadonlyMap<string, Reachable>;
    readonly observer: DeliveryObserver;
    readonly clock: Clock;
  }) {
    this.#servers = parts.servers;
    this.#observer = parts.observer;
    this.#clock = parts.clock;
  }

  get openCount(): number {
    return this.#open.count;
  }

  send(message: SocketMessage, dueMs: number): void {
    const startedMs = this.#clock.monotonicMs();
    this.#open.add(1);
    const report: SocketReport = (outcome) => this.#ended(message, outcome, { dueMs, startedMs });
    const connection = this.#servers.get(message.vendor)?.connection(message.connectionId ?? '');
    if (connection === undefined) report('cut_off');
    else connection.send(message.body, report);
  }

  drain(signal: AbortSignal, atMost = 0): Promise<void> {
    return this.#open.until((open) => open <= atMost, signal);
  }

  /** Its clients are those of the server, which ends them. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  #ended(
    message: SocketMessage,
    outcome: SocketOutcome,
    { dueMs, startedMs }: { readonly dueMs: number; readonly startedMs: number },
  ): void {
    const { seq: messageSeq, eventId } = message;
    const why = outcome === 'delivered' ? null : gone;
    this.#observer.attempted(message, {
      ...{ messageSeq, eventId, try: 1, dueMs, queuedMs: startedMs, startedMs },
      finishedMs: this.#clock.monotonicMs(),
      status: null,
      error: why,
    });
    this.#observer.ended(message, { messageSeq, eventId, outcome, reason: why });
    this.#open.add(-1);
  }
}
