import { refreshAgent } from '../agents/agents.ts';
import { noteAttempt } from '../queues/callback-book.ts';
import { closeContact, concludeContact, endPatience } from './ending.ts';
import type { Party } from '../model/events/contact-facts.ts';
import type { Contact, Leg } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { offerSupervision, endSupervision } from '../agents/supervision.ts';
import { pauseTalk, planTalk, runTalk } from './talk.ts';
import { requestedOf, startAfterWork } from '../agents/work.ts';
import { emit } from '../model/emit.ts';

/** The agent, or on an outbound call the customer, answers: they talk. */
export function connect(world: World, leg: Leg): void {
  if (leg.phase !== 'ringing') return;
  const { contact, agent, queue } = leg;
  leg.phase = 'talking';
  leg.connectedAt = world.now;
  leg.customerTurnsBefore = contact.turns.customer;
  contact.phase = 'talking';
  endPatience(contact);
  const requested = requestedOf(leg);
  if (requested !== null) {
    requested.allocatedCount--;
    requested.connectedCount++;
  }
  emit(world, {
    type: 'contact.connected',
    at: world.now,
    contactId: contact.id,
    agentId: agent.id,
    queueId: queue?.id ?? null,
    waitedMs: contact.queueWaitMs,
    wrapUpMaxMs: queue === null || queue.config.wrap_up === 0 ? null : queue.config.wrap_up,
  });
  refreshAgent(world, agent, contact.id);
  noteAttempt(world, contact, agent, true);
  if (contact.channel === 'voice') offerSupervision(world, leg);
  contact.talk = planTalk(contact);
  runTalk(world, contact);
}

/** The agent puts the customer on hold, for `forMs` or until `contact.resume`. */
export function hold(world: World, contact: Contact, forMs: number | null): void {
  const { leg } = contact;
  if (leg === null || leg.held) return;
  pauseTalk(world, contact);
  leg.held = true;
  leg.heldSince = world.now;
  leg.agent.heldCount++;
  emit(world, {
    type: 'contact.held',
    at: world.now,
    contactId: contact.id,
    agentId: leg.agent.id,
  });
  if (forMs === null) return;
  world.agenda.add(world.now + forMs, { kind: 'resume', contact, token: contact.talkToken });
}

/** The agent comes back to the customer. */
export function resume(world: World, contact: Contact): void {
  const { leg } = contact;
  if (leg === null || !leg.held) return;
  leg.held = false;
  leg.agent.heldCount--;
  const heldMs = world.now - leg.heldSince;
  emit(world, {
    type: 'contact.resumed',
    at: world.now,
    contactId: contact.id,
    agentId: leg.agent.id,
    heldMs,
  });
  runTalk(world, contact);
}

/** The conversation with this agent ends, by hang-up or transfer. */
export function disconnect(world: World, leg: Leg, by: Party, transferred: boolean): void {
  const { contact, agent, queue } = leg;
  endSupervision(world, leg);
  if (leg.held) {
    leg.held = false;
    agent.heldCount--;
  }
  const requested = requestedOf(leg);
  if (requested !== null) requested.connectedCount--;
  const handledMs = world.now - leg.connectedAt;
  contact.talkedMs += handledMs;
  pauseTalk(world, contact);
  contact.talk = null;
  contact.talkToken++;
  contact.leg = null;
  leg.transferred = transferred;
  emit(world, {
    type: 'contact.disconnected',
    at: world.now,
    contactId: contact.id,
    agentId: agent.id,
    queueId: queue?.id ?? null,
    by,
    handledMs,
    transferred,
    ghost: contact.turns.customer === leg.customerTurnsBefore,
  });
}

/** The conversation and with it the contact's main part is over; work after it may follow. `timedOut`: the customer fell silent. */
export function hangUp(world: World, contact: Contact, by: Party, timedOut = false): void {
  const { leg } = contact;
  if (leg === null || leg.phase !== 'talking') return;
  const at = world.now;
  if (timedOut) emit(world, { type: 'contact.timed-out', at, contactId: contact.id });
  else if (contact.channel === 'chat' && by === 'customer') {
    emit(world, { type: 'contact.customer-left', at, contactId: contact.id });
  }
  disconnect(world, leg, by, false);
  const outcome = timedOut ? 'timed-out' : contact.pickUp === 'machine' ? 'machine' : 'answered';
  concludeContact(world, contact, { outcome, by });
  startAfterWork(world, leg);
  closeContact(world, contact);
}
