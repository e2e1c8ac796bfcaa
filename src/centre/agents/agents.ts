import { markForRouting } from '../queues/queues.ts';
import { markStale, markStaleAround } from '../queues/standing.ts';
import type { AgentState, AgentStatus } from '../model/events/agent-event.ts';
import type { ContactId } from '../model/ids.ts';
import type { Agent, Leg, Queue } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { availableStatus } from '../model/status.ts';
import { emit } from '../model/emit.ts';

const nothingFree: Agent['free'] = { voice: 0, chat: 0 };

/**
 * Makes what follows from status and work so: the state, with its event when it changed, the place among the ready agents,
 * and a log-out that waited for this. `contactId` is the cause, `null` when the agent is.
 */
export function refreshAgent(world: World, agent: Agent, contactId: ContactId | null): void {
  if (agent.leaving && agent.legs.length === 0) return logOut(world, agent);
  setState(world, agent, deriveState(agent), contactId);
  refreshServing(world, agent);
  refreshFree(world, agent, contactId);
  refreshReady(world, agent);
}

/** Logs the agent in. The status begins as available. Does nothing when already in, but takes back a log-out that waits. */
export function logIn(world: World, agent: Agent): void {
  if (agent.loggedIn) {
    agent.leaving = false;
    return refreshAgent(world, agent, null);
  }
  agent.loggedIn = true;
  agent.loginOrdinal++;
  agent.loggedInAt = world.now;
  const { id: agentId, loginOrdinal, sourceIp } = agent;
  emit(world, { type: 'agent.logged-in', at: world.now, agentId, loginOrdinal, sourceIp });
  if (agent.status !== availableStatus) setStatus(world, agent, availableStatus, null, null);
  else refreshAgent(world, agent, null);
}

/** Logs the agent out as soon as no contact is with them; until then they receive nothing more. */
export function askLogOut(world: World, agent: Agent): void {
  if (!agent.loggedIn) return;
  agent.leaving = true;
  refreshAgent(world, agent, null);
}

/** Takes over a chosen status. It shows in the state at once, or when the work in hand is over. */
export function setStatus(
  world: World,
  agent: Agent,
  status: AgentStatus,
  note: string | null,
  untilMs: number | null,
  transferTo?: string,
): void {
  const from = agent.status;
  agent.transferTo = transferTo;
  agent.status = status;
  agent.statusToken++;
  const { now } = world;
  emit(world, {
    type: 'agent.status-changed',
    at: now,
    agentId: agent.id,
    from,
    to: status,
    note,
    untilMs,
    ...(transferTo !== undefined && { transferTo }),
  });
  if (untilMs !== null) {
    world.agenda.add(Math.max(untilMs, now), { kind: 'status-end', agent, token: agent.statusToken });
  }
  refreshAgent(world, agent, null);
}

/** Puts a contact with the agent, or takes it away, and emits the new load. The state follows in {@link refreshAgent}. */
export function setLoad(world: World, leg: Leg, present: boolean): void {
  const { agent, contact } = leg;
  if (present) {
    agent.legs.push(leg);
    agent.contactIds.push(contact.id);
  } else {
    remove(agent.legs, leg);
    remove(agent.contactIds, contact.id);
  }
  emit(world, {
    type: 'agent.load-changed',
    at: world.now,
    contactId: contact.id,
    agentId: agent.id,
    load: agent.legs.length,
    slots: agent.slots,
  });
}

/** Whether the agent could take one more contact, of the kind that fits their load, if it were given to them. */
export function isFree(agent: Agent): boolean {
  return (
    agent.loggedIn &&
    !agent.leaving &&
    agent.status.base === 'available' &&
    agent.legs.length < agent.slots &&
    !agent.legs.some((leg) => leg.contact.channel === 'voice')
  );
}

/** Gives the agent other queues to serve, and counts them there. */
export function setQueues(world: World, agent: Agent, queues: readonly Queue[]): void {
  countSlots(world, agent, -1);
  for (const queue of agent.queues) {
    queue.agents.splice(queue.agents.indexOf(agent), 1);
    queue.agentIds.splice(queue.agentIds.indexOf(agent.id), 1);
  }
  agent.queues = [...queues];
  agent.queueIds = queues.map((queue) => queue.id);
  for (const queue of agent.queues) {
    queue.agents.push(agent);
    queue.agentIds.push(agent.id);
  }
  countSlots(world, agent, 1);
  rankAgain(world, agent);
}

/** How many contacts at once, for everybody to see and for routing. */
export function setSlots(world: World, agent: Agent, chatSlots: number): void {
  countSlots(world, agent, -1);
  agent.slots = agent.channels.includes('chat') ? chatSlots : 1;
  agent.free = freeOf(agent);
  countSlots(world, agent, 1);
  rankAgain(world, agent);
}

