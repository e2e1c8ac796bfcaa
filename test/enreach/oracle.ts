import assert from 'node:assert/strict';
import type { AgentState, AgentStatus } from '../../src/centre/model/events/agent-event.ts';
import type { CentreEvent } from '../../src/centre/model/event.ts';
import type { CentreView } from '../../src/centre/model/view.ts';

/*
 * What RTE has to say about a day, worked out from the centre's events alone and without a line of the dialect. The view is asked
 * for what does not change only: names, numbers, who serves what.
 */

/** The data of a message, with the .NET names. */
export type Data = Readonly<Record<string, unknown>>;

interface AgentBook {
  readonly id: string;
  loggedIn: boolean;
  state: AgentState;
  status: AgentStatus;
  fetchMode: boolean;
  /** The voice call that rings at the agent or that they talk in, or that rings at whom they call. */
  callId: string | null;
  wrapUpSince: number | null;
  held: number;
  told: Data | null;
}

interface CallBook {
  readonly createdAt: number;
  readonly inbound: boolean;
  readonly voice: boolean;
  readonly told: string[];
  ended: boolean;
}

interface QueueBook {
  /** Who waits, and since when; whoever comes back unanswered has waited all along. */
  readonly waiting: Map<string, number>;
  readonly allocated: Set<string>;
  readonly connected: Set<string>;
  told: Data | null;
}

const available: AgentStatus = { base: 'available', name: 'Available', custom: false };

/** Follows a day, and holds every message against it. */
export class EnreachOracle {
  readonly #agents = new Map<string, AgentBook>();
  readonly #calls = new Map<string, CallBook>();
  readonly #queues = new Map<string, QueueBook>();
  /** Since when somebody who was allocated had waited, by contact and queue. */
  readonly #since = new Map<string, number>();
  readonly #numbers = new Map<string, unknown>();
  readonly #idsOf = new Map<string, string>();
  #now = 0;
  #lastTimestamp = '';

  constructor(view: CentreView, userId: (agentId: string) => string, queueId: (id: string) => string) {
    for (const { id, fetchMode } of view.agents) {
      const book: AgentBook = {
        id,
        loggedIn: false,
        state: 'offline',
        status: available,
        fetchMode,
        callId: null,
        wrapUpSince: null,
        held: 0,
        told: null,
      };
      this.#agents.set(id, book);
      this.#idsOf.set(userId(id), id);
    }
    for (const { id } of view.queues) {
      this.#queues.set(id, { waiting: new Map(), allocated: new Set(), connected: new Set(), told: null });
      this.#idsOf.set(queueId(id), id);
    }
  }

  /** Takes in an event, before what is told of it. */
  see(event: CentreEvent, view: CentreView): void {
    this.#now = event.at;
    if ('contactId' in event && event.contactId !== null) this.#seeContact(event.contactId, event, view);
    if ('agentId' in event && event.agentId !== null) this.#seeAgent(this.#agent(event.agentId), event);
  }

