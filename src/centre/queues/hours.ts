import { emit } from '../model/emit.ts';
import { isOpen, nextChange, scheduleAt } from '../model/calendar.ts';
import type { Queue } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { refreshClosure } from './standing.ts';

/** Opens or closes the queue by the clock, emits that when it changed, and schedules the next change. */
export function followHours(world: World, queue: Queue): void {
  const { calendar, now } = world;
  queue.schedule = scheduleAt(queue.timetable, now);
  queue.closingWatchedAt = Infinity;
  refreshClosure(world, queue, null, {
    byHours: !isOpen(queue.week, now),
    byHoliday: queue.holidays.length > 0 && queue.holidays.includes(calendar.date(now)),
  });
  arrangeHours(world, queue);
}

/** Takes over hours and holidays that were set: for the start of the run, and for commands. */
export function setHours(world: World, queue: Queue): void {
  queue.timetable = world.calendar.timetable(queue.hours, queue.holidays);
  queue.week = world.calendar.timetable(queue.hours, []);
  queue.hoursToken++;
}

/** Arranges to tell when the clocks of the centre change next, if they do before the end. */
export function arrangeClockChange(world: World): void {
  world.clocksChangeAt = world.calendar.nextOffsetChange(world.now, world.endMs);
  if (world.clocksChangeAt <= world.endMs) world.agenda.add(world.clocksChangeAt, { kind: 'clocks' });
}

/** Once the clocks have changed, what was told of every queue's hours is not true any more: they are told anew. */
export function followClocks(world: World): void {
  arrangeClockChange(world);
  for (const { id: queueId } of world.queues)
    emit(world, { type: 'queue.hours-changed', at: world.now, queueId });
}

/**
 * Openings and closings are known in advance, on holidays too, on which they make no difference but to the reason; a holiday
 * begins and ends at midnight whether the queue was open or not.
 */
function arrangeHours(world: World, queue: Queue): void {
  const { calendar, now } = world;
  const changes = [nextChange(queue.timetable, now)];
  if (queue.holidays.length > 0) changes.push(nextChange(queue.week, now), calendar.next(now, 0));
  const next = Math.min(...changes);
  if (next > world.endMs) return;
  world.agenda.add(next, { kind: 'hours', queue, token: queue.hoursToken });
}
