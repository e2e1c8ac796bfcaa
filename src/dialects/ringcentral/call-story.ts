import type { CentreEvent, ContactDirection, ContactOutcome } from '../../centre/event.ts';
import type { AgentId, ContactId, QueueId } from '../../centre/ids.ts';
import type { CentreView, ContactView } from '../../centre/view.ts';
import { Agenda } from '../../lib/agenda.ts';
import { drawInteger, type Random } from '../../lib/random.ts';

/** A call that is over. */
export interface EndedCall {
  readonly contactId: ContactId;
  readonly ordinal: number;
  readonly direction: ContactDirection;
  readonly outcome: ContactOutcome;
  /** Who talked last with the customer; `null` when nobody did. */
  readonly agentId: AgentId | null;
  readonly queueId: QueueId | null;
  readonly callerNumber: string;
  readonly dialledNumber: string;
  readonly createdAt: number;
  readonly endedAt: number;
  readonly queuedMs: number;
  /** What the agent noted; empty until they did. */
  note: string;
}

/** What is known of a call while its contact lives. */
interface LiveCall {
  queuedMs: number;
  note: string;
  ended: EndedCall | null;
}

/**
 * The end of a call is told 1 to 3 s after it (page, "End Call Events"). It is due after a drawn 1 to 2 s and leaves with
 * the first event from then on; an interval elapses every second, so that it is never later than 3 s.
 */
const soonestMs = 1000;
const latestDueMs = 2000;

/** The period of the interval that bounds how late the end of a call is told. */
export const callIntervalMs = 1000;

/** Follows every voice contact to its end. Holds no more than the calls that go on, and those that ended in the last seconds. */
export class CallStory {
  readonly #live = new Map<ContactId, LiveCall>();
  readonly #due = new Agenda<EndedCall>();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Takes in an event about a voice contact, and returns the call when this event ended it. */
  hear(event: CentreEvent & { readonly contactId: ContactId }, view: CentreView): EndedCall | null {
    const call = this.#live.get(event.contactId) ?? { queuedMs: 0, note: '', ended: null };
    this.#live.set(event.contactId, call);
    switch (event.type) {
      case 'contact.connected':
        call.queuedMs += event.waitedMs;
        return null;
      case 'contact.disposed':
        call.note = event.note;
        if (call.ended !== null) call.ended.note = event.note;
        return null;
      case 'contact.disconnected':
        if (event.transferred) return null;
        return this.#end(call, view.contact(event.contactId), event.at, 'answered', event.agentId);
      case 'contact.ended': {
        // After a hang-up with an agent only the wrap-up was still missing.
        this.#live.delete(event.contactId);
        if (call.ended !== null) return null;
        call.queuedMs = event.queuedMs;
        const contact = view.contact(event.contactId);
        const agentId = event.outcome === 'answered' ? contact.agentId : null;
        return this.#end(call, contact, event.at, event.outcome, agentId);
      }
      default:
        return null;
    }
  }

  /** Takes out the ended calls that are due at `at`, in the order in which they became due. */
  takeDue(at: number): EndedCall[] {
    const calls: EndedCall[] = [];
    while (this.#due.nextAt <= at) calls.push(this.#due.take() as EndedCall);
    return calls;
  }

  #end(
    call: LiveCall,
    contact: ContactView,
    endedAt: number,
    outcome: ContactOutcome,
    agentId: AgentId | null,
  ): EndedCall {
    const { id: contactId, ordinal, direction, queueId, callerNumber, dialledNumber, createdAt } = contact;
    const { queuedMs, note } = call;
    const numbers = { callerNumber, dialledNumber };
    const times = { createdAt, endedAt, queuedMs };
    call.ended = { contactId, ordinal, direction, outcome, agentId, queueId, ...numbers, ...times, note };
    const uniform = this.#random.stream('ringcentral end of call', ordinal);
    this.#due.add(endedAt + drawInteger(uniform, soonestMs, latestDueMs), call.ended);
    return call.ended;
  }
}
