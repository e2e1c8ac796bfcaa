import { disconnect, hangUp, resume } from './conversation.ts';
import { closeContact, concludeContact } from './ending.ts';
import type { TransferResult } from '../model/entry.ts';
import { offer, startPatience } from '../queues/queueing.ts';
import type { Contact, Destination } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { pauseTalk, runTalk } from './talk.ts';
import { targetOf } from '../model/target.ts';
import { startAfterWork } from '../agents/work.ts';
import { emit } from '../model/emit.ts';

type Step =
  | { readonly type: 'contact.transfer-started' | 'contact.transfer-connected' }
  | { readonly type: 'contact.transfer-cancelled'; readonly reason: Exclude<TransferResult, 'connected'> };

/** The agent begins to send the customer on. The result comes after `takesMs`. */
export function startTransfer(
  world: World,
  contact: Contact,
  to: Destination,
  takesMs: number,
  result: TransferResult,
): void {
  resume(world, contact);
  pauseTalk(world, contact);
  contact.phase = 'transferring';
  contact.pendingTransfer = to;
  emitTransfer(world, contact, to, { type: 'contact.transfer-started' });
  const at = world.now + takesMs;
  world.agenda.add(at, { kind: 'transfer', contact, token: contact.talkToken, to, result });
}

/** The transfer comes out as planned: the customer is with the new target, back with the agent, or gone. */
export function finishTransfer(
  world: World,
  contact: Contact,
  to: Destination,
  result: TransferResult,
): void {
  const { leg } = contact;
  if (leg === null || contact.phase !== 'transferring') return;
  contact.phase = 'talking';
  contact.pendingTransfer = null;
  if (result === 'connected') {
    emitTransfer(world, contact, to, { type: 'contact.transfer-connected' });
    disconnect(world, leg, 'agent', true);
    startAfterWork(world, leg);
    return moveOn(world, contact, to);
  }
  emitTransfer(world, contact, to, { type: 'contact.transfer-cancelled', reason: result });
  if (result === 'customer-hung-up') return hangUp(world, contact, 'customer');
  runTalk(world, contact);
}

/** Offers the contact to the new target. One that leaves for an outside number ends: nothing is known of it beyond the centre. */
function moveOn(world: World, contact: Contact, to: Destination): void {
  if (to.kind === 'number') {
    concludeContact(world, contact, { outcome: 'answered', by: 'agent' });
    return closeContact(world, contact);
  }
  contact.passed = [];
  contact.queueWaitMs = 0;
  contact.queue = null;
  contact.queueId = null;
  startPatience(world, contact);
  offer(world, contact, to);
}

function emitTransfer(world: World, contact: Contact, to: Destination, step: Step): void {
  emit(world, {
    ...step,
    at: world.now,
    contactId: contact.id,
    agentId: contact.leg?.agent.id ?? null,
    queueId: contact.leg?.queue?.id ?? null,
    to: targetOf(to),
  });
}
