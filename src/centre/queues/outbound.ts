import { assignCallback, closeCallback, noteAttempt } from './callback-book.ts';
import { createContact } from '../contacts/contacts.ts';
import { connect } from '../contacts/conversation.ts';
import { abandon } from './queueing.ts';
import { markForRouting } from './queues.ts';
import { drawMs } from '../model/sample.ts';
import type { Agent, Callback, Contact, Lead, Leg, Queue } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { allocate } from '../agents/work.ts';

/** A customer who was not reached is tried again after this. */
const retryAfterMs = 10 * 60_000;
/** After so many attempts nobody calls again. */
const mostAttempts = 3;

/** Keeps the call until an agent of the queue has nothing else to do. */
export function addLead(world: World, queue: Queue, lead: Lead): void {
  queue.leads.push(lead);
  markForRouting(world, queue);
}

/** The agent calls: they are busy until somebody or something picks up, or nobody does. */
export function dial(world: World, lead: Lead, agent: Agent): Contact {
  const { callback, draft } = lead;
  if (callback !== null) assignCallback(world, callback, agent);
  const contact = createContact(world, draft);
  contact.callback = callback;
  const leg = allocate(world, contact, agent, draft.queue);
  world.agenda.add(world.now + drawMs(contact.uniform, contact.plan.ring), { kind: 'answer', leg });
  return contact;
}

/** The result of the ringing: on an inbound contact the agent answers; on an outbound one the customer does, or does not. */
export function pickUp(world: World, leg: Leg): void {
  if (leg.phase !== 'ringing') return;
  const { contact, agent } = leg;
  if (contact.direction === 'inbound' || contact.pickUp !== 'abandoned') return connect(world, leg);
  noteAttempt(world, contact, agent, false);
  const { callback } = contact;
  abandon(world, contact);
  if (callback === null || callback.closed || callback.byHand) return;
  if (callback.attempts.length >= mostAttempts) return closeCallback(world, callback, agent.id);
  world.agenda.add(world.now + retryAfterMs, { kind: 'callback', callback });
}

/** The next call of the queue that is still wanted; it is taken out. */
export function takeLead(queue: Queue): Lead | undefined {
  for (;;) {
    const lead = queue.leads.shift();
    if (lead === undefined || lead.callback === null || !lead.callback.closed) return lead;
  }
}

/** Whether somebody waits for this queue's agents to call. */
export function hasLead({ leads }: Queue): boolean {
  return leads.some(({ callback }: { callback: Callback | null }) => callback === null || !callback.closed);
}
