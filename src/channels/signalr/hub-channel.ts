import type { Channel, DeliveryObserver, HubMessage, HubProtocol, OwnPart, SharedPart } from '../message.ts';
import { Counter } from '../../lib/counter.ts';
import {
  hole,
  prepareFilling,
  prepareInvocation,
  type Filling,
  type HubConnection,
  type Prepared,
} from './index.ts';
import type { Clock } from '../../lib/clock.ts';

/** As much of a hub as a channel needs. */
export interface Reachable {
  connection(id: string): HubConnection<unknown> | undefined;
}

/** Why a message was cut off. */
const gone = 'connection gone';

/**
 * The `signalr` channel: pushes messages to the clients of the vendors' hubs. A message is delivered when it was handed to
 * the socket or the poll, and cut off when its connection was gone first. There are no retries.
 */
export class HubChannel implements Channel<HubMessage> {
  readonly #hubs: ReadonlyMap<string, Reachable>;
  readonly #observer: DeliveryObserver;
  readonly #clock: Clock;
  readonly #end: () => Promise<void>;
  /** What several messages share, serialised once; gone with the last message that has it. */
  readonly #prepared = new WeakMap<SharedPart, Prepared>();
  readonly #fillings = new WeakMap<OwnPart, Filling>();
  readonly #open = new Counter();

  /** `hubs` by vendor; `end` closes them. */
  constructor(parts: {
    readonly hubs: ReadonlyMap<string, Reachable>;
    readonly observer: DeliveryObserver;
    readonly clock: Clock;
    readonly end: () => Promise<void>;
  }) {
    this.#hubs = parts.hubs;
    this.#observer = parts.observer;
    this.#clock = parts.clock;
    this.#end = parts.end;
  }

  get openCount(): number {
    return this.#open.count;
  }

  send(message: HubMessage, dueMs: number): void {
    const startedMs = this.#clock.monotonicMs();
    const { push } = message;
    const connection = push && this.#hubs.get(message.vendor)?.connection(push.connectionId);
    this.#open.add(1);
    const report = (outcome: 'delivered' | 'cut_off'): void =>
      this.#ended(message, outcome, { dueMs, startedMs });
    if (push === undefined || connection === undefined) report('cut_off');
    else connection.send(this.#prepare(message.target, push.shared), this.#fill(push.own), report);
  }

  drain(signal: AbortSignal, atMost = 0): Promise<void> {
    return this.#open.until((open) => open <= atMost, signal);
  }

  close(): Promise<void> {
    return this.#end();
  }

  #prepare(target: string, shared: SharedPart): Prepared {
    let prepared = this.#prepared.get(shared);
    if (prepared === undefined) {
      prepared = prepareInvocation(target, (protocol) => shared.arguments(protocol, hole));
      this.#prepared.set(shared, prepared);
    }
    return prepared;
  }

  #fill(own: OwnPart): Filling {
    let filling = this.#fillings.get(own);
    if (filling === undefined) {
      filling = prepareFilling((protocol: HubProtocol) => own.value(protocol));
      this.#fillings.set(own, filling);
    }
    return filling;
  }

  #ended(
    message: HubMessage,
    outcome: 'delivered' | 'cut_off',
    { dueMs, startedMs }: { readonly dueMs: number; readonly startedMs: number },
  ): void {
    const { seq, eventId } = message;
    const delivered = outcome === 'delivered';
    this.#observer.attempted(message, {
      messageSeq: seq,
      eventId,
      try: 1,
      dueMs,
      queuedMs: startedMs,
      startedMs,
      finishedMs: this.#clock.monotonicMs(),
      status: null,
      error: delivered ? null : gone,
    });
    this.#observer.ended(message, {
      messageSeq: seq,
      eventId,
      outcome: delivered ? 'delivered' : 'cut_off',
      reason: delivered ? null : gone,
    });
    this.#open.add(-1);
  }
}
