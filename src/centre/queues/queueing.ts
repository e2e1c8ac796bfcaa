import { isFree } from '../agents/agents.ts';
import { closeContact, concludeContact, endPatience } from '../contacts/ending.ts';
import type { ContactEvent } from '../model/events/contact-event.ts';
import { estimateWait } from './estimate.ts';
import { leaveQueue, emitQueueSize, markForRouting, stopWaiting } from './queues.ts';
import { settleQueue } from './standing.ts';
import { ring } from './ringing.ts';
import { drawMs } from '../model/sample.ts';
import type { Agent, Contact, Destination, Leg, Queue } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { destinationNamed, targetOf } from '../model/target.ts';
import { cancelAllocation } from '../agents/work.ts';
import { emit } from '../model/emit.ts';

/** Why a contact goes on to another target. */
export type OverflowReason = Extract<ContactEvent, { type: 'contact.overflowed' }>['reason'];

/** The customer's patience begins, or starts over after a transfer. */
export function startPatience(world: World, contact: Contact): void {
  const { patience } = contact.plan;
  endPatience(contact);
  contact.waitStartedAt = world.now;
  if (patience === 'endless') return;
  contact.patience = { kind: 'patience', contact };
  world.agenda.add(world.now + drawMs(contact.uniform, patience), contact.patience);
}

/** Offers the contact to a target: a queue, an agent's telephone, or a number outside the centre. */
export function offer(world: World, contact: Contact, to: Destination): void {
  switch (to.kind) {
    case 'queue':
      return offerToQueue(world, contact, to.queue);
    case 'agent':
      return offerToAgent(world, contact, to.agent);
    case 'number':
      concludeContact(world, contact, { outcome: 'deflected', by: 'system' });
      return closeContact(world, contact);
  }
}

/** Sends a contact that nobody took on to the next target, from the queue or the telephone it was at. */
export function overflow(
  world: World,
  contact: Contact,
  from: Destination,
  to: Destination,
  reason: OverflowReason,
): void {
  const { now: at } = world;
  const contactId = contact.id;
  emit(world, {
    type: 'contact.overflowed',
    at,
    contactId,
    from: targetOf(from),
    to: targetOf(to),
    reason,
  });
  if (from.kind === 'queue') {
    contact.passed.push(from.queue.id);
    // Who is sent on to the queue that they left does not stand in it.
    if (contact.waitingSince !== null) leaveQueue(world, from.queue, contact, 'overflowed');
  }
  offer(world, contact, to);
}

/** The customer gives up before an agent answers. */
export function abandon(world: World, contact: Contact): void {
  const { leg, queue } = contact;
  const waited = contact.phase === 'waiting';
  stopWaiting(world, contact);
  if (leg !== null) cancelAllocation(world, leg, 'abandoned');
  emit(world, {
    type: 'contact.abandoned',
    at: world.now,
    contactId: contact.id,
    queueId: contact.direction === 'outbound' ? null : (queue?.id ?? null),
    waitedMs: contact.queueWaitMs,
  });
  if (waited && queue !== null) leaveQueue(world, queue, contact, 'abandoned');
  concludeContact(world, contact, { outcome: 'abandoned', by: 'customer' });
  closeContact(world, contact);
}

/** An agent did not take the contact: it waits again at the head of its queue, or goes on. */
export function notTaken(world: World, leg: Leg, reason: 'no-answer' | 'declined'): void {
  if (leg.phase !== 'ringing') return;
  const { contact, agent, queue } = leg;
  cancelAllocation(world, leg, reason);
  if (queue === null) return refuseDirect(world, contact, agent, reason);
  const next = overflowOf(world, contact, queue);
  if (queue.config.on_no_answer === 'overflow' && next !== undefined) {
    return overflow(world, contact, { kind: 'queue', queue }, next, reason);
  }
  queue.waiting.unshift(contact.id);
  waitIn(world, contact, queue);
  emitQueueSize(world, queue, contact.id, 'returned');
}

/** The longest wait that the queue allows is over: the contact goes on, or is ended. */
export function endWait(world: World, contact: Contact): void {
  const { queue } = contact;
  if (queue === null) return;
  const next = overflowOf(world, contact, queue);
  if (next !== undefined) return overflow(world, contact, { kind: 'queue', queue }, next, 'max-wait');
  emit(world, { type: 'contact.timed-out', at: world.now, contactId: contact.id });
  leaveQueue(world, queue, contact, 'timed-out');
  concludeContact(world, contact, { outcome: 'timed-out', by: 'system' });
  closeContact(world, contact);
}

/** Announces the estimated wait to the customer, and schedules the next announcement. */
export function announceWait(world: World, contact: Contact): void {
  const { queue } = contact;
  if (queue === null || contact.phase !== 'waiting') return;
  const position = queue.waiting.indexOf(contact.id) + 1;
  emit(world, {
    type: 'contact.wait-announced',
    at: world.now,
    contactId: contact.id,
    queueId: queue.id,
    estimatedWaitMs: estimateWait(world, queue, position),
    position,
  });
  arrangeAnnouncement(world, contact, queue);
}