/** Puts the agent at the end of the ready ones again, wherever they belong now. */
export function rankAgain(world: World, agent: Agent): void {
  agent.readyLoad = -1;
  agent.readyStamp = ++world.stamps;
  refreshReady(world, agent);
}

function logOut(world: World, agent: Agent): void {
  agent.leaving = false;
  agent.loggedIn = false;
  const { id: agentId, loginOrdinal, sourceIp, loggedInAt } = agent;
  const onlineMs = world.now - (loggedInAt ?? world.now);
  agent.statusToken++;
  setState(world, agent, 'offline', null);
  refreshServing(world, agent);
  refreshFree(world, agent, null);
  refreshReady(world, agent);
  agent.loggedInAt = null;
  emit(world, { type: 'agent.logged-out', at: world.now, agentId, loginOrdinal, sourceIp, onlineMs });
}

function setState(world: World, agent: Agent, to: AgentState, contactId: ContactId | null): void {
  const from = agent.state;
  if (from === to) return;
  const { now } = world;
  const previousMs = now - agent.stateSince;
  agent.state = to;
  agent.stateSince = now;
  emit(world, {
    type: 'agent.state-changed',
    at: now,
    agentId: agent.id,
    from,
    to,
    previousMs,
    contactId,
  });
}

function deriveState(agent: Agent): AgentState {
  if (!agent.loggedIn) return 'offline';
  let state: AgentState = agent.status.base === 'available' ? 'available' : 'away';
  for (const { phase, contact } of agent.legs) {
    if (phase === 'talking') return 'on-contact';
    if (phase === 'ringing' && contact.channel === 'voice') state = 'allocated';
    else if (phase === 'wrap-up' && state !== 'allocated') state = 'wrap-up';
  }
  return state;
}

function refreshServing(world: World, agent: Agent): void {
  const serving = agent.loggedIn && !agent.leaving && agent.status.base === 'available';
  if (serving === agent.serving) return;
  agent.serving = serving;
  countServing(agent, serving ? 1 : -1);
  for (const queue of agent.queues) markStaleAround(world, queue, null);
}

function refreshFree(world: World, agent: Agent, contactId: ContactId | null): void {
  const before = agent.free;
  const now = freeOf(agent);
  if (now.voice === before.voice && now.chat === before.chat) return;
  agent.free = now;
  for (const queue of agent.queues) {
    queue.freeSlots += now[queue.channel] - before[queue.channel];
    markStale(world, queue, contactId);
  }
}

/** How many more calls, or chats, could be given to the agent. */
function freeOf(agent: Agent): Agent['free'] {
  if (!isFree(agent)) return nothingFree;
  return { voice: agent.legs.length === 0 ? 1 : 0, chat: agent.slots - agent.legs.length };
}

/** Adds the agent's slots to what the queues count, or takes them out (`-1`). */
function countSlots(world: World, agent: Agent, sign: 1 | -1): void {
  if (agent.serving) countServing(agent, sign);
  for (const queue of agent.queues) {
    queue.freeSlots += sign * agent.free[queue.channel];
    markStaleAround(world, queue, null);
  }
}

function countServing(agent: Agent, sign: 1 | -1): void {
  for (const queue of agent.queues) {
    const slots = sign * slotsFor(agent, queue);
    queue.servingSlots += slots;
    for (const other of agent.queues) {
      if (other === queue) continue;
      const shared = (queue.sharedSlots.get(other) ?? 0) + slots;
      if (shared > 0) queue.sharedSlots.set(other, shared);
      else queue.sharedSlots.delete(other);
    }
  }
}

function refreshReady(world: World, agent: Agent): void {
  const free = isFree(agent);
  const load = free && !agent.fetchMode ? agent.legs.length : -1;
  if (load === agent.readyLoad) return;
  agent.readyLoad = load;
  agent.readyStamp = ++world.stamps;
  if (load < 0) return;
  for (const queue of agent.queues) {
    if (queue.channel === 'voice' && load > 0) continue;
    queue.ready.add(agent);
    if (queue.waiting.length > 0 || queue.leads.length > 0) markForRouting(world, queue);
  }
}

function slotsFor(agent: Agent, queue: Queue): number {
  return queue.channel === 'voice' ? 1 : agent.slots;
}

/** Takes the item out of the list. It is mostly the last one: who has a call has nothing else. */
function remove<T>(list: T[], item: T): void {
  if (list.at(-1) === item) list.pop();
  else list.splice(list.indexOf(item), 1);
}
