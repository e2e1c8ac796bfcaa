import { emit } from '../model/emit.ts';
import type { QueueEvent } from '../model/events/queue-event.ts';
import type { ContactId } from '../model/ids.ts';
import type { Contact, Queue } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { learnLeaving } from './estimate.ts';
import { markStaleAround } from './standing.ts';

type SizeCause = Extract<QueueEvent, { type: 'queue.size-changed' }>['cause'];

/** Lets routing look at the queue before the step ends. */
export function markForRouting(world: World, queue: Queue): void {
  if (queue.isMarked) return;
  queue.isMarked = true;
  world.markedQueues.push(queue);
}

/** Emits the new size. Whether the wait is another one, and the queue open or closed, shows at the end of the step. */
export function emitQueueSize(world: World, queue: Queue, contactId: ContactId, cause: SizeCause): void {
  const size = queue.waiting.length;
  emit(world, { type: 'queue.size-changed', at: world.now, queueId: queue.id, contactId, size, cause });
  markStaleAround(world, queue, contactId);
}

/** Takes a contact out of the queue and counts its wait. It may wait again later. */
export function leaveQueue(world: World, queue: Queue, contact: Contact, cause: SizeCause): void {
  const place = queue.waiting[0] === contact.id ? 0 : queue.waiting.indexOf(contact.id);
  if (place === 0) queue.waiting.shift();
  else queue.waiting.splice(place, 1);
  contact.waitToken++;
  stopWaiting(world, contact);
  if (contact.queueWaitMs > 0) learnLeaving(queue, cause);
  emitQueueSize(world, queue, contact.id, cause);
}

/** Adds the present wait, if any, to what the contact has waited. */
export function stopWaiting(world: World, contact: Contact): void {
  if (contact.waitingSince === null) return;
  const waitedMs = world.now - contact.waitingSince;
  contact.waitingSince = null;
  contact.queueWaitMs += waitedMs;
  contact.queuedMs += waitedMs;
}
