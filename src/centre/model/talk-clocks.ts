import { drawFrom, type StreamState } from '../../lib/random.ts';
import type { Distribution } from '../config/fields.ts';
import type { AgentId, ContactId } from './ids.ts';
import { timeOfNextItem, type Talk, type TalkClock, type Turns } from './talk.ts';

/** What a clock has to know of its contact. */
interface Talking {
  readonly id: ContactId;
  readonly agentId: AgentId | null;
  readonly turns: Turns;
  readonly stream: StreamState;
  readonly plan: { readonly utterances: number | { readonly every: Distribution } };
}

/** The numbers of a clock, and where each stands among them. Together they fill a line of the processor's cache. */
const width = 8;
const nextTurnMs = 0;
/** The time of the script's next item; beyond the length when there is none. */
const nextItemMs = 1;
const lengthMs = 2;
/** When the conversation would have begun had it never paused, since the beginning of the day. */
const zeroMs = 3;
const agentTurns = 4;
const customerTurns = 5;
/** The mean of the exponential pauses between turns; 0 where they are drawn in another way. */
const meanPauseMs = 6;
/** What follows, in the lowest bits; above them where the contact's stream of randomness has its state. */
const flags = 7;

const customerSilent = 1;
const customerSpokeLast = 2;
const stopped = 4;
const flagBits = 3;

/** Whose conversation it is, side by side as well. */
type About<Contact> = Contact | ContactId | AgentId | Int32Array | null;
const aboutWidth = 4;
const contactOf = 0;
const contactIdOf = 1;
const agentIdOf = 2;
/** The words among which the stream has its state. */
const wordsOf = 3;

/**
 * The clocks of all conversations. Each stands in the agenda for whatever comes next in its conversation, and keeps its number
 * until that entry has left, even when it was stopped before.
 *
 * Nearly all that happens in a centre are turns, one of this conversation and one of that. What a turn needs has to be
 * fetched from memory, which takes longer than what is done with it: so it stands here close together, not with the contacts.
 */
export class TalkClocks<Contact extends Talking> {
  #numbers = new Float64Array(width * 16);
  readonly #about: About<Contact>[] = [];
  readonly #free: TalkClock[] = [];

  /** How many clocks stand in the agenda. */
  get size(): number {
    return this.#about.length / aboutWidth - this.#free.length;
  }

