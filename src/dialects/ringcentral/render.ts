import type { ContactEvent } from '../../centre/model/events/contact-event.ts';
import type { CentreEvent } from '../../centre/model/event.ts';
import type { AgentId, ContactId } from '../../centre/model/ids.ts';
import type { CentreView } from '../../centre/model/view.ts';
import type { Random } from '../../lib/random.ts';
import { AgentStory, type StateChange } from './agent-session.ts';
import { CallStory, type EndedCall } from './call-tracker.ts';
import { Facts, type FactsParts } from './facts.ts';
import type { Recordings } from './recordings.ts';
import type { WfmEvent } from './wire.ts';

/** One event as the vendor tells it, before a switch, a form or an address is applied to it. */
export interface Said {
  readonly facts: WfmEvent;
  /** True for a state that the account added to the predefined ones. */
  readonly custom: boolean;
  readonly contactId: ContactId | null;
}

/** Turns what happens in the centre into the vendor's events. Voice only: chats are not this vendor's. */
export class Renderer {
  readonly #stories = new Map<AgentId, AgentStory>();
  readonly #calls: CallStory;
  readonly #facts: Facts;
  readonly #recordings: Recordings;
  #loginCount = 0;

  constructor(parts: FactsParts, random: Random) {
    this.#calls = new CallStory(random);
    this.#facts = new Facts(parts);
    this.#recordings = parts.recordings;
  }

  /** What the vendor says at this event: the ends of calls that are due, then the event's own. */
  render(event: CentreEvent, view: CentreView): Said[] {
    this.#recordings.tick(event.at);
    return [...this.#tellEndedCalls(event.at, view), ...this.#tell(event, view)];
  }

  /** The day is over: the ends of its last calls, each with its time. What was still going on is forgotten. */
  finish(view: CentreView): { readonly at: number; readonly said: Said }[] {
    this.#recordings.finish(view.now);
    this.#stories.clear();
    return this.#calls.finish().map(({ at, call }) => ({ at, said: this.#sayEnd(call, view) }));
  }

  #tellEndedCalls(at: number, view: CentreView): Said[] {
    return this.#calls.takeDue(at).map((call) => this.#sayEnd(call, view));
  }

  #sayEnd(call: EndedCall, view: CentreView): Said {
    return { facts: this.#facts.endOfCall(call, view), custom: false, contactId: call.contactId };
  }

  #tell(event: CentreEvent, view: CentreView): Said[] {
    switch (event.type) {
      case 'agent.logged-in':
        return this.#logIn(event.agentId, event.at, view);
      case 'agent.logged-out':
        return this.#logOut(event.agentId, event.at, view);
      case 'agent.status-changed':
        return this.#tellStates(event.agentId, event, view);
      default:
        return isContactEvent(event) ? this.#tellContact(event, view) : [];
    }
  }

  #logIn(agentId: AgentId, at: number, view: CentreView): Said[] {
    const story = new AgentStory(agentId, ++this.#loginCount, at);
    this.#stories.set(agentId, story);
    const facts = this.#facts.log('LOGIN', story, at, view);
    const changes = story.logIn(view.agent(agentId).status);
    return [{ facts, custom: false, contactId: null }, ...this.#sayStates(changes, at, view)];
  }

  #logOut(agentId: AgentId, at: number, view: CentreView): Said[] {
    const story = this.#stories.get(agentId);
    if (story === undefined) return [];
    this.#stories.delete(agentId);
    return [{ facts: this.#facts.log('LOGOUT', story, at, view), custom: false, contactId: null }];
  }

  #tellContact(event: ContactEvent, view: CentreView): Said[] {
    const live = this.#calls.has(event.contactId);
    const ended = this.#calls.hear(event, view);
    if (ended !== null && ended.agentId !== null) this.#recordings.record(ended);
    if (!live || !('agentId' in event) || event.agentId === null) return [];
    return this.#tellStates(event.agentId, event, view);
  }

  #tellStates(agentId: AgentId, event: CentreEvent, view: CentreView): Said[] {
    return this.#sayStates(this.#stories.get(agentId)?.hear(event, view) ?? [], event.at, view);
  }

  #sayStates(changes: readonly StateChange[], at: number, view: CentreView): Said[] {
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
