import type { Clock } from '../../lib/clock.ts';
import type { Random } from '../../lib/random.ts';
import type { Attempt, DeliveryObserver, Lane, HttpMessage, OutcomeKind } from '../message.ts';
import { answerText } from './answer-text.ts';
import { attempt } from './attempt.ts';
import type { Answer, Exchange } from './attempt.ts';
import type { HttpLimits } from './config.ts';
import type { Connections } from './connections.ts';
import { Fifo } from '../../lib/fifo.ts';
import { explainReceiverUrl } from '../../lib/receiver-url.ts';
import { pauseBeforeRetry } from './retry.ts';

/** Why a message is withheld that nobody wants any more. */
const subscriberLeft = 'subscriber left';

/** What an outbox works with, beside its lane. */
export interface OutboxParts {
  readonly observer: DeliveryObserver;
  readonly clock: Clock;
  readonly random: Random;
  readonly limits: HttpLimits;
  readonly connections: Connections;
  /** Called whenever a message was taken; not for what ends at once because it does not fit. */
  readonly onTaken: () => void;
  /** Called whenever a message that was taken has ended. */
  readonly onEnded: () => void;
}

/** A message on its way. */
interface Delivery {
  readonly message: HttpMessage;
  readonly origin: string;
  readonly path: string;
  /** When the message should have left. */
  readonly dueMs: number;
  tries: number;
}

/**
 * The messages of one lane, from `send` to their end. Each is in one of four places: waiting for a connection, in
 * flight, pausing before a retry, or held back behind one of its order key. All four together are bounded.
 */
export class Outbox {
  readonly #lane: Lane;
  readonly #parts: OutboxParts;
  readonly #open = new Set<Delivery>();
  readonly #waiting = new Fifo<Delivery>();
  readonly #inFlight = new Map<Delivery, Exchange>();
  readonly #pausing = new Map<Delivery, NodeJS.Timeout>();
  /** Per order key with a message under way, those behind it. */
  readonly #heldBack = new Map<string, Fifo<Delivery>>();
  #closed = false;

  constructor(lane: Lane, parts: OutboxParts) {
    this.#lane = lane;
    this.#parts = parts;
  }

  /** Messages taken and not yet ended. */
  get openCount(): number {
    return this.#open.size;
  }

  /** See {@link import('../message.ts').Channel.send}. */
  send(message: HttpMessage, dueMs: number): void {
    if (this.#closed) return this.#report(message, 'cut_off', 'run ended');
    if (explainReceiverUrl(message.url) !== undefined) return this.#report(message, 'dropped', 'bad address');
    const { connections_per_feed: connections, backlog_per_feed: backlog } = this.#parts.limits;
    if (this.#open.size >= connections + backlog) return this.#report(message, 'dropped', 'backlog full');
    const { origin, pathname, search } = new URL(message.url);
    const delivery = { message, origin, path: pathname + search, dueMs, tries: 0 };
    this.#open.add(delivery);
    this.#parts.onTaken();
    if (this.#lane.strictOrder && this.#holdBack(delivery)) return;
    this.#queue(delivery);
  }

  /** Ends everything that is open as cut off, a request in flight with an attempt that says so. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#pausing.values()) clearTimeout(timer);
    this.#pausing.clear();
    this.#waiting.clear();
    this.#heldBack.clear();
    for (const exchange of this.#inFlight.values()) exchange.cut('run ended');
    await Promise.all([...this.#inFlight.values()].map(({ answer }) => answer));
    for (const delivery of this.#open) this.#end(delivery, 'cut_off', 'run ended');
    await this.#parts.connections.close();
  }

  #holdBack(delivery: Delivery): boolean {
    const { orderKey } = delivery.message;
    const behind = this.#heldBack.get(orderKey);
    behind?.add(delivery);
    if (behind === undefined) this.#heldBack.set(orderKey, new Fifo());
    return behind !== undefined;
  }

  #queue(delivery: Delivery): void {
    this.#waiting.add(delivery);
    this.#startWaiting();
  }

  #startWaiting(): void {
    while (this.#waiting.size > 0 && this.#inFlight.size < this.#parts.limits.connections_per_feed) {
      const delivery = this.#waiting.take();
      if (delivery !== undefined) void this.#try(delivery);
    }
  }

  async #try(delivery: Delivery): Promise<void> {
    const { connections, clock } = this.#parts;
    const { message, origin, path } = delivery;
    const { method, headers, body } = message;
    if (this.#lane.over === true) {
      // Later, so that a long queue of them does not end up as deep on the stack.
      await Promise.resolve();
      return this.#end(delivery, 'withheld', subscriberLeft);
    }
    delivery.tries++;
    const connection = connections.take(origin);
    const exchange = attempt(connection, { method, headers, body, path }, this.#lane.timeoutMs, clock);
    this.#inFlight.set(delivery, exchange);
    const answer = await exchange.answer;
    this.#inFlight.delete(delivery);
    connections.giveBack(connection, answer.error === null);
    this.#judge(delivery, answer);
    this.#startWaiting();
  }

  #judge(delivery: Delivery, { startedMs, finishedMs, status, error, body }: Answer): void {
    const { message, tries, dueMs } = delivery;
    const delivered = status !== null && this.#lane.deliveredBy(status);
    const reason = delivered ? null : (error ?? `status ${status}`);
    const attempted: Attempt = {
      messageSeq: message.seq,
      eventId: message.eventId,
      try: tries,
      dueMs,
      startedMs,
      finishedMs,
      status,
      error: reason,
      ...(body !== undefined && { answer: answerText(body, secretsOf(message)) }),
    };
    this.#parts.observer.attempted(message, attempted);
    if (delivered) return this.#end(delivery, 'delivered', null);
    if (this.#closed) return this.#end(delivery, 'cut_off', 'run ended');
    if (this.#lane.over === true) return this.#end(delivery, 'withheld', subscriberLeft);
    const pauseMs = pauseBeforeRetry(this.#lane, tries, this.#draw(delivery));
    if (pauseMs === null) return this.#end(delivery, 'dropped', reason);
    this.#pausing.set(
      delivery,
      setTimeout(() => this.#resume(delivery), pauseMs),
    );
  }

  #resume(delivery: Delivery): void {
    this.#pausing.delete(delivery);
    this.#queue(delivery);
  }

  /** Depends on the message and the try alone, so that what happens to one does not move the pauses of another. */
  #draw({ message, tries }: Delivery): number {
    return this.#parts.random.stream(`retry ${tries} of ${message.vendor}.${message.feed}`, message.seq)();
  }

  #end(delivery: Delivery, outcome: OutcomeKind, reason: string | null): void {
    if (!this.#open.delete(delivery)) return;
    this.#report(delivery.message, outcome, reason);
    if (this.#lane.strictOrder) this.#releaseNext(delivery.message.orderKey);
    this.#parts.onEnded();
  }

  #releaseNext(orderKey: string): void {
    const behind = this.#heldBack.get(orderKey);
    const next = behind?.take();
    if (next !== undefined) this.#queue(next);
    else this.#heldBack.delete(orderKey);
  }

  #report(message: HttpMessage, outcome: OutcomeKind, reason: string | null): void {
    this.#parts.observer.ended(message, {
      messageSeq: message.seq,
      eventId: message.eventId,
      outcome,
      reason,
    });
  }
}

/** What was sent and must not come back in a record. */
function secretsOf({ headers, secretHeaders = [] }: HttpMessage): string[] {
  return secretHeaders.flatMap((name) => headers[name] ?? []);
}
