import { emit } from '../model/emit.ts';
import type { QueueClosure } from '../model/events/queue-event.ts';
import type { ContactId } from '../model/ids.ts';
import type { Queue } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { estimateWait, lastPlace } from './estimate.ts';

/** Has the queue's estimate looked at before the step ends. `contactId` is the cause, `null` when no contact is. */
export function markStale(world: World, queue: Queue, contactId: ContactId | null): void {
  queue.staleBecauseOf ??= contactId;
  if (queue.isStale) return;
  queue.isStale = true;
  world.staleQueues.push(queue);
}

/** The same, when what has changed makes a difference to the queues too that have agents in common with it. */
export function markStaleAround(world: World, queue: Queue, contactId: ContactId | null): void {
  markStale(world, queue, contactId);
  for (const other of queue.sharedSlots.keys()) markStale(world, other, contactId);
}

/** Tells what has changed of the queues that something happened to: once for a step, when all of it has happened. */
export function settleQueues(world: World): void {
  if (world.staleQueues.length === 0) return;
  for (const queue of world.staleQueues) {
    settleQueue(world, queue, causeOf(world, queue));
    queue.isStale = false;
    queue.staleBecauseOf = null;
  }
  world.staleQueues.length = 0;
}

/**
 * Emits the estimate where it is another one, then whether that opens or closes the queue: what is said of a queue's
 * availability always follows from what was said of it last.
 */
export function settleQueue(world: World, queue: Queue, contactId: ContactId | null): void {
  const estimatedWaitMs = estimateWait(world, queue, lastPlace(queue));
  if (estimatedWaitMs !== queue.estimatedWaitMs) {
    queue.estimatedWaitMs = estimatedWaitMs;
    emit(world, {
      type: 'queue.wait-estimated',
      at: world.now,
      queueId: queue.id,
      contactId,
      estimatedWaitMs,
    });
  }
  refreshClosure(world, queue, contactId, queue.closure);
}

/** Looks at every reason to be closed, and emits the closure when one came or went. */
export function refreshClosure(
  world: World,
  queue: Queue,
  contactId: ContactId | null,
  byClock: Pick<QueueClosure, 'byHours' | 'byHoliday'>,
): void {
  const closure = closureOf(queue, byClock);
  const waitsPastClosing = willWaitPastClosing(world, queue);
  if (sameClosure(closure, queue.closure) && waitsPastClosing === queue.waitsPastClosing) return;
  queue.closure = closure;
  queue.waitsPastClosing = waitsPastClosing;
  queue.open = !isClosed(closure);
  emit(world, {
    type: 'queue.availability-changed',
    at: world.now,
    queueId: queue.id,
    contactId,
    closure,
    waitsPastClosing,
  });
}

/** Nothing is said of a contact after its end. */
function causeOf(world: World, { staleBecauseOf }: Queue): ContactId | null {
  if (staleBecauseOf === null) return null;
  const contact = world.contacts.get(staleBecauseOf);
  return contact === undefined || contact.phase === 'ended' ? null : contact.id;
}

function closureOf(
  queue: Queue,
  { byHours, byHoliday }: Pick<QueueClosure, 'byHours' | 'byHoliday'>,
): QueueClosure {
  const { enabled, size, estimatedWaitMs, fallbackSize } = queue.capping;
  const length = queue.waiting.length;
  const estimate = queue.estimatedWaitMs;
  return {
    byHours,
    byHoliday,
    byWaitCap: enabled && estimatedWaitMs > 0 && estimate !== null && estimate > estimatedWaitMs,
    bySizeCap: enabled && size > 0 && length >= size,
    byFallbackSizeCap: enabled && fallbackSize > 0 && estimate === null && length >= fallbackSize,
    byMitigation: queue.mitigation,
  };
}

/**
 * Whether a contact at the end of the queue can expect to wait until after it closes. When it cannot, but could while
 * nothing but time passes, that instant is put in the agenda.
 */
function willWaitPastClosing(world: World, queue: Queue): boolean {
  const { schedule, estimatedWaitMs } = queue;
  if (schedule.nextCloseAt === null || estimatedWaitMs === null || estimatedWaitMs === 0) return false;
  const lastInTimeAt = schedule.nextCloseAt - estimatedWaitMs;
  if (world.now > lastInTimeAt) return true;
  if (lastInTimeAt < queue.closingWatchedAt && lastInTimeAt < world.endMs) {
    queue.closingWatchedAt = lastInTimeAt;
    world.agenda.add(lastInTimeAt + 1, { kind: 'closing', queue, watchedAt: lastInTimeAt });
  }
  return false;
}

/** The time has come at which the estimate that the queue had would reach past its closing. */
export function watchClosing(world: World, queue: Queue, watchedAt: number): void {
  if (queue.closingWatchedAt !== watchedAt) return;
  queue.closingWatchedAt = Infinity;
  markStale(world, queue, null);
}

function isClosed(c: QueueClosure): boolean {
  return c.byHours || c.byHoliday || c.byWaitCap || c.bySizeCap || c.byFallbackSizeCap || c.byMitigation;
}

function sameClosure(a: QueueClosure, b: QueueClosure): boolean {
  return (
    a.byHours === b.byHours &&
    a.byHoliday === b.byHoliday &&
    a.byWaitCap === b.byWaitCap &&
    a.bySizeCap === b.bySizeCap &&
    a.byFallbackSizeCap === b.byFallbackSizeCap &&
    a.byMitigation === b.byMitigation
  );
}
