import type { QueueEvent } from '../model/events/queue-event.ts';
import type { Contact, Leg, Queue } from '../model/state.ts';
import type { World } from '../model/world.ts';

/** An estimate of a wait needs this many contacts that were handled. */
const enoughHandled = 5;
/** What is learnt follows about this many contacts. */
const meanOver = 20;

/**
 * How long a contact at that `place` of the queue, 1 for the head, can expect to wait: nothing while a slot is free for it,
 * else until so many of the slots that serve have come free. Whole seconds, in ms. `null` while nobody serves, and while all
 * are busy until five contacts were handled.
 */
export function estimateWait(world: World, queue: Queue, place: number): number | null {
  const { freeSlots, servingSlots, handledCount, handlingMeanMs, handlingSquareMean, servedShare } = queue;
  const beyond = place - freeSlots;
  if (beyond <= 0) return 0;
  if (servingSlots === 0 || handledCount < enoughHandled) return null;
  // The first slot to come free is on its way already: what is left of a contact, on average over its time (the paradox of
  // the inspection), is half of its mean when all take equally long, and all of it when they are as different as can be.
  const restMs = Math.min(handlingSquareMean / (2 * handlingMeanMs), handlingMeanMs);
  const aheadMs = (beyond - 1) * servedShare * handlingMeanMs + aheadElsewhereMs(world, queue, place);
  return Math.round((aheadMs + restMs) / servingSlots / 1000) * 1000;
}

/** The work that the queue's agents will do first for contacts which wait in other queues that they serve, too. */
function aheadElsewhereMs(world: World, queue: Queue, place: number): number {
  let sumMs = 0;
  const id = queue.waiting[place - 1];
  const since = (id === undefined ? undefined : world.contacts.get(id))?.waitStartedAt ?? world.now;
  for (const [other, slots] of queue.sharedSlots) {
    if (other.waiting.length === 0 || other.priority < queue.priority) continue;
    const count = other.priority > queue.priority ? other.waiting.length : countBefore(world, other, since);
    // Agents of this queue get so many of them as they are of that queue's agents.
    const share = slots / Math.max(slots, other.servingSlots);
    sumMs += count * share * other.servedShare * (other.handlingMeanMs || queue.handlingMeanMs);
  }
  return sumMs;
}

/** How many have waited in the queue since then, or longer. The latest stand at its end. */
function countBefore({ contacts }: World, { waiting }: Queue, since: number): number {
  let count = waiting.length;
  while (count > 0) {
    const contact = contacts.get(waiting[count - 1] as Contact['id']);
    if (contact === undefined || contact.waitStartedAt <= since) break;
    count--;
  }
  return count;
}

/** The place at the end of the queue: that of the contact that waits there, or of the next one to come. */
export function lastPlace({ waiting }: Queue): number {
  return Math.max(1, waiting.length);
}

/** Takes into the mean whether a contact that waited got an agent: not all that stand in the line will. */
export function learnLeaving(
  queue: Queue,
  cause: Extract<QueueEvent, { type: 'queue.size-changed' }>['cause'],
): void {
  const served = cause === 'allocated' ? 1 : 0;
  queue.servedShare += (served - queue.servedShare) / meanOver;
}

/** Takes the handling time of a contact that an agent is done with into the mean. */
export function learnHandling(world: World, { queue, allocatedAt }: Leg): void {
  if (queue === null) return;
  const tookMs = world.now - allocatedAt;
  queue.handledCount++;
  const share = 1 / Math.min(queue.handledCount, meanOver);
  queue.handlingMeanMs += (tookMs - queue.handlingMeanMs) * share;
  queue.handlingSquareMean += (tookMs ** 2 - queue.handlingSquareMean) * share;
}
