import { closeCallback } from '../queues/callback-book.ts';
import type { ContactOutcome, Party } from '../model/events/contact-facts.ts';
import { drawMs } from '../model/sample.ts';
import type { Contact } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { emit } from '../model/emit.ts';

/** How a contact ends when nobody talks about it any more. */
export interface Ending {
  readonly outcome: ContactOutcome;
  readonly by: Party;
}

/**
 * The customer's part is over. What agents still do (work after the contact) and a survey go on; `contact.ended` follows
 * when they are done, last of all. Call {@link closeContact} after all other events.
 */
export function concludeContact(world: World, contact: Contact, ending: Ending): void {
  const { by } = ending;
  // Whoever talked to an agent before a transfer failed counts as answered. A chat times out in a conversation too.
  const unheard =
    ending.outcome === 'abandoned' ||
    ending.outcome === 'deflected' ||
    (ending.outcome === 'timed-out' && contact.phase === 'waiting');
  const outcome = unheard && contact.talkedMs > 0 ? 'answered' : ending.outcome;
  contact.phase = 'after';
  contact.over = { at: world.now, outcome };
  contact.endedBy = by;
  endPatience(contact);
  contact.waitToken++;
  contact.talkToken++;
  if (contact.callback !== null && outcome === 'answered')
    closeCallback(world, contact.callback, contact.agentId);
  if (contact.channel === 'chat') {
    const settled = outcome === 'answered' || outcome === 'contained';
    const resolved = settled && contact.uniform() < contact.plan.resolved;
    contact.resolved = resolved;
    emit(world, { type: 'contact.conversation-ended', at: world.now, contactId: contact.id, resolved });
  }
  const { survey } = contact.plan;
  if (survey === null || outcome !== 'answered' || contact.uniform() >= survey.share) return;
  contact.surveyDue = true;
  world.agenda.add(world.now + drawMs(contact.uniform, survey.after), { kind: 'survey', contact });
}

/** Nobody waits any more, or another wait begins: what was arranged for the end of the customer's patience is void. */
export function endPatience(contact: Contact): void {
  if (contact.patience === null) return;
  contact.patience.contact = null;
  contact.patience = null;
}

/** Emits `contact.ended` once nothing of the contact is left to do. */
export function closeContact(world: World, contact: Contact): void {
  const { over } = contact;
  if (over === undefined || contact.phase !== 'after' || contact.openLegs > 0 || contact.surveyDue) return;
  contact.phase = 'ended';
  world.overContacts.push(contact.id);
  world.lastOverAt = world.now;
  emit(world, {
    type: 'contact.ended',
    at: world.now,
    contactId: contact.id,
    outcome: over.outcome,
    by: contact.endedBy,
    durationMs: over.at - contact.createdAt,
    talkedMs: contact.talkedMs,
    queuedMs: contact.queuedMs,
  });
}
