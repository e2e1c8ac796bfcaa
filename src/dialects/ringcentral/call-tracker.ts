import type { ContactEvent } from '../../centre/model/events/contact-event.ts';
import type { ContactDirection, ContactOutcome } from '../../centre/model/events/contact-facts.ts';
import type { AgentId, ContactId, QueueId } from '../../centre/model/ids.ts';
import type { CentreView, ContactView } from '../../centre/model/view.ts';
import { Agenda } from '../../lib/agenda/agenda.ts';
import { drawInteger, type Random } from '../../lib/random.ts';

/** A call that is over. */
export interface EndedCall {
  readonly contactId: ContactId;
  readonly ordinal: number;
  readonly direction: ContactDirection;
  /** How its last part ended: who talked, was sent on and gave up in the next queue abandoned the call there. */
  readonly outcome: ContactOutcome;
  /** Who was engaged in its last part; `null` when nobody was. */
  readonly agentId: AgentId | null;
  readonly queueId: QueueId | null;
  readonly customerNumber: string;
  /** The number of the centre that was dialled, or that an outbound call shows. */
  readonly ownNumber: string;
  readonly createdAt: number;
  readonly endedAt: number;
  readonly queuedMs: number;
  /** What the agent noted until the end is told. */
  readonly note: string;
}

/** What is known of a call while its contact lives. */
interface LiveCall {
  /** When the present wait in a queue began; `null` when it does not wait. */
  waitingSince: number | null;
  queuedMs: number;
  /** Who was connected last. */
  agentId: AgentId | null;
  note: string;
  /** After it was sent on to another queue or agent, what becomes of it there; `null` while somebody is engaged. */
  unanswered: 'abandoned' | 'deflected' | null;
  ended: boolean;
}

/** A call that is over, and what is still learned of it until its end is told. */
interface TrackedEnd {
  readonly facts: Omit<EndedCall, 'agentId' | 'note'>;
  readonly call: LiveCall;
}

/**
 * The end of a call is sent 1 to 3 s after it (page, "End Call Events"). It is due after a drawn 1 to 2 s and leaves with
 * the first event from then on; an interval elapses every second, so that it is never later than 3 s. After the last event of
 * a day it leaves when it is due.
 */
const soonestMs = 1000;
const latestDueMs = 2000;

/** The period of the interval that bounds how late the end of a call is sent. */
export const callIntervalMs = 1000;

/** Follows every voice contact to its end. Holds no more than the calls that go on, and those that ended in the last seconds. */
export class CallTracker {
  readonly #live = new Map<ContactId, LiveCall>();
  readonly #due = new Agenda<TrackedEnd>();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Whether this is a voice contact that is not over. */
  has(contactId: ContactId): boolean {
    return this.#live.has(contactId);
  }

  /** Takes in an event about a contact, and returns the call when it was over with this event. */
  observe(event: ContactEvent, view: CentreView): EndedCall | null {
    if (event.type === 'contact.created' && view.contact(event.contactId).channel === 'voice') {
      const call = {
        waitingSince: null,
        queuedMs: 0,
        agentId: null,
        note: '',
        unanswered: null,
        ended: false,
      };
      this.#live.set(event.contactId, call);
    }
    const call = this.#live.get(event.contactId);
    if (call === undefined) return null;
    follow(call, event);
    if (event.type === 'contact.ended') this.#live.delete(event.contactId);
    const contact = view.contact(event.contactId);
    if (call.ended || contact.over === undefined) return null;
    return this.#end(call, contact, contact.over, view);
  }

  /** Takes out the ended calls that are due at `at`, in the order in which they became due. */
  takeDue(at: number): EndedCall[] {
    const calls: EndedCall[] = [];
    while (this.#due.nextAt <= at) calls.push(asItEnded(this.#due.take() as TrackedEnd));
    return calls;
  }

  /** Takes out all ended calls, each with when it is due, and forgets those that go on: the day is over. */
  finish(): { readonly at: number; readonly call: EndedCall }[] {
    const calls: { at: number; call: EndedCall }[] = [];
    for (let at = this.#due.nextAt; at < Infinity; at = this.#due.nextAt) {
      calls.push({ at, call: asItEnded(this.#due.take() as TrackedEnd) });
    }
    this.#live.clear();
    return calls;
  }

  #end(call: LiveCall, contact: ContactView, over: Over, view: CentreView): EndedCall {
    const { id: contactId, ordinal, direction, queueId, createdAt } = contact;
    const { at: endedAt, outcome } = over;
    stopWaiting(call, endedAt);
    call.ended = true;
    const facts = {
      contactId,
      ordinal,
      direction,
      outcome,
      queueId,
      customerNumber: contact.callerNumber,
      ownNumber: ownNumber(contact, view),
      createdAt,
      endedAt,
      queuedMs: call.queuedMs,
    };
    const uniform = this.#random.stream('ringcentral end of call', ordinal);
    this.#due.add(endedAt + drawInteger(uniform, soonestMs, latestDueMs), { facts, call });
    return asItEnded({ facts, call });
  }
}

/** The call as far as it is known. An answering machine is heard by an agent as well. */
function asItEnded({ facts, call: { agentId, note, unanswered } }: TrackedEnd): EndedCall {
  const outcome = facts.outcome === 'answered' && unanswered !== null ? unanswered : facts.outcome;
  const engaged = outcome === 'answered' || outcome === 'machine';
  return { ...facts, outcome, agentId: engaged ? agentId : null, note };
}

type Over = NonNullable<ContactView['over']>;

function follow(call: LiveCall, event: ContactEvent): void {
  switch (event.type) {
    case 'contact.queued':
    case 'contact.allocation-cancelled':
      // A direct call rings at an agent, and waits in no queue afterwards either.
      if (event.queueId !== null) call.waitingSince = event.at;
      return;
    case 'contact.allocated':
    case 'contact.overflowed':
    case 'contact.deflected':
      return stopWaiting(call, event.at);
    case 'contact.connected':
      stopWaiting(call, event.at);
      call.agentId = event.agentId;
      call.unanswered = null;
      return;
    case 'contact.abandoned':
      if (call.unanswered !== null) call.unanswered = 'abandoned';
      return stopWaiting(call, event.at);
    case 'contact.transfer-connected':
      // Beyond a number of the outside world nothing more is heard: the agent's part is the last.
      if (event.to.kind !== 'number') call.unanswered = 'deflected';
      return;
    case 'contact.disposed':
      call.note = event.note;
      return;
    default:
  }
}

function stopWaiting(call: LiveCall, at: number): void {
  if (call.waitingSince !== null) call.queuedMs += at - call.waitingSince;
  call.waitingSince = null;
}

function ownNumber({ direction, dialledNumber, queueId, agentId }: ContactView, view: CentreView): string {
  if (direction === 'inbound') return dialledNumber;
  if (queueId !== null) return view.queue(queueId).number;
  return agentId === null ? dialledNumber : view.agent(agentId).phone.number;
}
