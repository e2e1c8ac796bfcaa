import type { Uniform } from '../../lib/random.ts';
import type { ScriptItem } from '../contacts/script-plan.ts';
import type { Distribution } from '../config/fields.ts';
import type { Party } from './events/contact-facts.ts';
import type { AgentId, ContactId } from './ids.ts';

/** How often each has spoken or written in a contact. */
export interface Turns extends Record<Party, number> {
  /** Of customer and agent, in the present conversation. */
  customerSpokeLast: boolean;
}

/** The course of one conversation, on a clock that stands still on hold and during transfers. */
export interface Talk<Contact> {
  readonly lengthMs: number;
  readonly script: readonly ScriptItem[];
  /** Of the next item. */
  scriptIndex: number;
  /** On the clock, at its last pause. */
  elapsedMs: number;
  /** `null` on hold and during transfers. */
  clock: TalkClock<Contact> | null;
  /** The time of the next turn as it stood at the last pause; the whole length when there is none. */
  nextTurnMs: number;
  turns: number;
  readonly endsBy: 'customer' | 'agent' | 'time-out';
  readonly customerSilent: boolean;
}

/** What a conversation's clock has to know of the contact. */
interface Talking {
  readonly id: ContactId;
  readonly agentId: AgentId | null;
  readonly turns: Turns;
  readonly uniform: Uniform;
  readonly plan: { readonly utterances: number | { readonly every: Distribution } };
}

/**
 * The clock of a conversation from one pause to the next. It stands in the agenda for whatever comes next in the
 * conversation, and is void once it has been stopped.
 *
 * Nearly all that happens in a centre are turns of thousands of conversations, one of this and one of that. What a turn needs
 * has to be fetched from memory, which takes longer than what is done with it: so it stands here together, and times are
 * whole numbers of ms that fit in their place, as the epoch and `Infinity` do not.
 */
export class TalkClock<Contact> {
  isStopped = false;
  nextTurnMs: number;
  /** The time of the script's next item; beyond the length when there is none. */
  nextItemMs: number;
  readonly lengthMs: number;
  /** When the conversation would have begun had it never paused, since the beginning of the day. */
  readonly zeroMs: number;
  readonly contactId: ContactId;
  readonly agentId: AgentId | null;
  readonly customerSilent: boolean;
  readonly turns: Turns;
  readonly uniform: Uniform;
  /** Between turns; `null` where their number is given. */
  readonly pauses: Distribution | null;
  readonly contact: Contact;
  readonly talk: Talk<Contact>;

  constructor(contact: Contact & Talking, talk: Talk<Contact>, zeroMs: number) {
    const { utterances } = contact.plan;
    this.nextTurnMs = talk.nextTurnMs;
    this.nextItemMs = timeOfNextItem(talk);
    this.lengthMs = talk.lengthMs;
    this.zeroMs = zeroMs;
    this.contactId = contact.id;
    this.agentId = contact.agentId;
    this.customerSilent = talk.customerSilent;
    this.turns = contact.turns;
    this.uniform = contact.uniform;
    this.pauses = typeof utterances === 'number' ? null : utterances.every;
    this.contact = contact;
    this.talk = talk;
  }
}

/** The time of the script's next item; beyond the length of the conversation when there is none. */
export function timeOfNextItem({ script, scriptIndex, lengthMs }: Talk<unknown>): number {
  return script[scriptIndex]?.atMs ?? lengthMs + 1;
}
