import type { Clock } from '../../lib/clock.ts';
import type { Random } from '../../lib/random.ts';
import type {
  Attempt,
  DeliveryObserver,
  Lane,
  HttpMessage,
  OpenLane,
  OutcomeKind,
  WantedWarm,
  Warmed,
} from '../message.ts';
import { answerText, readAnswerBytes, safeText } from './answer-text.ts';
import type { AnswerLimits } from './answer-parser.ts';
import { readAddress } from './address.ts';
import type { Address } from './address.ts';
import type { HttpLimits } from './config.ts';
import { Connections } from './connections.ts';
import type { ConnectionsParts } from './connections.ts';
import type { Connection, Opening } from './connection.ts';
import type { Counter } from '../../lib/counter.ts';
import { Deadlines } from './deadlines.ts';
import { Exchange, nothingMore } from './exchange.ts';
import type { Answer } from './exchange.ts';
import { Fifo } from '../../lib/fifo.ts';
import { Slots, type Slotted } from './slots.ts';
import { pauseBeforeRetry } from './retry.ts';
import { Detours, wantsDetour } from './planned/detours.ts';
import { planAttempt, type PlannedAttempt } from './planned/planned-attempt.ts';
import type { PlannedTls } from './planned/planned-tls.ts';

/** What an outbox works with, beside its lane. */
export interface OutboxParts {
  readonly observer: DeliveryObserver;
  readonly clock: Clock;
  readonly random: Random;
  readonly limits: HttpLimits;
  /** The TLS that faults want in place of the lane's. */
  readonly plannedTls: PlannedTls;
  /** How this lane's connections are made. */
  readonly connections: Pick<ConnectionsParts, 'context' | 'wire' | 'limits'>;
  /** Counts the messages that were taken and have not ended; not what ends at once because it does not fit. */
  readonly open: Counter;
  /** Counts those that wait for a connection. */
  readonly waiting: Counter;
}

/**
 * What is taken of an answer: an error page of a framework stays well below it. A receiver whose answer does not end within
 * this is taken as one whose answer does not end.
 */
export const answerLimits: AnswerLimits = {
  headBytes: 16 * 1024,
  bodyBytes: 1024 * 1024,
  keptBytes: readAnswerBytes,
};

/** A message on its way. */
interface Delivery extends Slotted {
  readonly message: HttpMessage;
  readonly address: Address;
  /** When the message should have left. */
  readonly dueMs: number;
  /** When the first try came into the queue. */
  readonly firstQueuedMs: number;
  /** When this try did. */
  queuedMs: number;
  tries: number;
}

/** Why a message is withheld that nobody wants any more. */
const subscriberLeft = 'subscriber left';

/**
 * The messages of one lane, from `send` to their end. Each is in one of four places: waiting for a connection, in
 * flight, pausing before a retry, or held back behind one of its order key. All four together are bounded.
 */
export class Outbox {
  readonly #lane: Lane;
  readonly #parts: OutboxParts;
  readonly #open = new Slots<Delivery>();
  readonly #waiting = new Fifo<Delivery>();
  readonly #pausing = new Map<Delivery, NodeJS.Timeout>();
  /** Per order key with a message under way, those behind it. */
  readonly #heldBack = new Map<string, Fifo<Delivery>>();
  readonly #connections: Connections;
  readonly #detours: Detours;
  /** Those in flight. */
  readonly #deadlines: Deadlines<Exchange>;
  /** The address of the last message: those of one lane mostly go to the same. */
  #last: { readonly url: string; readonly address: Address | undefined } = { url: '', address: undefined };
  #isTurnComing = false;
  #closed = false;

