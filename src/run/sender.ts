import type {
  Channel,
  HttpMessage,
  HubMessage,
  Message,
  SocketMessage,
  Unnumbered,
} from '../channels/message.ts';
import type { Faults } from '../faults/faults.ts';
import type { Touched } from '../faults/scheduled.ts';
import type { Recorder } from '../record/recorder.ts';
import type { RunRecord } from '../record/record.ts';
import { Postponed } from './postponed.ts';

/** The open channels of a run, by the kind of message. */
export interface Channels {
  readonly http: Channel<HttpMessage>;
  /** To those who connect: at hubs and WebSockets. Absent where there is no server. */
  readonly clients?: Channel<HubMessage | SocketMessage>;
}

/** What a sender is made of. */
export interface SenderParts {
  readonly channels: Channels;
  readonly recorder: Recorder;
  readonly faults: Faults;
  /** Monotonic ms. */
  readonly nowMs: () => number;
  /** Simulated epoch ms at which the run begins. */
  readonly startMs: number;
  /** True where nothing is sent: a message counts as answered when it leaves. */
  readonly isDry?: boolean;
  /** Whether a message is this run's to send; what is not is numbered like it and goes no further. Absent: all are. */
  readonly owns?: ((message: Message) => boolean) | undefined;
}

/** Copies that follow a message once it is delivered. */
interface CopiesAfter {
  /** Whose doing each is. */
  readonly faults: string[];
  /** The number that is kept for the next; `undefined` until the message leaves. */
  nextSeq: number | undefined;
}

/**
 * From a dialect's draft to the channel: asks the faults, numbers the message, and hands it over, at once or when its time has
 * come. Between rendering and sending everything that a fault does to messages happens here.
 */
export class Sender {
  readonly #parts: SenderParts;
  readonly #postponed = new Postponed();
  /** By number of the message that they follow. */
  readonly #copiesAfter = new Map<number, CopiesAfter>();

  constructor(parts: SenderParts) {
    this.#parts = parts;
    parts.recorder.follow((record) => this.#afterAnswer(record));
  }

  /** Simulated epoch ms at which the next message that was put off leaves; `Infinity` when none does. */
  get nextAt(): number {
    return this.#postponed.size === 0 ? Infinity : this.#postponed.nextAt;
  }

  /** Numbers a message and sends it, as the faults want it. `dueMs` is monotonic. */
  send(draft: Unnumbered, dueMs: number): Message {
    const { recorder, faults } = this.#parts;
    if (draft.filtered) return recorder.rendered(draft);
    const fate = faults.decide(draft);
    const message = recorder.rendered(fate.draft);
    if (fate.touched.length === 0 && this.#postponed.isEmpty) {
      this.#handOver(message, dueMs);
      return message;
    }
    for (const { fault: name, kind, touch } of fate.touched) {
      // What happens on the wire is told of the attempt to which it is done.
      if (touch.do === 'wire') continue;
      recorder.touched(message, { name, kind, what: 'what' in touch ? touch.what : null });
    }
    this.#carryOut(message, fate.touched, dueMs);
    return message;
  }

  /** Numbers a message that no event is behind, and sends it. No fault touches it. */
  sendUntouched(draft: Unnumbered): void {
    this.#handOver(this.#parts.recorder.rendered(draft), this.#parts.nowMs());
  }

  /** Sends the same bytes with the same id once more. No fault touches it. */
  sendAgain(message: Message, dueMs: number): Message {
    const copy = this.#parts.recorder.copied(message);
    this.#handOver(copy, dueMs);
    return copy;
  }

  /** Sends the next one that was put off. `dueMs` is monotonic. */
  sendNext(dueMs: number): void {
    const message = this.#postponed.take();
    if (message !== undefined) this.#leave(message, dueMs);
  }

  /** A day has begun at that simulated instant. What faults keep from the day before leaves now. */
  beginDay(at: number): void {
    this.#postponed.release(at, true);
    this.#parts.faults.beginDay(at - this.#parts.startMs);
  }

  /** The last day is over: what faults keep leaves. */
  endFaults(at: number): void {
    this.#postponed.release(at, true);
  }

  /**
   * Nothing more is sent: what was put off is cut off. Copies do follow what is delivered while the run drains, unless it was
   * `stopped` by somebody.
   */
  end(stopped: boolean): void {
    for (const message of this.#postponed.clear()) this.#parts.recorder.cutOff(message);
    if (stopped) this.#copiesAfter.clear();
  }

  #carryOut(message: Message, touched: readonly Touched[], dueMs: number): void {
    const withheld = touched.find(({ touch }) => touch.do === 'withhold');
    if (withheld !== undefined) return this.#parts.recorder.withheld(message, `fault ${withheld.fault}`);
    const copies = touched.flatMap(({ fault, touch }) =>
      touch.do === 'repeat' && touch.when === 'after-answer'
        ? Array.from({ length: touch.times }, () => fault)
        : [],
    );
    if (copies.length > 0) this.#copiesAfter.set(message.seq, { faults: copies, nextSeq: undefined });
    this.#place(message, touched, dueMs);
    const { recorder } = this.#parts;
    for (const { fault, touch } of touched) {
      if (touch.do === 'repeat' && touch.when === 'at-once') {
        for (let copy = 0; copy < touch.times; copy++)
          this.#place(recorder.copied(message, fault), touched, dueMs);
      }
      if (touch.do === 'add') this.#place(recorder.added(touch.draft, message.seq, fault), touched, dueMs);
    }
  }

  /** Sends it now, or finds it its place among those that leave later. */
  #place(message: Message, touched: readonly Touched[], dueMs: number): void {
    const postponed = this.#postponed;
    const keepers = touched.filter(({ touch }) => touch.do === 'keep');
    if (keepers.length > 0) return postponed.keep(namesOf(keepers), message, outageOf(keepers));
    let leavesAt = message.at;
    let inOrder = false;
    for (const { touch } of touched) {
      if (touch.do === 'delay') leavesAt += touch.byMs;
      if (touch.do === 'delay' && touch.inOrder) inOrder = true;
    }
    leavesAt = postponed.earliest(message, leavesAt);
    if (leavesAt > message.at) return postponed.until(leavesAt, message, inOrder);
    for (const { touch } of touched) {
      if (touch.do !== 'let-pass') continue;
      return postponed.behind(touch.messages, message.at + touch.atMostMs, message);
    }
    this.#leave(message, dueMs);
  }