function offerToQueue(world: World, contact: Contact, queue: Queue): void {
  contact.queue = queue;
  contact.queueId = queue.id;
  contact.queueWaitMs = 0;
  emit(world, { type: 'contact.offered', at: world.now, contactId: contact.id, queueId: queue.id });
  settleQueue(world, queue, contact.id);
  const next = overflowOf(world, contact, queue);
  if (!queue.open) return overflowOrDeflect(world, contact, queue, next);
  if (queue.servingSlots === 0 && next !== undefined) {
    return overflow(world, contact, { kind: 'queue', queue }, next, 'no-agents');
  }
  const size = queue.waiting.push(contact.id);
  emit(world, {
    type: 'contact.queued',
    at: world.now,
    contactId: contact.id,
    queueId: queue.id,
    size,
  });
  waitIn(world, contact, queue);
  emitQueueSize(world, queue, contact.id, 'queued');
  const { callback } = contact.plan;
  if (callback === null || contact.uniform() >= callback.share) return;
  const at = world.now + drawMs(contact.uniform, callback.after);
  world.agenda.add(at, { kind: 'callback-request', contact, token: contact.waitToken });
}

function overflowOrDeflect(
  world: World,
  contact: Contact,
  queue: Queue,
  next: Destination | undefined,
): void {
  const { closure } = queue;
  if (next !== undefined) {
    const full = closure.bySizeCap || closure.byFallbackSizeCap || closure.byWaitCap;
    return overflow(world, contact, { kind: 'queue', queue }, next, full ? 'queue-full' : 'queue-closed');
  }
  emit(world, {
    type: 'contact.deflected',
    at: world.now,
    contactId: contact.id,
    queueId: queue.id,
    closure,
  });
  concludeContact(world, contact, { outcome: 'deflected', by: 'system' });
  closeContact(world, contact);
}

function offerToAgent(world: World, contact: Contact, agent: Agent): void {
  contact.agentId = agent.id;
  const takes = agent.channels.includes(contact.channel);
  const fits = contact.channel === 'chat' || agent.legs.length === 0;
  if (takes && fits && isFree(agent)) return ring(world, contact, agent, null);
  refuseDirect(world, contact, agent, refusalOf(agent));
}

function refuseDirect(world: World, contact: Contact, agent: Agent, reason: OverflowReason): void {
  const named = agent.transferTo ?? agent.config.overflow_to;
  const next =
    named === undefined
      ? agent.queues.find(({ channel, id }) => channel === contact.channel && !contact.passed.includes(id))
      : undefined;
  const to =
    next === undefined ? named && destinationNamed(world, named) : ({ kind: 'queue', queue: next } as const);
  if (to && !(to.kind === 'agent' && to.agent === agent) && mayPass(contact, to)) {
    return overflow(world, contact, { kind: 'agent', agent }, to, reason);
  }
  concludeContact(world, contact, { outcome: 'deflected', by: 'system' });
  closeContact(world, contact);
}

function refusalOf(agent: Agent): OverflowReason {
  if (!agent.loggedIn || agent.leaving) return 'off-work';
  return agent.status.base === 'available' ? 'busy' : 'do-not-disturb';
}

/** Where the queue's overflow leads, unless the contact has been there: no contact overflows in a circle. */
function overflowOf(world: World, contact: Contact, queue: Queue): Destination | undefined {
  const name = queue.config.overflow_to;
  const to = name === undefined ? undefined : destinationNamed(world, name);
  return to !== undefined && mayPass(contact, to) && !(to.kind === 'queue' && to.queue === queue)
    ? to
    : undefined;
}

function mayPass(contact: Contact, to: Destination): boolean {
  return (
    to.kind !== 'queue' || (!contact.passed.includes(to.queue.id) && to.queue.channel === contact.channel)
  );
}

function waitIn(world: World, contact: Contact, queue: Queue): void {
  contact.phase = 'waiting';
  contact.waitingSince = world.now;
  contact.waitToken++;
  markForRouting(world, queue);
  arrangeAnnouncement(world, contact, queue);
  const { max_wait } = queue.config;
  if (max_wait === undefined) return;
  const at = world.now + Math.max(0, max_wait - contact.queueWaitMs);
  world.agenda.add(at, { kind: 'max-wait', contact, token: contact.waitToken });
}

function arrangeAnnouncement(world: World, contact: Contact, queue: Queue): void {
  const everyMs = queue.config.announce_every;
  if (everyMs === 0) return;
  world.agenda.add(world.now + everyMs, { kind: 'announcement', contact, token: contact.waitToken });
}
