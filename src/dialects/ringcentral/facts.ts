import type { ContactOutcome } from '../../centre/model/events/contact-facts.ts';
import type { ContactId } from '../../centre/model/ids.ts';
import type { CentreView, ContactView } from '../../centre/model/view.ts';
import type { AgentSession, StateChange } from './agent-session.ts';
import type { EndedCall } from './call-tracker.ts';
import type { RingcentralConfig } from './config.ts';
import { secondsBetween, type DateTimeForm } from './date-time.ts';
import { agentPhone, plainNumber, type Identity } from './identity.ts';
import type { Recordings } from './recordings.ts';
import type { CallEvent, LogEvent, StateEvent } from './wire.ts';

/** What the facts of an event are written with. */
export interface FactsParts {
  readonly config: Pick<RingcentralConfig, 'account_id' | 'duration' | 'pending_disp' | 'outbound_source'>;
  readonly identity: Identity;
  readonly dateTime: DateTimeForm;
  readonly recordings: Recordings;
}

/** Where a call came from. */
interface CallSource {
  readonly id: string;
  readonly name: string;
}

const inboundStates: Readonly<Record<ContactOutcome, 'ANSWERED' | 'ABANDON' | 'DEFLECTED'>> = {
  answered: 'ANSWERED',
  abandoned: 'ABANDON',
  deflected: 'DEFLECTED',
  contained: 'DEFLECTED',
  'timed-out': 'DEFLECTED',
  machine: 'DEFLECTED',
};

const outboundStates: Readonly<Record<ContactOutcome, 'ANSWERED' | 'ABANDONED' | 'MACHINE'>> = {
  answered: 'ANSWERED',
  abandoned: 'ABANDONED',
  deflected: 'ABANDONED',
  contained: 'ABANDONED',
  'timed-out': 'ABANDONED',
  machine: 'MACHINE',
};

/** Writes the vendor's events, each with its fields in the order of the page's sample. Text from the centre is made
 * well-formed Unicode, since a lone surrogate has no URL-encoded form. */
export class Facts {
  readonly #config: FactsParts['config'];
  readonly #identity: Identity;
  readonly #dateTime: DateTimeForm;
  readonly #recordings: Recordings;

  constructor({ config, identity, dateTime, recordings }: FactsParts) {
    this.#config = config;
    this.#identity = identity;
    this.#dateTime = dateTime;
    this.#recordings = recordings;
  }

  /** LOGIN, or LOGOUT with the seconds online. `at`: simulated epoch ms. */
  log(kind: 'LOGIN' | 'LOGOUT', session: AgentSession, at: number, view: CentreView): LogEvent {
    const agent = view.agent(session.agentId);
    return {
      external_agent_id: agent.externalId?.toWellFormed() ?? null,
      duration: secondsBetween(session.loggedInAt, at),
      agent_login_id: this.#identity.loginId(session.loginOrdinal),
      account_id: this.#config.account_id,
      event_type: kind,
      agent_id: this.#identity.agentId(agent.id, view),
      date_time: this.#dateTime(at),
      agent_phone: agentPhone(agent),
      username: this.#identity.username(agent, view).toWellFormed(),
      source_ip: agent.sourceIp,
    };
  }

  /** A change of state; the state of a connected call carries the call. */
  state(change: StateChange, at: number, view: CentreView): StateEvent {
    const agent = view.agent(change.agentId);
    const since = this.#config.duration === 'since-login' ? change.loggedInAt : change.fromSince;
    return {
      agent_id: this.#identity.agentId(agent.id, view),
      prev_state: change.from.state,
      prev_aux_state: change.from.aux.toWellFormed(),
      agent_phone: agentPhone(agent),
      source_ip: agent.sourceIp,
      external_agent_id: agent.externalId?.toWellFormed() ?? null,
      duration: secondsBetween(since, at),
      agent_login_id: this.#identity.loginId(change.loginOrdinal),
      account_id: this.#config.account_id,
      event_type: change.to.state,
      event_aux_type: change.to.aux.toWellFormed(),
      date_time: this.#dateTime(at),
      pending_disp: this.#pendingDisp(change.dispositionPending),
      username: this.#identity.username(agent, view).toWellFormed(),
      ...(change.to.state === 'ENGAGED' &&
        change.contactId !== null &&
        this.#callOfState(change.contactId, view)),
    };
  }

  /** The end of a call, with its agent when one was engaged at the end. */
  endOfCall(call: EndedCall, view: CentreView): CallEvent {
    const inbound = call.direction === 'inbound';
    const source = this.#source(call, view);
    const call_id = this.#identity.callId(call);
    const agent = call.agentId === null ? undefined : view.agent(call.agentId);
    const facts = {
      recording_url: agent === undefined ? '' : this.#recordings.link(call_id),
      ...(agent !== undefined && { agent_id: this.#identity.agentId(agent.id, view) }),
      queue_duration: String(Math.floor(call.queuedMs / 1000)),
      agent_disposition: call.note.toWellFormed(),
      gate_name: source.name,
      call_state: (inbound ? inboundStates : outboundStates)[call.outcome],
      call_duration: secondsBetween(call.createdAt, call.endedAt),
      call_id,
      ...(agent !== undefined && { external_agent_id: agent.externalId?.toWellFormed() ?? null }),
      account_id: this.#config.account_id,
      event_type: inbound ? 'ACD-CALL' : 'VPD-CALL',
      gate_id: source.id,
      call_start: this.#dateTime(call.createdAt),
      dnis: plainNumber(inbound ? call.ownNumber : call.customerNumber),
      ani: plainNumber(inbound ? call.customerNumber : call.ownNumber),
      ...(agent !== undefined && { username: this.#identity.username(agent, view).toWellFormed() }),
    };
    // Which states come with the agent's fields the compiler cannot see.
    return facts as CallEvent;
  }

  #callOfState(contactId: ContactId, view: CentreView): Partial<StateEvent> {
    const contact = view.contact(contactId);
    const source = this.#source(contact, view);
    return {
      call_id: this.#identity.callId(contact),
      call_source_id: source.id,
      call_source_name: source.name,
      ...(contact.direction === 'inbound' && { dnis: plainNumber(contact.dialledNumber) }),
      call_type: contact.direction === 'inbound' ? 'ACD' : 'VPD',
    };
  }

  /** The queue of a call; else the campaign of an outbound one. A direct call has neither. */
  #source({ queueId, direction }: Pick<ContactView, 'queueId' | 'direction'>, view: CentreView): CallSource {
    if (queueId !== null) {
      return { id: this.#identity.queueId(queueId, view), name: view.queue(queueId).name.toWellFormed() };
    }
    return direction === 'outbound' ? this.#config.outbound_source : { id: '0', name: '' };
  }

  #pendingDisp(pending: boolean): '0' | '1' {
    return pending === (this.#config.pending_disp === '1-while-pending') ? '1' : '0';
  }
}
