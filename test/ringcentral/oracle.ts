import assert from 'node:assert/strict';
import type { AgentStatus } from '../../src/centre/model/events/agent-event.ts';
import type { CentreEvent } from '../../src/centre/model/event.ts';
import type { CentreView } from '../../src/centre/model/view.ts';
import type { WfmEvent } from '../../src/dialects/ringcentral/wire.ts';

/*
 * What RingCentral has to say about a day, worked out from the centre's events alone and without a line of the dialect. The view
 * is asked for what does not change only: names, numbers and ids.
 */

const base: Readonly<Record<AgentStatus['base'], readonly [state: string, aux: string]>> = {
  available: ['AVAILABLE', 'Available'],
  break: ['ON BREAK', 'On Break'],
  lunch: ['LUNCH', 'Lunch'],
  training: ['TRAINING', 'Training'],
  away: ['AWAY', 'Away'],
};

interface AgentBook {
  loggedInAt: number | null;
  status: AgentStatus;
  /** The voice call that the agent has, and what they do with it. */
  work: { readonly contactId: string; readonly state: string } | null;
  disposed: string | null;
  /** The last that was told of the present log-in. */
  told: { readonly state: string; readonly aux: string; readonly second: number } | null;
  stateSince: number;
}

interface CallBook {
  readonly createdAt: number;
  readonly inbound: boolean;
  waitingSince: number | null;
  queuedMs: number;
  engaged: string | null;
  /** Sent on to a queue or an agent, and what became of it there. */
  sentOn: 'ABANDON' | 'DEFLECTED' | null;
  queueId: string | null;
  machine: boolean;
  note: string;
  over: { readonly at: number; readonly state: string } | null;
  told: boolean;
}

const available: AgentStatus = { base: 'available', name: 'Available', custom: false };
const secondOf = (ms: number): number => Math.floor(ms / 1000);

/** How long after it is due an aux state may be told: nothing may happen in between but the ticks of seconds. */
const latestMs = 1000;

/** Follows a day, and holds every message against it. Dates are read as UTC. */
export class RingcentralOracle {
  readonly #agents = new Map<string, AgentBook>();
  readonly #calls = new Map<string, CallBook>();
  readonly #auxAfterMs: number;
  #now = 0;

  constructor(auxAfterMs: number) {
    this.#auxAfterMs = auxAfterMs;
  }

  /** How many ends of calls were told. */
  get ends(): number {
    return [...this.#calls.values()].filter(({ told }) => told).length;
  }

  /** Takes in an event, before what is told of it. */
  see(event: CentreEvent, view: CentreView): void {
    this.#now = event.at;
    if ('agentId' in event && event.agentId !== null) this.#seeAgent(this.#agent(event.agentId), event, view);
    if ('contactId' in event && event.contactId !== null) this.#seeCall(event.contactId, event, view);
  }

  #seeAgent(agent: AgentBook, event: CentreEvent, view: CentreView): void {
    const ofCall =
      'contactId' in event && event.contactId !== null && this.#calls.has(event.contactId)
        ? event.contactId
        : null;
    const isOwn = ofCall !== null && agent.work?.contactId === ofCall;
    switch (event.type) {
      case 'agent.logged-in':
        agent.loggedInAt = event.at;
        agent.told = null;
        agent.work = null;
        agent.status = view.agent(event.agentId).status;
        return;
      case 'agent.logged-out':
        agent.loggedInAt = null;
        return;
      case 'agent.status-changed':
        agent.status = event.to;
        return;
      case 'contact.allocated':
        if (ofCall !== null) agent.work = { contactId: ofCall, state: 'TRANSITION' };
        return;
      case 'contact.connected':
        if (ofCall !== null) agent.work = { contactId: ofCall, state: 'ENGAGED' };
        return;
      case 'contact.wrap-up-started':
        if (ofCall !== null) agent.work = { contactId: ofCall, state: 'WORKING' };
        return;
      case 'contact.disconnected':
      case 'contact.allocation-cancelled':
      case 'contact.wrap-up-ended':
        if (isOwn) agent.work = null;
        return;
      case 'contact.disposed':
        if (ofCall !== null) agent.disposed = ofCall;
        return;
      default:
    }
  }

