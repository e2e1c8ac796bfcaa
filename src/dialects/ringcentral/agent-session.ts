import type { AgentStatus } from '../../centre/model/events/agent-event.ts';
import type { CentreEvent } from '../../centre/model/event.ts';
import type { AgentId, ContactId } from '../../centre/model/ids.ts';
import type { CentreView } from '../../centre/model/view.ts';
import type { StateName } from './wire.ts';

/** A state as the vendor shows it: the base state, and the name that the agent sees. */
export interface ShownState {
  readonly state: 'LOGIN' | StateName;
  readonly aux: string;
}

/** A change of state, for which an event is sent. */
export interface StateChange {
  readonly agentId: AgentId;
  readonly loginOrdinal: number;
  readonly from: ShownState;
  readonly to: ShownState & { readonly state: StateName };
  /** Simulated epoch ms at which `from` began. */
  readonly fromSince: number;
  readonly loggedInAt: number;
  readonly dispositionPending: boolean;
  /** True for a state that the account added to the predefined ones. */
  readonly custom: boolean;
  /** The call behind the change; `null` when the agent is. */
  readonly contactId: ContactId | null;
}

/** What a voice call makes of an agent, after or beside the status that they chose. */
type Work = { readonly state: 'TRANSITION' | 'ENGAGED' | 'WORKING'; readonly contactId: ContactId };

const chosenStates: Readonly<Record<AgentStatus['base'], ShownState & { readonly state: StateName }>> = {
  available: { state: 'AVAILABLE', aux: 'Available' },
  break: { state: 'ON BREAK', aux: 'On Break' },
  lunch: { state: 'LUNCH', aux: 'Lunch' },
  training: { state: 'TRAINING', aux: 'Training' },
  away: { state: 'AWAY', aux: 'Away' },
};

/** The aux state of a state that was entered, which the agent sees a little later. */
interface PendingAux {
  readonly at: number;
  readonly to: StateChange['to'];
  readonly custom: boolean;
  readonly contactId: ContactId | null;
}

/**
 * One log-in of one agent, in the vendor's states. A state that the agent chose is entered with an empty aux state,
 * and a second event gives the aux state a little later, unless the agent is in another state by then; an automatic state
 * has none (page, "Agent State Events").
 */
export class AgentSession {
  readonly agentId: AgentId;
  readonly loginOrdinal: number;
  readonly loggedInAt: number;
  readonly #auxAfterMs: number;
  #pending: PendingAux | null = null;
  #status: AgentStatus;
  #work: Work | null = null;
  #shown: ShownState = { state: 'LOGIN', aux: '' };
  #shownSince: number;
  /** The call that was disposed of last. */
  #disposed: ContactId | null = null;

  /** `auxAfterMs`: how long after a chosen state its aux state is told. */
  constructor(agentId: AgentId, loginOrdinal: number, loggedInAt: number, auxAfterMs: number) {
    this.agentId = agentId;
    this.loginOrdinal = loginOrdinal;
    this.loggedInAt = loggedInAt;
    this.#auxAfterMs = auxAfterMs;
    this.#shownSince = loggedInAt;
    this.#status = { base: 'available', name: 'Available', custom: false };
  }

  /** When the aux state of the present state is told, simulated epoch ms; `Infinity` when none is to be told. */
  get auxAt(): number {
    return this.#pending?.at ?? Infinity;
  }

  /** LOGIN to AVAILABLE, then whatever else the agent logged in as. */
  logIn(status: AgentStatus): StateChange[] {
    const changes = this.#settle(this.loggedInAt, null);
    this.#status = status;
    return [...changes, ...this.#settle(this.loggedInAt, null)];
  }

  /** The aux state that is due at `at`, if one is. It is told as of when it was due. */
  takeAux(at: number): StateChange[] {
    const pending = this.#pending;
    if (pending === null || pending.at > at) return [];
    this.#pending = null;
    return [this.#change(pending.to, pending.at, pending.contactId, pending.custom)];
  }

  /** The changes that follow from an event about this agent, if any. Only voice calls count as work. */
  observe(event: CentreEvent, view: CentreView): StateChange[] {
    if (event.type === 'agent.status-changed') {
      this.#status = event.to;
      return this.#settle(event.at, null);
    }
    if (!('contactId' in event) || event.contactId === null) return [];
    const { contactId } = event;
    const own = this.#work?.contactId === contactId;
    switch (event.type) {
      case 'contact.allocated':
        this.#work = { state: 'TRANSITION', contactId };
        break;
      case 'contact.connected':
        this.#work = { state: 'ENGAGED', contactId };
        break;
      case 'contact.allocation-cancelled':
        if (own) this.#work = null;
        break;
      case 'contact.disconnected':
        // Wrap-up begins in the same step, and has an event of its own.
        if (own && view.agent(this.agentId).wrapUp?.contactId !== contactId) this.#work = null;
        break;
      case 'contact.wrap-up-started':
        this.#work = { state: 'WORKING', contactId };
        break;
      case 'contact.wrap-up-ended':
        if (own) this.#work = null;
        break;
      case 'contact.disposed':
        this.#disposed = contactId;
        break;
      default:
        return [];
    }
    return this.#settle(event.at, contactId);
  }

  /** Brings what is shown in line with work and status. */
  #settle(at: number, contactId: ContactId | null): StateChange[] {
    if (this.#work !== null) {
      const { state } = this.#work;
      if (this.#shown.state === state) return [];
      this.#pending = null;
      return [this.#change({ state, aux: '' }, at, contactId, false)];
    }
    const { base, name, custom } = this.#status;
    const to = custom ? { ...chosenStates[base], aux: name } : chosenStates[base];
    if (this.#shown.state === to.state) return this.#rename(to, at, contactId, custom);
    this.#pending = null;
    const entered = this.#change({ ...to, aux: '' }, at, contactId, custom);
    return [entered, ...this.#tellAuxLater(to, at, contactId, custom)];
  }

  /** The base state stays: only its name is another, unless that is what is shown or told soon. */
  #rename(to: StateChange['to'], at: number, contactId: ContactId | null, custom: boolean): StateChange[] {
    if (this.#pending !== null) {
      this.#pending = { ...this.#pending, to, custom };
      return [];
    }
    return this.#shown.aux === to.aux ? [] : [this.#change(to, at, contactId, custom)];
  }

  #tellAuxLater(
    to: StateChange['to'],
    at: number,
    contactId: ContactId | null,
    custom: boolean,
  ): StateChange[] {
    this.#pending = { at: at + this.#auxAfterMs, to, custom, contactId };
    return this.takeAux(at);
  }

  #change(to: StateChange['to'], at: number, contactId: ContactId | null, custom: boolean): StateChange {
    const from = this.#shown;
    const fromSince = this.#shownSince;
    this.#shown = to;
    this.#shownSince = at;
    const { agentId, loginOrdinal, loggedInAt } = this;
    // Wrap-up is when an agent disposes of a call; what is not done by its end never will be.
    const dispositionPending = this.#work?.state === 'WORKING' && this.#work.contactId !== this.#disposed;
    return { agentId, loginOrdinal, from, to, fromSince, loggedInAt, dispositionPending, custom, contactId };
  }
}