  constructor(lane: Lane, parts: OutboxParts) {
    this.#lane = lane;
    this.#parts = parts;
    const { clock, limits } = parts;
    this.#deadlines = new Deadlines(lane.timeoutMs, clock);
    this.#connections = new Connections({
      ...parts.connections,
      limit: limits.connections_per_feed,
      clock,
      onTried: (opening) => this.#tellTried(opening),
      onOpened: () => this.#startSoon(),
    });
    this.#detours = new Detours(this.#connections, parts.plannedTls, clock);
  }

  /** Messages taken and not yet ended. */
  get openCount(): number {
    return this.#open.size;
  }

  /** What is open now. */
  describe(): OpenLane {
    const { vendor, feed } = this.#lane;
    return { vendor, feed, messages: this.#open.size, connections: this.#connections.size };
  }

  /** See {@link import('../message.ts').Channel.send}. */
  send(message: HttpMessage, dueMs: number): void {
    if (this.#closed) return this.#report(message, 'cut_off', 'run ended');
    const address = this.#addressOf(message.url);
    if (address === undefined) return this.#report(message, 'dropped', 'bad address');
    const { connections_per_feed: connections, backlog_per_feed: backlog } = this.#parts.limits;
    if (this.#open.size >= connections + backlog) return this.#report(message, 'dropped', 'backlog full');
    const queuedMs = this.#parts.clock.monotonicMs();
    const delivery = { message, address, dueMs, firstQueuedMs: queuedMs, queuedMs, tries: 0, slot: -1 };
    this.#open.add(delivery);
    this.#parts.open.add(1);
    if (this.#lane.strictOrder && this.#holdBack(delivery)) return;
    this.#queue(delivery);
  }

  /** Opens connections to `url` before they are needed; see {@link Connections.warm}. */
  async warm(url: string, { count, withinMs }: WantedWarm): Promise<Warmed> {
    const address = this.#addressOf(url);
    if (address === undefined || this.#closed) return { opened: 0, failed: count };
    return this.#connections.warm(address, { count, withinMs: Math.min(withinMs, this.#lane.timeoutMs) });
  }

  /** Ends everything that is open as cut off, a request in flight with an attempt that says so. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#pausing.values()) clearTimeout(timer);
    this.#pausing.clear();
    while (this.#waiting.size > 0) this.#takeWaiting();
    this.#heldBack.clear();
    for (const exchange of this.#deadlines.list()) exchange.cut('run ended');
    const left = this.#open.list().sort((a, b) => a.message.seq - b.message.seq);
    for (const delivery of left) this.#end(delivery, 'cut_off', 'run ended');
    this.#deadlines.close();
    await this.#connections.close();
  }

  #addressOf(url: string): Address | undefined {
    if (this.#last.url !== url) this.#last = { url, address: readAddress(url) };
    return this.#last.address;
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
    this.#parts.waiting.add(1);
    this.#startSoon();
  }

  /**
   * What waits is started together, once the event loop has looked at its sockets: a connection that has ended by then is
   * not used, and many writes cost one turn.
   */
  #startSoon(): void {
    if (this.#isTurnComing || (this.#waiting.size === 0 && !this.#connections.areResting)) return;
    this.#isTurnComing = true;
    setImmediate(this.#turn);
  }

  readonly #turn = (): void => {
    this.#isTurnComing = false;
    this.#connections.turn();
    this.#startWaiting();
    if (this.#connections.areResting) this.#startSoon();
  };

  #startWaiting(): void {
    while (this.#deadlines.size < this.#parts.limits.connections_per_feed) {
      const delivery = this.#waiting.peek();
      if (delivery === undefined) return;
      if (this.#lane.over === true) {
        this.#takeWaiting();
        this.#end(delivery, 'withheld', subscriberLeft);
        continue;
      }
      const planned = planAttempt(delivery.message.wire, delivery.tries + 1);
      const connection = this.#connectionFor(delivery, planned);
      if (connection === undefined) return;
      this.#takeWaiting();
      this.#try(delivery, connection, planned);
    }
  }

  #takeWaiting(): void {
    this.#waiting.take();
    this.#parts.waiting.add(-1);
  }

  #connectionFor({ address }: Delivery, planned: PlannedAttempt | undefined): Connection | undefined {
    if (takesDetour(planned)) return this.#detours.take(address, planned);
    return this.#connections.take(address, this.#waiting.size);
  }

  #try(delivery: Delivery, connection: Connection, planned: PlannedAttempt | undefined): void {
    delivery.tries++;
    const exchange: Exchange = new Exchange({
      connection,
      request: delivery.message,
      address: delivery.address,
      clock: this.#parts.clock,
      writer: planned?.wire,
      // One that nobody else has was opened for this attempt, or is of a set with its own turns.
      replace: takesDetour(planned) ? undefined : this.#replace,
      onDone: (answer) => this.#finish(delivery, exchange, answer, planned),
    });
    this.#deadlines.add(exchange);
    exchange.start();
  }

  readonly #replace = (dead: Connection): Connection => this.#connections.replace(dead);

  #finish(delivery: Delivery, exchange: Exchange, answer: Answer, planned: PlannedAttempt | undefined): void {
    this.#deadlines.delete(exchange);
    this.#giveBack(exchange, answer.head?.idleMs ?? Infinity, planned);
    this.#judge(delivery, answer, planned);
    this.#startSoon();
  }

  #giveBack(
    { connection, leavesUsable }: Exchange,
    idleMs: number,
    planned: PlannedAttempt | undefined,
  ): void {
    planned?.wire.stop();
    const isReusable = leavesUsable && planned?.wire.isFinished !== false;
    if (this.#detours.giveBack(connection, isReusable, idleMs)) return;
    this.#connections.giveBack(connection, isReusable, idleMs);
  }

  #judge(
    delivery: Delivery,
    { startedMs, finishedMs, head, error, body, more }: Answer,
    planned: PlannedAttempt | undefined,
  ): void {
    const { message, tries, dueMs, queuedMs, firstQueuedMs } = delivery;
    const status = head?.status ?? null;
    const delivered = status !== null && this.#lane.deliveredBy(status);
    const reason = delivered ? null : (ownError(error, planned) ?? error ?? `status ${status}`);
    const plain: Attempt = {
      messageSeq: message.seq,
      eventId: message.eventId,
      try: tries,
      dueMs,
      queuedMs,
      firstQueuedMs: tries > 1 ? firstQueuedMs : undefined,
      startedMs,
      finishedMs,
      status,
      error: reason,
    };
    const isPlain = body === undefined && more === nothingMore && planned === undefined;
    this.#parts.observer.attempted(
      message,
      isPlain ? plain : tellMore(plain, message, { body, more }, planned),
    );
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
    delivery.queuedMs = this.#parts.clock.monotonicMs();
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
    this.#parts.open.add(-1);
  }

  #releaseNext(orderKey: string): void {
    const behind = this.#heldBack.get(orderKey);
    const next = behind?.take();
    if (next !== undefined) this.#queue(next);
    else this.#heldBack.delete(orderKey);
  }

  #tellTried(opening: Opening): void {
    const { vendor, feed } = this.#lane;
    this.#parts.observer.connected?.({ vendor, feed, ...opening });
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

