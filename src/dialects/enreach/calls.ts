import type { RoutingTarget } from '../../centre/model/events/contact-facts.ts';
import type { AgentId, CallbackId, ContactId, QueueId } from '../../centre/model/ids.ts';
import type { AgentView, ContactView } from '../../centre/model/view.ts';
import type { Guids } from './guids.ts';

/** Whose a call is: RTE has different events for a queue's call, a user's, and one that a user makes. */
export type CallOwner =
  | { readonly kind: 'queue'; readonly queueId: QueueId }
  | { readonly kind: 'user'; readonly agentId: AgentId }
  | { readonly kind: 'maker'; readonly agentId: AgentId };

/** What a call is transferred from. */
export type TransferFrom =
  | { readonly kind: 'queue'; readonly queueId: QueueId }
  | { readonly kind: 'user'; readonly agentId: AgentId };

/** What must be remembered of a call from its first event to its last. */
export interface Call {
  readonly contactId: ContactId;
  readonly callId: string;
  readonly legId: string;
  /** The two ends as they were when it began. */
  readonly callerNumber: string;
  readonly targetNumber: string;
  /** The agent who makes it; `null` for an incoming call. */
  readonly maker: AgentId | null;
  /** True for a call to an agent's own number. */
  readonly direct: boolean;
  /** The leg that was forked to the agent who has it, or had it last. */
  agentLegId: string;
  /** How many legs were forked to agents so far. */
  agentLegs: number;
  owner: CallOwner | null;
  /** The queue whose `QueueCallInArrived` was sent last; a call that comes back to its head does not arrive again. */
  arrivedIn: QueueId | null;
  connectedAt: number | null;
  /** A direct call whose user is not known yet: the next event names them. */
  unannounced: boolean;
  /** An overflow whose target does not have the call yet. */
  transfer: { readonly from: TransferFrom; readonly to: RoutingTarget } | null;
  /** Where it was sent last, once it was there. */
  leftFor: RoutingTarget | null;
  /** Whether it went on to another target unanswered. */
  overflown: boolean;
  /** Whether its end was sent. */
  over: boolean;
}

/** What is known of the contacts that are not over: calls with their course so far, and since when whatever waits has waited. */
export class Calls {
  readonly #calls = new Map<ContactId, Call>();
  readonly #waits = new Map<ContactId, { readonly queueId: QueueId; readonly since: number }>();
  readonly #guids: Guids;

  constructor(guids: Guids) {
    this.#guids = guids;
  }

  /** The call of a contact; `undefined` for a chat and for what ended. */
  get(contactId: ContactId): Call | undefined {
    return this.#calls.get(contactId);
  }

  /** Remembers a voice contact that was just created. */
  open(contact: ContactView, agent: AgentView | null): Call {
    const made = contact.direction === 'outbound';
    const call: Call = {
      contactId: contact.id,
      callId: this.callId(contact.id),
      legId: this.#guids.of('leg', contact.id),
      callerNumber: made ? (agent?.phone.number ?? contact.dialledNumber) : contact.callerNumber,
      targetNumber: made ? contact.callerNumber : contact.dialledNumber,
      maker: made ? (agent?.id ?? null) : null,
      direct: contact.direct,
      agentLegId: this.#guids.of('agent leg', contact.id),
      agentLegs: 0,
      owner: null,
      arrivedIn: null,
      connectedAt: null,
      unannounced: contact.direct && !made,
      transfer: null,
      leftFor: null,
      overflown: false,
      over: false,
    };
    this.#calls.set(contact.id, call);
    return call;
  }

  /** Forks a leg to an agent, who has the call from now on. */
  fork(call: Call, agentId: AgentId): void {
    call.agentLegs++;
    call.agentLegId = this.#guids.of(`agent leg ${call.agentLegs}`, call.contactId);
    call.owner = { kind: agentId === call.maker ? 'maker' : 'user', agentId };
  }

  /** The id of a contact's call, also before and after its life. */
  callId(contactId: ContactId): string {
    return this.#guids.of('call', contactId);
  }

  /** A contact, of whatever kind, waits in a queue. One that comes back to the same queue has waited all along. */
  queued(contactId: ContactId, queueId: QueueId, at: number): void {
    if (this.#waits.get(contactId)?.queueId !== queueId) this.#waits.set(contactId, { queueId, since: at });
  }

  /** A contact is at a queue's door: whatever it waited before does not count there. */
  offered(contactId: ContactId): void {
    this.#waits.delete(contactId);
  }

  /** Since when a contact has waited, simulated epoch ms; `undefined` for one that was never seen to begin. */
  waitsSince(contactId: ContactId): number | undefined {
    return this.#waits.get(contactId)?.since;
  }

  /** The requests to be called back that a call led to which had gone on to another target unanswered. */
  readonly overflownRequests = new Set<CallbackId>();

  /** Forgets a contact after its last event. */
  forget(contactId: ContactId): void {
    this.#calls.delete(contactId);
    this.#waits.delete(contactId);
  }
}