  #seeAgent(agent: AgentBook, event: CentreEvent): void {
    const call =
      'contactId' in event && event.contactId !== null ? this.#calls.get(event.contactId) : undefined;
    switch (event.type) {
      case 'agent.logged-in':
        agent.loggedIn = true;
        return;
      case 'agent.logged-out':
        agent.loggedIn = false;
        return;
      case 'agent.status-changed':
        agent.status = event.to;
        return;
      case 'agent.state-changed':
        agent.state = event.to;
        return;
      case 'agent.fetch-mode-changed':
        agent.fetchMode = event.on;
        return;
      case 'contact.held':
        agent.held++;
        return;
      case 'contact.resumed':
        agent.held--;
        return;
      case 'contact.allocated':
        if (call?.voice === true) agent.callId = event.contactId;
        return;
      case 'contact.allocation-cancelled':
        if (agent.callId === event.contactId) agent.callId = null;
        return;
      case 'contact.disconnected':
        if (agent.callId === event.contactId) agent.callId = null;
        agent.held = 0;
        return;
      case 'contact.wrap-up-started':
        if (call?.voice === true) agent.wrapUpSince = event.at;
        return;
      case 'contact.wrap-up-ended':
        if (call?.voice === true) agent.wrapUpSince = null;
        return;
      default:
    }
  }

  #seeContact(contactId: string, event: CentreEvent, view: CentreView): void {
    if (event.type === 'contact.created') {
      const { channel, direction } = view.contact(event.contactId);
      const voice = channel === 'voice';
      this.#calls.set(contactId, {
        createdAt: event.at,
        inbound: direction === 'inbound',
        voice,
        told: [],
        ended: false,
      });
    }
    const inbound = this.#calls.get(contactId)?.inbound === true;
    const queueId = 'queueId' in event ? event.queueId : null;
    const queue = queueId === null ? undefined : this.#queues.get(queueId);
    const place = `${contactId} ${queueId}`;
    switch (event.type) {
      case 'contact.offered':
        this.#since.delete(place);
        return;
      case 'contact.queued':
        queue?.waiting.set(contactId, event.at);
        this.#since.set(place, event.at);
        return;
      case 'contact.allocated':
        queue?.waiting.delete(contactId);
        if (inbound) queue?.allocated.add(contactId);
        return;
      case 'contact.allocation-cancelled':
        queue?.allocated.delete(contactId);
        // Back at the head, unless it goes on elsewhere in the same step.
        if (event.reason !== 'abandoned') queue?.waiting.set(contactId, this.#since.get(place) ?? event.at);
        return;
      case 'contact.connected':
        queue?.allocated.delete(contactId);
        if (inbound) queue?.connected.add(contactId);
        return;
      case 'contact.disconnected':
        queue?.connected.delete(contactId);
        return;
      case 'contact.overflowed':
      case 'contact.abandoned':
      case 'contact.deflected':
      case 'contact.timed-out':
      case 'contact.ended':
        for (const { waiting } of this.#queues.values()) waiting.delete(contactId);
        return;
      default:
    }
  }

  /** Holds a message against what is known by now. */
  hear(data: Data, contactId: string | null, view: CentreView): void {
    this.#hearTimes(data);
    const eventType = String(data['EventType']);
    const agentId = this.#idsOf.get(textOf(data['UserId']));
    if (eventType === 'UserStatus' && agentId !== undefined) {
      const agent = this.#agent(agentId);
      assert.notDeepEqual(without(agent.told), without(data), 'a status that is not another');
      agent.told = data;
    }
    if (eventType === 'QueueStatus') {
      const queue = this.#queues.get(this.#idsOf.get(String(data['QueueId'])) ?? '');
      assert(queue !== undefined);
      assert.notDeepEqual(without(queue.told), without(data), 'a status that is not another');
      queue.told = data;
    }
    if ('UserNumber' in data && agentId !== undefined) {
      const { number } = view.agent(agentId as never).phone;
      assert.equal(data['UserNumber'], number);
      assert.equal(this.#numbers.get(number) ?? agentId, agentId, 'a number of two users');
      this.#numbers.set(number, agentId);
    }
    if ('MaxWrapUpDurationSec' in data || eventType === 'UserWrapUpTerminated') return;
    if (contactId !== null && /CallIn|CallOut/.test(eventType))
      this.#hearCall(eventType, data, contactId, view);
  }

  #hearTimes(data: Data): void {
    for (const value of Object.values(data)) {
      if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value))
        assert.match(value, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{0,6}[1-9])?Z?$/);
    }
    const timestamp = String(data['Timestamp']);
    assert.equal(Date.parse(timestamp), this.#now);
    const [seconds = '', digits = ''] = timestamp.slice(0, -1).split('.');
    const place = `${seconds}.${digits.padEnd(7, '0')}`;
    assert(place > this.#lastTimestamp, 'messages in order');
    this.#lastTimestamp = place;
  }

  #hearCall(eventType: string, data: Data, contactId: string, view: CentreView): void {
    const call = this.#calls.get(contactId);
    assert(call?.voice === true, `${eventType} of no call`);
    assert(!call.ended, `${eventType} after the end of the call`);
    call.told.push(eventType);
    if (eventType.endsWith('InDisconnected') || eventType.endsWith('OutDisconnected')) call.ended = true;
    const { callerNumber, dialledNumber } = view.contact(contactId as never);
    if (call.inbound)
      assert.deepEqual([data['CallerNumber'], data['TargetNumber']], [callerNumber, dialledNumber]);
    else assert.equal(data['TargetNumber'], callerNumber);
    if ('QueueNumber' in data) {
      const queueId = this.#idsOf.get(String(data['QueueId'])) ?? '';
      assert.equal(data['QueueNumber'], view.queue(queueId as never).number);
    }
  }

  /** At the end of a step: what was told last of every user is how they are; of every queue, if the interval is over. */
  compare(view: CentreView, isStatusTime: boolean): void {
    for (const agent of this.#agents.values())
      if (agent.told !== null) this.#compareAgent(agent, agent.told, view);
    if (!isStatusTime) return;
    for (const [id, queue] of this.#queues) this.#compareQueue(id, queue, view);
  }

  #compareAgent(agent: AgentBook, told: Data, view: CentreView): void {
    const serves = agent.loggedIn && view.agent(agent.id as never).queueIds.length > 0;
    const wanted = {
      Talking: agent.callId !== null,
      ParkedCalls: agent.held,
      Schedule: agent.loggedIn,
      Serving: serves,
      CanBeAllocatedTo: serves && agent.state === 'available' && !agent.fetchMode,
      FetchMode: agent.fetchMode,
      WrapUpStart: agent.wrapUpSince,
    };
    const read = {
      ...told,
      WrapUpStart: told['WrapUpStart'] === null ? null : Date.parse(textOf(told['WrapUpStart'])),
    };
    assert.deepEqual(pick(read, wanted), wanted, agent.id);
  }

  #compareQueue(id: string, { waiting, allocated, connected, told }: QueueBook, view: CentreView): void {
    const agents = [...this.#agents.values()].filter(
      ({ id: agentId, loggedIn }) => loggedIn && view.queue(id as never).agentIds.includes(agentId as never),
    );
    const count = (...states: AgentState[]): number =>
      agents.filter(({ state }) => states.includes(state)).length;
    const longest = Math.max(0, ...[...waiting.values()].map((since) => this.#now - since));
    const wanted = {
      NbrOfProviders: agents.length,
      NbrOfAgentsCheckedInQueue: agents.length,
      NbrOfRequesters: waiting.size + allocated.size + connected.size,
      NbrOfQueuingRequesters: waiting.size,
      NbrOfAllocated: allocated.size,
      NbrOfConnected: connected.size,
      NbrOfNotServedRequesters: waiting.size + allocated.size,
      NbrOfAgentsLongTermAway: count('away'),
      NbrOfAgentsShortTermAway: count('allocated', 'on-contact', 'wrap-up'),
      NbrOfServingAgentsEstimate: agents.length - count('away'),
      NbrOfAgentsImmediatelyFree: agents.filter(({ state, fetchMode }) => state === 'available' && !fetchMode)
        .length,
      NbrOfAgentsOnWrapUp: count('wrap-up'),
      NbrOfAgentsOnFetchMode: agents.filter(({ fetchMode }) => fetchMode).length,
      MaxWaitTime: Math.floor(longest / 1000),
    };
    assert.deepEqual(pick(told ?? {}, wanted), wanted, `${id} at ${new Date(this.#now).toISOString()}`);
  }

  /** How many calls were told from their first event to their last. */
  get calls(): number {
    return [...this.#calls.values()].filter(({ ended }) => ended).length;
  }

  #agent(id: string): AgentBook {
    const agent = this.#agents.get(id);
    if (agent === undefined) throw new Error(`There is no ${id}.`);
    return agent;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The fields of `data` that `like` has. */
function pick(data: Data, like: object): Data {
  return Object.fromEntries(Object.keys(like).map((key) => [key, data[key]]));
}

/** A status without what is another in every message. */
function without(data: Data | null): Data | null {
  if (data === null) return null;
  const { Id: _id, Timestamp: _timestamp, ...others } = data;
  return others;
}