function takesDetour(planned: PlannedAttempt | undefined): planned is PlannedAttempt {
  return planned !== undefined && wantsDetour(planned.plan);
}

/** The error of an attempt that could not end otherwise for what a fault did to it. */
function ownError(error: string | null, planned: PlannedAttempt | undefined): string | undefined {
  const part = error === null ? undefined : planned?.wire.toBlameFor(error);
  if (part === undefined) return undefined;
  const fault = planned?.faults.find(({ plan }) => plan[part] !== undefined);
  return `fault ${fault?.name ?? ''}`;
}

/** The attempt with everything that there is to be said of it. */
function tellMore(
  plain: Attempt,
  message: HttpMessage,
  { body, more }: Pick<Answer, 'body' | 'more'>,
  planned: PlannedAttempt | undefined,
): Attempt {
  return {
    ...plain,
    ...(body !== undefined && { answer: answerText(body, secretsOf(message)) }),
    ...more,
    ...(planned !== undefined && { faults: planned.faults.map(({ name }) => name) }),
    ...(more.detail !== undefined && { detail: safeText(more.detail, secretsOf(message)) }),
  };
}

/** What was sent and must not come back in a record. */
function secretsOf({ headers, secretHeaders = [] }: HttpMessage): string[] {
  return secretHeaders.flatMap((name) => headers[name] ?? []);
}
