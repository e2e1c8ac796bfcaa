import { refreshAgent, setLoad } from './agents.ts';
import { closeContact } from '../contacts/ending.ts';
import { fillIn, summarise } from '../contacts/matter.ts';
import { learnHandling } from '../queues/estimate.ts';
import { leaveQueue, stopWaiting } from '../queues/queues.ts';
import { markStaleAround } from '../queues/standing.ts';
import { drawMs } from '../model/sample.ts';
import type { Agent, Contact, Leg, Queue } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { emit } from '../model/emit.ts';

/** The queue that counts the contact among those who came to it; `null` where an agent calls, or is called directly. */
export function requestedOf({ queue, contact }: Leg): Queue | null {
  return contact.direction === 'inbound' ? queue : null;
}

/** Gives the contact to the agent: it leaves the line, if it stood in one, and fills a slot. `queue` is `null` on a direct call. */
export function allocate(world: World, contact: Contact, agent: Agent, queue: Queue | null): Leg {
  const waits = contact.phase === 'waiting' && queue !== null;
  stopWaiting(world, contact);
  const leg: Leg = {
    contact,
    agent,
    queue,
    phase: 'ringing',
    allocatedAt: world.now,
    connectedAt: 0,
    customerTurnsBefore: 0,
    held: false,
    heldSince: 0,
    transferred: false,
    wrapUpStartedAt: 0,
    wrapUpMs: 0,
  };
  contact.leg = leg;
  contact.openLegs++;
  contact.phase = 'ringing';
  contact.agentId = agent.id;
  const requested = requestedOf(leg);
  if (requested !== null) requested.allocatedCount++;
  emit(world, {
    type: 'contact.allocated',
    at: world.now,
    contactId: contact.id,
    agentId: agent.id,
    queueId: queue?.id ?? null,
    waitedMs: contact.queueWaitMs,
  });
  if (waits) leaveQueue(world, queue, contact, 'allocated');
  setLoad(world, leg, true);
  refreshAgent(world, agent, contact.id);
  return leg;
}

/** Takes back what the agent did not take. The contact is nowhere then: the caller decides where it goes. */
export function cancelAllocation(
  world: World,
  leg: Leg,
  reason: 'no-answer' | 'declined' | 'abandoned',
): void {
  const { contact, agent, queue } = leg;
  leg.phase = 'over';
  contact.leg = null;
  contact.openLegs--;
  const requested = requestedOf(leg);
  if (requested !== null) requested.allocatedCount--;
  emit(world, {
    type: 'contact.allocation-cancelled',
    at: world.now,
    contactId: contact.id,
    agentId: agent.id,
    queueId: queue?.id ?? null,
    reason,
  });
  setLoad(world, leg, false);
  refreshAgent(world, agent, contact.id);
}

/** What the agent does once the conversation is over: wrap-up where the queue allows for it, else nothing but the form. */
export function startAfterWork(world: World, leg: Leg): void {
  const { contact, agent, queue } = leg;
  const maxMs = queue?.config.wrap_up ?? 0;
  const plannedMs = drawMs(contact.uniform, contact.plan.wrap_up);
  if (queue === null || maxMs === 0 || plannedMs === 0) {
    fillInForm(world, leg);
    return release(world, leg);
  }
  const { now } = world;
  leg.phase = 'wrap-up';
  leg.wrapUpStartedAt = now;
  leg.wrapUpMs = Math.min(plannedMs, maxMs);
  if (contact.channel === 'voice') {
    agent.wrapUp = { startedAt: now, endsAt: now + maxMs, contactId: contact.id };
  }
  emit(world, {
    type: 'contact.wrap-up-started',
    at: now,
    contactId: contact.id,
    agentId: agent.id,
    queueId: queue.id,
    wrapUpMaxMs: maxMs,
  });
  refreshAgent(world, agent, contact.id);
  const reason = plannedMs < maxMs ? 'manual' : 'timer';
  world.agenda.add(now + leg.wrapUpMs, { kind: 'wrap-up', leg, reason });
}

/** The agent is done with the contact, by hand or because time is up. */
export function endWrapUp(world: World, leg: Leg, reason: 'manual' | 'timer'): void {
  if (leg.phase !== 'wrap-up') return;
  const { contact, agent, queue } = leg;
  fillInForm(world, leg);
  emit(world, {
    type: 'contact.wrap-up-ended',
    at: world.now,
    contactId: contact.id,
    agentId: agent.id,
    queueId: queue?.id ?? null,
    reason,
    elapsedMs: world.now - leg.wrapUpStartedAt,
  });
  if (agent.wrapUp?.contactId === contact.id) agent.wrapUp = null;
  release(world, leg);
  closeContact(world, contact);
}

function release(world: World, leg: Leg): void {
  leg.phase = 'over';
  leg.contact.openLegs--;
  learnHandling(world, leg);
  if (leg.queue !== null) markStaleAround(world, leg.queue, leg.contact.id);
  setLoad(world, leg, false);
  refreshAgent(world, leg.agent, leg.contact.id);
}

/** Only the last agent of a contact knows what it was about. */
function fillInForm(world: World, { contact, agent, transferred, customerTurnsBefore }: Leg): void {
  if (transferred || contact.pickUp === 'machine') return;
  const { disposition, summary } = contact.plan;
  const { now: at } = world;
  const isGhost = contact.turns.agent > 0 && contact.turns.customer === customerTurnsBefore;
  if (disposition !== null && contact.uniform() < disposition.share) {
    const { fields, note } = fillIn(world, contact, isGhost);
    emit(world, {
      type: 'contact.disposed',
      at,
      contactId: contact.id,
      agentId: agent.id,
      fields,
      note,
    });
  }
  if (summary !== null && contact.uniform() < summary.share) {
    const text = summarise(world, contact, isGhost);
    emit(world, {
      type: 'contact.summarised',
      at,
      contactId: contact.id,
      agentId: agent.id,
      text,
    });
  }
}
