import type { Message } from '../channels/message.ts';
import { Agenda } from '../lib/agenda/agenda.ts';

interface Waiting {
  readonly message: Message;
  /** How many messages of its lane it still lets pass; 0 where it waits for a time only. */
  toPass: number;
  isGone: boolean;
}

/** Kept by a fault until it is over. */
interface Kept {
  readonly messages: Message[];
  readonly endsAt: () => number;
  /** Between two of them, simulated ms. */
  readonly apartMs: number;
}

/** Messages that leave later than they were rendered. All times are simulated epoch ms. */
export class Postponed {
  readonly #agenda = new Agenda<Waiting>();
  /** By lane, those that let others pass, the oldest first. */
  readonly #letting = new Map<string, Waiting[]>();
  readonly #kept = new Map<string, Kept>();
  /** By lane: no message leaves before that time, for one before it does not; further ones come so much later each. */
  readonly #tails = new Map<string, { atMs: number; readonly apartMs: number }>();
  #size = 0;

  /** How many there are. */
  get size(): number {
    return this.#size;
  }

  /** Whether nothing waits, and no message has to follow one that did. */
  get isEmpty(): boolean {
    return this.#size === 0 && this.#tails.size === 0 && this.#letting.size === 0;
  }

  /** When the next of them leaves; `Infinity` when none does, or nobody knows when. */
  get nextAt(): number {
    const ends = [...this.#kept.values()].map(({ endsAt }) => endsAt());
    while (this.#agenda.peek()?.isGone === true) this.#agenda.take();
    return Math.min(this.#agenda.nextAt, ...ends);
  }

  /** When a message that is due at `atMs` may leave at the earliest: not before one that it follows. */
  earliest(message: Message, atMs: number): number {
    const lane = laneOf(message);
    const tail = this.#tails.get(lane);
    if (tail === undefined) return atMs;
    if (tail.atMs < atMs) {
      this.#tails.delete(lane);
      return atMs;
    }
    return (tail.atMs += tail.apartMs);
  }

  /** It leaves at that time; `inOrder`: and those after it in its lane not before. */
  until(atMs: number, message: Message, inOrder: boolean): void {
    if (inOrder) this.#tails.set(laneOf(message), { atMs, apartMs: 0 });
    this.#add(atMs, { message, toPass: 0, isGone: false });
  }

  /** It leaves behind so many later ones of its lane, or at that time. */
  behind(messages: number, latestMs: number, message: Message): void {
    const waiting = { message, toPass: messages, isGone: false };
    const lane = laneOf(message);
    this.#letting.set(lane, [...(this.#letting.get(lane) ?? []), waiting]);
    this.#add(latestMs, waiting);
  }

  /** It leaves when `fault` is over, in its order, `apartMs` behind the one before it. */
  keep(fault: string, message: Message, { endsAt, apartMs }: Pick<Kept, 'endsAt' | 'apartMs'>): void {
    const kept = this.#kept.get(fault) ?? { messages: [], endsAt, apartMs };
    this.#kept.set(fault, kept);
    kept.messages.push(message);
    this.#size++;
  }

  /** A message of this lane has left: those that let it pass and now leave themselves, the oldest first. */
  passed(message: Message): Message[] {
    const lane = laneOf(message);
    const letting = this.#letting.get(lane);
    if (letting === undefined) return [];
    const still = letting.filter(({ isGone }) => !isGone);
    for (const waiting of still) waiting.toPass--;
    const due = still.filter(({ toPass }) => toPass === 0);
    for (const waiting of due) this.#leave(waiting);
    const left = still.filter(({ toPass }) => toPass > 0);
    if (left.length === 0) this.#letting.delete(lane);
    else this.#letting.set(lane, left);
    return due.map((waiting) => waiting.message);
  }

  /** Takes the next one out, at {@link nextAt}; `undefined` when there is none. */
  take(): Message | undefined {
    this.release(this.nextAt);
    for (let waiting = this.#agenda.take(); waiting !== undefined; waiting = this.#agenda.take()) {
      if (waiting.isGone) continue;
      this.#leave(waiting);
      return waiting.message;
    }
    return undefined;
  }

  /** Those that are kept by faults that are over at `atMs` get their time; `all`: by the others, too. */
  release(atMs: number, all = false): void {
    for (const [fault, { messages, endsAt, apartMs }] of this.#kept) {
      const overMs = endsAt();
      if (overMs > atMs && !all) continue;
      this.#kept.delete(fault);
      this.#size -= messages.length;
      let leavesMs = Math.min(overMs, atMs);
      for (const message of messages) {
        this.#add(leavesMs, { message, toPass: 0, isGone: false });
        this.#tails.set(laneOf(message), { atMs: leavesMs, apartMs });
        leavesMs += apartMs;
      }
    }
  }

  /** Takes all of them out, in no order that means anything. */
  clear(): Message[] {
    this.release(0, true);
    const left: Message[] = [];
    for (let waiting = this.#agenda.take(); waiting !== undefined; waiting = this.#agenda.take()) {
      if (!waiting.isGone) left.push(waiting.message);
    }
    this.#letting.clear();
    this.#tails.clear();
    this.#size = 0;
    return left;
  }

  #add(atMs: number, waiting: Waiting): void {
    this.#agenda.add(atMs, waiting);
    this.#size++;
  }

  #leave(waiting: Waiting): void {
    waiting.isGone = true;
    this.#size--;
  }
}

function laneOf({ vendor, feed }: Message): string {
  return `${vendor}.${feed}`;
}