  /** It leaves, and after it those that let it pass. */
  #leave(message: Message, dueMs: number): void {
    this.#handOver(message, dueMs);
    for (const behind of this.#postponed.passed(message)) this.#handOver(behind, dueMs);
  }

  #handOver(message: Message, dueMs: number): void {
    const copies = this.#copiesAfter.get(message.seq);
    if (copies !== undefined) copies.nextSeq ??= this.#parts.recorder.reserve(copies.faults.length);
    if (this.#parts.owns?.(message) === false) return void this.#copiesAfter.delete(message.seq);
    this.#send(message, dueMs);
    if (this.#parts.isDry === true) this.#sendCopyOf(message, dueMs);
  }

  #send(message: Message, dueMs: number): void {
    const { http, clients } = this.#parts.channels;
    if (message.channel === 'http') return http.send(message, dueMs);
    if (clients === undefined) throw new Error(`There is no server to send ${message.eventType} from.`);
    clients.send(message, dueMs);
  }

  /** A message that was delivered is followed by its copies, one after the other's answer. */
  #afterAnswer(record: RunRecord): void {
    if (record.type !== 'outcome' || this.#copiesAfter.size === 0) return;
    const { message, outcome } = record;
    if (outcome.outcome === 'delivered') this.#sendCopyOf(message, this.#parts.nowMs());
    else this.#copiesAfter.delete(message.seq);
  }

  /** Sends the next copy of a message that was answered, if one is to follow. */
  #sendCopyOf(message: Message, dueMs: number): void {
    const copies = this.#copiesAfter.get(message.seq);
    if (copies === undefined) return;
    this.#copiesAfter.delete(message.seq);
    const { faults, nextSeq } = copies;
    const copy = this.#parts.recorder.copied(message, faults.shift(), nextSeq);
    if (nextSeq !== undefined) copies.nextSeq = nextSeq + 1;
    if (faults.length > 0) this.#copiesAfter.set(copy.seq, copies);
    this.#handOver(copy, dueMs);
  }
}

function namesOf(touched: readonly Touched[]): string {
  return touched.map(({ fault }) => fault).join('\n');
}

/** Outages that keep the same message are over with the last of them, and replay at the pace of the slowest. */
function outageOf(keepers: readonly Touched[]): { readonly endsAt: () => number; readonly apartMs: number } {
  const apart = keepers.map(({ touch }) =>
    touch.do === 'keep' && touch.ratePerSec !== null ? 1000 / touch.ratePerSec : 0,
  );
  return {
    endsAt: () => Math.max(...keepers.map(({ endsAt }) => endsAt())),
    apartMs: Math.max(...apart),
  };
}