  /** Starts a clock that has been running since `sinceMs`, counted from the beginning of the day. */
  start(contact: Contact, talk: Talk, sinceMs: number): TalkClock {
    const clock = this.#free.pop() ?? this.#about.length / aboutWidth;
    if ((clock + 1) * width > this.#numbers.length) this.#grow();
    const { turns, stream, plan } = contact;
    const about = this.#about;
    const from = clock * aboutWidth;
    about[from + contactOf] = contact;
    about[from + contactIdOf] = contact.id;
    about[from + agentIdOf] = contact.agentId;
    about[from + wordsOf] = stream.words;
    const numbers = this.#numbers;
    const at = clock * width;
    numbers[at + nextTurnMs] = talk.nextTurnMs;
    numbers[at + nextItemMs] = timeOfNextItem(talk);
    numbers[at + lengthMs] = talk.lengthMs;
    numbers[at + zeroMs] = sinceMs;
    numbers[at + meanPauseMs] = meanOf(plan.utterances);
    numbers[at + flags] = (stream.place << flagBits) | (talk.customerSilent ? customerSilent : 0);
    this.setTurns(clock, turns);
    return clock;
  }

  /** Takes over the turns of agent and customer as they were counted elsewhere. */
  setTurns(clock: TalkClock, turns: Turns): void {
    const at = clock * width;
    this.#numbers[at + agentTurns] = turns.agent;
    this.#numbers[at + customerTurns] = turns.customer;
    const others = this.#flagsOf(clock) & ~customerSpokeLast;
    this.#numbers[at + flags] = turns.customerSpokeLast ? others | customerSpokeLast : others;
  }

  /** Puts the turns of agent and customer where they are counted while no clock runs. */
  tellTurns(clock: TalkClock, turns: Turns): void {
    const at = clock * width;
    turns.agent = this.#numbers[at + agentTurns] as number;
    turns.customer = this.#numbers[at + customerTurns] as number;
    turns.customerSpokeLast = (this.#flagsOf(clock) & customerSpokeLast) !== 0;
  }

  /** Stops the clock for good. Contact and talk take over how far it was at `nowMs`, counted from the beginning of the day. */
  stop(clock: TalkClock, nowMs: number, talk: Talk, turns: Turns): void {
    const at = clock * width;
    talk.elapsedMs = nowMs - (this.#numbers[at + zeroMs] as number);
    talk.nextTurnMs = this.#numbers[at + nextTurnMs] as number;
    this.tellTurns(clock, turns);
    this.#numbers[at + flags] = this.#flagsOf(clock) | stopped;
    this.#about[clock * aboutWidth + contactOf] = null;
  }

  /** Reads a little of everything that a turn needs, so that the processor has it at hand: see `fetch-ahead.ts`. */
  fetch(clock: TalkClock): number {
    // Where a clock's numbers begin in the middle of a line, they lie in two.
    return (
      (this.#numbers[clock * width] as number) +
      ((this.#wordsOf(clock)[this.#placeOf(clock)] as number) & 1) +
      (this.agentId(clock) === null ? 1 : 0)
    );
  }

  isStopped(clock: TalkClock): boolean {
    return (this.#flagsOf(clock) & stopped) !== 0;
  }

  /** Gives the number of a stopped clock away, whose entry has left the agenda. */
  release(clock: TalkClock): void {
    this.#free.push(clock);
  }

  /** Whose conversation it is. Only until the clock is stopped. */
  contact(clock: TalkClock): Contact {
    return this.#about[clock * aboutWidth + contactOf] as Contact;
  }

  contactId(clock: TalkClock): ContactId {
    return this.#about[clock * aboutWidth + contactIdOf] as ContactId;
  }

  agentId(clock: TalkClock): AgentId | null {
    return this.#about[clock * aboutWidth + agentIdOf] as AgentId | null;
  }

  /** When something comes next, since the beginning of the day: a turn, an item of the script, or the end. */
  nextMs(clock: TalkClock): number {
    const numbers = this.#numbers;
    const at = clock * width;
    return (
      (numbers[at + zeroMs] as number) +
      Math.min(
        numbers[at + nextTurnMs] as number,
        numbers[at + nextItemMs] as number,
        numbers[at + lengthMs] as number,
      )
    );
  }

  /** What it is that has come by `nowMs`. */
  due(clock: TalkClock, nowMs: number): 'turn' | 'item' | 'end' {
    const numbers = this.#numbers;
    const at = clock * width;
    const elapsedMs = nowMs - (numbers[at + zeroMs] as number);
    const turnMs = numbers[at + nextTurnMs] as number;
    if (turnMs <= elapsedMs && turnMs < (numbers[at + lengthMs] as number)) return 'turn';
    return (numbers[at + nextItemMs] as number) <= elapsedMs ? 'item' : 'end';
  }

  /** Whether the next turn is the agent's: they begin, then the two take turns, unless the customer keeps silent. */
  isAgentsTurn(clock: TalkClock): boolean {
    return (this.#flagsOf(clock) & (customerSilent | customerSpokeLast)) !== 0;
  }

  /** Counts the turn, and says the how manieth it is of who takes it. */
  countTurn(clock: TalkClock, isAgents: boolean): number {
    const at = clock * width;
    const others = this.#flagsOf(clock) & ~customerSpokeLast;
    this.#numbers[at + flags] = isAgents ? others : others | customerSpokeLast;
    const turns = at + (isAgents ? agentTurns : customerTurns);
    return (this.#numbers[turns] = (this.#numbers[turns] as number) + 1);
  }

  /** When the next turn comes, after a pause drawn here; `null` where the pauses are not exponential. */
  drawNextTurn(clock: TalkClock): number | null {
    const meanMs = this.#numbers[clock * width + meanPauseMs] as number;
    if (meanMs === 0) return null;
    const uniform = drawFrom(this.#wordsOf(clock), this.#placeOf(clock));
    return (
      (this.#numbers[clock * width + nextTurnMs] as number) +
      Math.max(1, Math.round(-Math.log(1 - uniform) * meanMs))
    );
  }

  nextTurnMs(clock: TalkClock): number {
    return this.#numbers[clock * width + nextTurnMs] as number;
  }

  /** Sets when the next turn comes. One that would come after the end never comes. */
  setNextTurn(clock: TalkClock, turnMs: number): void {
    const at = clock * width;
    this.#numbers[at + nextTurnMs] = Math.min(turnMs, this.#numbers[at + lengthMs] as number);
  }

  setNextItem(clock: TalkClock, itemMs: number): void {
    this.#numbers[clock * width + nextItemMs] = itemMs;
  }

  #flagsOf(clock: TalkClock): number {
    return this.#numbers[clock * width + flags] as number;
  }

  #wordsOf(clock: TalkClock): Int32Array {
    return this.#about[clock * aboutWidth + wordsOf] as Int32Array;
  }

  #placeOf(clock: TalkClock): number {
    return this.#flagsOf(clock) >>> flagBits;
  }

  #grow(): void {
    const wider = new Float64Array(this.#numbers.length * 2);
    wider.set(this.#numbers);
    this.#numbers = wider;
  }
}

function meanOf(utterances: Talking['plan']['utterances']): number {
  return typeof utterances === 'number' || utterances.every.distribution !== 'exponential'
    ? 0
    : utterances.every.mean;
}
