import { isOpen, nextChange, scheduleAt } from '../model/calendar.ts';
import type { QueueClosure, QueueEvent } from '../model/events/queue-event.ts';
import type { ContactId } from '../model/ids.ts';
import type { Contact, Leg, Queue } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { emit } from '../model/emit.ts';

/** An estimate needs this many contacts that were handled. */
const enoughHandled = 5;
/** The mean handling time follows about this many contacts. */
const meanOver = 20;

type SizeCause = Extract<QueueEvent, { type: 'queue.size-changed' }>['cause'];

/** Lets routing look at the queue before the step ends. */
export function markForRouting(world: World, queue: Queue): void {
  if (queue.isMarked) return;
  queue.isMarked = true;
  world.markedQueues.push(queue);
}

/** Emits the new size, then the new estimate, then whether that opens or closes the queue. */
export function emitQueueSize(world: World, queue: Queue, contactId: ContactId, cause: SizeCause): void {
  const { now } = world;
  const size = queue.waiting.length;
  emit(world, { type: 'queue.size-changed', at: now, queueId: queue.id, contactId, size, cause });
  const estimatedWaitMs = (queue.estimatedWaitMs = estimateWait(queue));
  emit(world, { type: 'queue.wait-estimated', at: now, queueId: queue.id, contactId, estimatedWaitMs });
  refreshClosure(world, queue, contactId);
}

/**
 * How long a contact that joins the end of the queue now can expect to wait: nothing while an agent is ready, else its
 * position times the recent mean handling time, shared by the slots of the agents who serve. Whole seconds, in ms. `null`
 * until five contacts were handled, and while nobody serves.
 */
export function estimateWait(queue: Queue): number | null {
  if (queue.handledCount < enoughHandled || queue.servingSlots === 0) return null;
  if (queue.waiting.length === 0 && queue.ready.peek() !== undefined) return 0;
  const seconds = ((queue.waiting.length + 1) * queue.handlingMeanMs) / queue.servingSlots / 1000;
  return Math.round(seconds) * 1000;
}

/** Takes the handling time of a contact that an agent is done with into the mean. */
export function learnHandling(world: World, { queue, allocatedAt }: Leg): void {
  if (queue === null) return;
  queue.handledCount++;
  const share = 1 / Math.min(queue.handledCount, meanOver);
  queue.handlingMeanMs += (world.now - allocatedAt - queue.handlingMeanMs) * share;
}

/** Looks at every reason to be closed, and emits the closure when one came or went. */
export function refreshClosure(world: World, queue: Queue, contactId: ContactId | null): void {
  queue.estimatedWaitMs = estimateWait(queue);
  const closure = closureOf(queue, queue.closure.byHours, queue.closure.byHoliday);
  if (sameClosure(closure, queue.closure)) return;
  setClosure(world, queue, closure, contactId);
}

/** Opens or closes the queue by the clock, emits that when it changed, and schedules the next change. */
export function followHours(world: World, queue: Queue): void {
  const { byHours, byHoliday } = closedByClock(world, queue);
  queue.schedule = scheduleAt(queue.timetable, world.now);
  const closure = closureOf(queue, byHours, byHoliday);
  if (!sameClosure(closure, queue.closure)) setClosure(world, queue, closure, null);
  arrangeHours(world, queue);
}

/** Takes over hours and holidays that were set: for the start of the run, and for commands. */
export function setHours(world: World, queue: Queue): void {
  queue.timetable =
    queue.hours.length === 0 && queue.holidays.length === 0
      ? [{ from: -Infinity, to: Infinity }]
      : world.calendar.timetable(queue.hours, queue.holidays);
  queue.hoursToken++;
}

/** Whether the weekly hours, or a holiday, keep the queue closed now. */
function closedByClock(world: World, queue: Queue): { byHours: boolean; byHoliday: boolean } {
  const { calendar, now } = world;
  const byHoliday = queue.holidays.length > 0 && queue.holidays.includes(calendar.date(now));
  const inHours = queue.hours.length === 0 || isOpen(calendar.timetable(queue.hours, []), now);
  return { byHours: !inHours, byHoliday };
}

/** Openings and closings are known in advance; a holiday begins and ends at midnight whether the queue was open or not. */
function arrangeHours(world: World, queue: Queue): void {
  const change = nextChange(queue.timetable, world.now);
  const next = queue.holidays.length === 0 ? change : Math.min(change, world.calendar.next(world.now, 0));
  if (next > world.endMs) return;
  world.agenda.add(next, { kind: 'hours', queue, token: queue.hoursToken });
}

function closureOf(queue: Queue, byHours: boolean, byHoliday: boolean): QueueClosure {
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

function setClosure(world: World, queue: Queue, closure: QueueClosure, contactId: ContactId | null): void {
  queue.closure = closure;
  queue.open = !isClosed(closure);
  emit(world, {
    type: 'queue.availability-changed',
    at: world.now,
    queueId: queue.id,
    contactId,
    closure,
  });
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

/** Takes a contact out of the queue and counts its wait. It may wait again later. */
export function leaveQueue(world: World, queue: Queue, contact: Contact, cause: SizeCause): void {
  const place = queue.waiting[0] === contact.id ? 0 : queue.waiting.indexOf(contact.id);
  if (place === 0) queue.waiting.shift();
  else queue.waiting.splice(place, 1);
  contact.waitToken++;
  stopWaiting(world, contact);
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