  #seeCall(contactId: string, event: CentreEvent, view: CentreView): void {
    if (event.type === 'contact.created') {
      const { channel, direction } = view.contact(event.contactId);
      if (channel !== 'voice') return;
      this.#calls.set(contactId, {
        createdAt: event.at,
        inbound: direction === 'inbound',
        waitingSince: null,
        queuedMs: 0,
        engaged: null,
        sentOn: null,
        queueId: null,
        machine: false,
        note: '',
        over: null,
        told: false,
      });
    }
    const call = this.#calls.get(contactId);
    if (call === undefined) return;
    this.#seeWait(call, event);
    switch (event.type) {
      case 'contact.connected':
        call.engaged = event.agentId;
        call.sentOn = null;
        return;
      case 'contact.transfer-connected':
        call.sentOn = event.to.kind === 'number' ? null : 'DEFLECTED';
        return;
      case 'contact.disconnected':
        // Who or what picked up is said by an event only when everything is over.
        call.machine = view.contact(event.contactId).over?.outcome === 'machine';
        // A call that was sent beyond the centre is over, too; one sent on within goes on.
        if (call.sentOn === null) call.over = { at: event.at, state: 'ANSWERED' };
        else call.queueId = null;
        return;
      case 'contact.offered':
        call.queueId = event.queueId;
        return;
      case 'contact.abandoned':
        call.over = { at: event.at, state: call.inbound ? 'ABANDON' : 'ABANDONED' };
        return;
      case 'contact.deflected':
      case 'contact.timed-out':
        call.over = { at: event.at, state: 'DEFLECTED' };
        return;
      case 'contact.overflowed':
        if (event.to.kind === 'number') call.over = { at: event.at, state: 'DEFLECTED' };
        return;
      case 'contact.disposed':
        if (!call.told) call.note = event.note;
        return;
      case 'contact.ended':
        call.over ??= { at: event.at, state: 'DEFLECTED' };
        return;
      default:
    }
  }

  #seeWait(call: CallBook, event: CentreEvent): void {
    switch (event.type) {
      case 'contact.queued':
        call.waitingSince = event.at;
        return;
      case 'contact.allocation-cancelled':
        if (event.queueId !== null && event.reason !== 'abandoned') call.waitingSince = event.at;
        return;
      case 'contact.allocated':
      case 'contact.overflowed':
      case 'contact.abandoned':
      case 'contact.timed-out':
        if (call.waitingSince !== null) call.queuedMs += event.at - call.waitingSince;
        call.waitingSince = null;
        return;
      default:
    }
  }

  /** Holds a message against what is known by now. `at`: when it leaves. */
  hear(
    facts: WfmEvent,
    agentId: string | null,
    contactId: string | null,
    at: number,
    view: CentreView,
  ): void {
    if ('call_state' in facts) return this.#hearEnd(facts, contactId, at, view);
    if (agentId === null) throw new Error('A message about nobody.');
    const agent = this.#agent(agentId);
    const told = facts as unknown as Readonly<Record<string, string>>;
    const second = Date.parse(`${told['date_time']?.replace(' ', 'T')}Z`) / 1000;
    const { phone } = view.agent(agentId as never);
    assert.equal(told['agent_phone'], `${phone.number.slice(1)}*${phone.extension}@RC_SOFTPHONE`);
    if (facts.event_type === 'LOGIN') {
      assert.equal(second, secondOf(agent.loggedInAt ?? NaN));
      agent.told = { state: 'LOGIN', aux: '', second };
      return;
    }
    if (facts.event_type === 'LOGOUT') return;
    const before = agent.told;
    assert(before !== null, 'a state before its log-in');
    assert.equal(told['prev_state'], before.state);
    assert.equal(told['prev_aux_state'], before.aux);
    assert.equal(Number(told['duration']), second - before.second, 'duration');
    const isAux = facts.event_type === before.state && before.aux === '';
    if (isAux) {
      assert.equal(second, secondOf(agent.stateSince + this.#auxAfterMs), 'when an aux state is told');
    } else {
      assert.equal(second, secondOf(this.#now));
      agent.stateSince = this.#now;
    }
    agent.told = { state: facts.event_type, aux: told['event_aux_type'] ?? '', second };
    const pending = agent.work?.state === 'WORKING' && agent.disposed !== agent.work.contactId;
    if (facts.event_type === 'WORKING') assert.equal(told['pending_disp'], pending ? '1' : '0');
    if (facts.event_type === 'ENGAGED') assert.equal(agent.work?.contactId, contactId);
  }

  #hearEnd(
    facts: Extract<WfmEvent, { call_state: string }>,
    contactId: string | null,
    at: number,
    view: CentreView,
  ): void {
    const call = this.#calls.get(contactId ?? '');
    assert(call?.over !== null && call !== undefined, 'the end of a call that is not over');
    assert(!call.told, 'a call ends once');
    call.told = true;
    const { over, engaged, sentOn, queuedMs } = call;
    const state = over.state === 'ANSWERED' && call.machine ? 'MACHINE' : over.state;
    // Who talked, was sent on and was not answered there is told as what became of the call there.
    assert.equal(facts.call_state, state);
    const hasAgent = state === 'ANSWERED' || state === 'MACHINE';
    assert.equal('agent_id' in facts, hasAgent);
    assert.equal(facts.recording_url !== '', hasAgent);
    if (hasAgent) assert(engaged !== null && sentOn === null);
    assert.equal(Number(facts.queue_duration), Math.floor(queuedMs / 1000), 'queue_duration');
    assert.equal(Number(facts.call_duration), secondOf(over.at) - secondOf(call.createdAt), 'call_duration');
    assert.equal(facts.agent_disposition, call.note);
    assert(at - over.at >= 1000 && at - over.at <= 3000, `told ${at - over.at} ms after the end`);
    if (call.inbound) {
      assert.equal(facts.gate_name, call.queueId === null ? '' : view.queue(call.queueId as never).name);
      assert.equal(facts.gate_id === '0', call.queueId === null);
    }
  }

  /** At the end of a step: what was told last of everybody is what they do now. */
  compare(): void {
    for (const [id, { loggedInAt, status, work, told, stateSince }] of this.#agents) {
      if (loggedInAt === null) continue;
      const [state, name] = base[status.base];
      const [wanted, aux] = work === null ? [state, status.custom ? status.name : name] : [work.state, ''];
      assert.equal(told?.state, wanted, id);
      const late = this.#now - stateSince > this.#auxAfterMs + latestMs;
      if (late || work !== null) assert.equal(told.aux, aux, id);
    }
  }

  /** Every call that was over long enough ago was told. */
  finish(endMs: number): void {
    const missing = [...this.#calls].filter(
      ([, { over, told }]) => over !== null && over.at <= endMs - 3000 && !told,
    );
    assert.deepEqual(
      missing.map(([id]) => id),
      [],
    );
  }

  #agent(id: string): AgentBook {
    let agent = this.#agents.get(id);
    if (agent === undefined) {
      agent = { loggedInAt: null, status: available, work: null, disposed: null, told: null, stateSince: 0 };
      this.#agents.set(id, agent);
    }
    return agent;
  }
}
