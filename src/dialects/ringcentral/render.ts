import type { ContactEvent } from '../../centre/model/events/contact-event.ts';
import type { CentreEvent } from '../../centre/model/event.ts';
import type { AgentId, ContactId } from '../../centre/model/ids.ts';
import type { CentreView } from '../../centre/model/view.ts';
import type { Random } from '../../lib/random.ts';
import { Agenda } from '../../lib/agenda/agenda.ts';
import { AgentSession, type StateChange } from './agent-session.ts';
import { CallTracker, type EndedCall } from './call-tracker.ts';
import type { RingcentralConfig } from './config.ts';
import { Facts, type FactsParts } from './facts.ts';
import type { Recordings } from './recordings.ts';
import type { WfmEvent } from './wire.ts';

/** One event of the vendor, before a switch, a form or an address is applied to it. */
export interface VendorEvent {
  readonly facts: WfmEvent;
  /** True for a state that the account added to the predefined ones. */
  readonly custom: boolean;
  readonly contactId: ContactId | null;
}

/** What a {@link Renderer} works with. */
export interface RendererParts extends FactsParts {
  readonly config: FactsParts['config'] & Pick<RingcentralConfig, 'aux_state_after'>;
}

/** Turns what happens in the centre into the vendor's events. Voice only: chats are not this vendor's. */
export class Renderer {
  readonly #sessions = new Map<AgentId, AgentSession>();
  /** Sessions whose aux state may be due. */
  readonly #auxStates = new Agenda<AgentSession>();
  readonly #auxAfterMs: number;
  readonly #calls: CallTracker;
  readonly #facts: Facts;
  readonly #recordings: Recordings;
  #loginCount = 0;

  constructor(parts: RendererParts, random: Random) {
    this.#auxAfterMs = parts.config.aux_state_after;
    this.#calls = new CallTracker(random);
    this.#facts = new Facts(parts);
    this.#recordings = parts.recordings;
  }

  /** The vendor's events at this event: the aux states and the ends of calls that are due, then the event's own. */
  render(event: CentreEvent, view: CentreView): VendorEvent[] {
    this.#recordings.tick(event.at);
    const due = [
      ...this.#renderAuxStates(event.at, view).map(({ event: aux }) => aux),
      ...this.#renderEndedCalls(event.at, view),
    ];
    const own = this.#renderOwn(event, view);
    return due.length === 0 ? own : [...due, ...own];
  }

  /** The day is over: its last aux states and ends of calls, each with its time. What was still going on is forgotten. */
  finish(view: CentreView): { readonly at: number; readonly event: VendorEvent }[] {
    this.#recordings.finish(view.now);
    const auxStates = this.#renderAuxStates(Infinity, view);
    this.#sessions.clear();
    const ends = this.#calls.finish().map(({ at, call }) => ({ at, event: this.#renderEnd(call, view) }));
    return [...auxStates, ...ends].sort((one, other) => one.at - other.at);
  }

  #renderAuxStates(at: number, view: CentreView): { readonly at: number; readonly event: VendorEvent }[] {
    const rendered: { at: number; event: VendorEvent }[] = [];
    for (
      let dueAt = this.#auxStates.nextAt;
      dueAt <= at && dueAt < Infinity;
      dueAt = this.#auxStates.nextAt
    ) {
      const session = this.#auxStates.take() as AgentSession;
      if (this.#sessions.get(session.agentId) !== session) continue;
      for (const event of this.#renderChanges(session.takeAux(dueAt), dueAt, view)) {
        rendered.push({ at: dueAt, event });
      }
    }
    return rendered;
  }

  #renderEndedCalls(at: number, view: CentreView): VendorEvent[] {
    return this.#calls.takeDue(at).map((call) => this.#renderEnd(call, view));
  }

  #renderEnd(call: EndedCall, view: CentreView): VendorEvent {
    return { facts: this.#facts.endOfCall(call, view), custom: false, contactId: call.contactId };
  }

  #renderOwn(event: CentreEvent, view: CentreView): VendorEvent[] {
    switch (event.type) {
      case 'agent.logged-in':
        return this.#logIn(event.agentId, event.at, view);
      case 'agent.logged-out':
        return this.#logOut(event.agentId, event.at, view);
      case 'agent.status-changed':
        return this.#renderStates(event.agentId, event, view);
      default:
        return isContactEvent(event) ? this.#renderContact(event, view) : [];
    }
  }

  #logIn(agentId: AgentId, at: number, view: CentreView): VendorEvent[] {
    const session = new AgentSession(agentId, ++this.#loginCount, at, this.#auxAfterMs);
    this.#sessions.set(agentId, session);
    const facts = this.#facts.log('LOGIN', session, at, view);
    const changes = session.logIn(view.agent(agentId).status);
    this.#awaitAux(session);
    return [{ facts, custom: false, contactId: null }, ...this.#renderChanges(changes, at, view)];
  }

  #logOut(agentId: AgentId, at: number, view: CentreView): VendorEvent[] {
    const session = this.#sessions.get(agentId);
    if (session === undefined) return [];
    this.#sessions.delete(agentId);
    return [{ facts: this.#facts.log('LOGOUT', session, at, view), custom: false, contactId: null }];
  }

  #renderContact(event: ContactEvent, view: CentreView): VendorEvent[] {
    const live = this.#calls.has(event.contactId);
    const ended = this.#calls.observe(event, view);
    if (ended !== null && ended.agentId !== null) this.#recordings.record(ended);
    if (!live || !('agentId' in event) || event.agentId === null) return [];
    return this.#renderStates(event.agentId, event, view);
  }

  #renderStates(agentId: AgentId, event: CentreEvent, view: CentreView): VendorEvent[] {
    const session = this.#sessions.get(agentId);
    if (session === undefined) return [];
    const changes = session.observe(event, view);
    if (changes.length > 0) this.#awaitAux(session);
    return this.#renderChanges(changes, event.at, view);
  }

  #awaitAux(session: AgentSession): void {
    if (session.auxAt < Infinity) this.#auxStates.add(session.auxAt, session);
  }

  #renderChanges(changes: readonly StateChange[], at: number, view: CentreView): VendorEvent[] {
    return changes.map((change) => ({
      facts: this.#facts.state(change, at, view),
      custom: change.custom,
      contactId: change.contactId,
    }));
  }
}

function isContactEvent(event: CentreEvent): event is ContactEvent {
  return event.type.startsWith('contact.');
}
