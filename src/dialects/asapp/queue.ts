import type { QueueEvent } from '../../centre/model/events/queue-event.ts';
import type { QueueId } from '../../centre/model/ids.ts';
import type { CentreView, OpeningSpan, QueueView } from '../../centre/model/view.ts';
import type { QueueEventType } from './event-types.ts';
import type { Ids } from './ids.ts';
import { Entity, type Fields, type Handlers, type FeedUpdate, type WholeData } from './feed-update.ts';
import { writeTime } from './time.ts';
import type { QueueSizeUpdateType } from './wire/fields.ts';

const weekMinutes = 7 * 24 * 60;

type Cause = Extract<QueueEvent, { type: 'queue.size-changed' }>['cause'];

const sizeUpdateTypeOf = {
  queued: 'ENQUEUED',
  allocated: 'ASSIGNED',
  returned: 'RETURNED',
  abandoned: 'ABANDONED',
  overflowed: 'TRANSFERRED',
  'timed-out': 'TIMED_OUT',
} as const satisfies Record<Cause, QueueSizeUpdateType>;

/** The queue feed: what the centre's queue events say about each queue, accumulated per `queue_id`. */
export function createQueueFeed(ids: Ids): Handlers<'queue'> {
  const entities = new Map<QueueId, Entity>();

  function update<T extends QueueEventType>(
    eventType: T,
    queueId: QueueId,
    view: CentreView,
    write: (queue: QueueView) => Fields<'queue', T>,
  ): readonly FeedUpdate[] {
    const queue = view.queue(queueId);
    let entity = entities.get(queueId);
    if (entity === undefined) {
      const id = ids.queue(queueId);
      entity = new Entity('queue', id, { queue_id: id, ...dataOf(queue, view) });
      entities.set(queueId, entity);
    }
    return [{ entity, eventType, fields: write(queue) }];
  }

  return {
    'queue.size-changed': ({ at, queueId, size, cause }, view) =>
      update('queue_size_updated', queueId, view, () => ({
        last_queue_size: size,
        last_queue_size_ts: writeTime(at),
        last_queue_size_update_type: sizeUpdateTypeOf[cause],
      })),
    'queue.wait-estimated': ({ at, queueId, estimatedWaitMs }, view) =>
      update('queue_estimated_wait_time_updated', queueId, view, () => ({
        estimated_wait_time_updated_ts: writeTime(at),
        estimated_wait_time_seconds: estimatedWaitMs === null ? null : Math.round(estimatedWaitMs / 1000),
        estimated_wait_time_is_available: estimatedWaitMs !== null,
      })),
    'queue.availability-changed': ({ queueId, closure, waitsPastClosing }, view) =>
      update('queue_availability_updated', queueId, view, (queue) => ({
        ...scheduleOf(queue),
        business_hours_time_zone_offset_minutes: view.utcOffsetMinutes,
        queue_availability_is_closed: Object.values(closure).includes(true),
        queue_availability_is_closed_by_business_hours: closure.byHours,
        queue_availability_is_closed_by_holiday_settings: closure.byHoliday,
        queue_availability_is_closed_by_estimated_wait_time_cap: closure.byWaitCap,
        queue_availability_is_closed_by_size_cap: closure.bySizeCap,
        queue_availability_is_closed_by_fallback_size_cap: closure.byFallbackSizeCap,
        queue_availability_is_closed_by_mitigation: closure.byMitigation,
        queue_availability_is_estimated_wait_time_after_closed_hours: waitsPastClosing,
      })),
    'queue.info-changed': ({ queueId }, view) =>
      update('queue_info_updated', queueId, view, ({ name }) => ({ queue_name: name })),
    'queue.hours-changed': ({ queueId }, view) =>
      update('business_hours_settings_updated', queueId, view, (queue) => hoursOf(queue, view)),
    'queue.holidays-changed': ({ queueId }, view) =>
      update('holiday_settings_updated', queueId, view, holidaysOf),
    'queue.capping-changed': ({ queueId }, view) =>
      update('queue_capping_settings_updated', queueId, view, cappingOf),
    'queue.mitigation-changed': ({ queueId, on }, view) =>
      update('queue_mitigation_updated', queueId, view, () => mitigationOf(on)),
  };
}

/** Whatever the queue's settings are when it is first heard of: `data` is whole from the first message on. */
function dataOf(queue: QueueView, view: CentreView): Omit<WholeData<'queue'>, 'queue_id'> {
  return {
    queue_name: queue.name,
    ...hoursOf(queue, view),
    ...holidaysOf(queue),
    ...cappingOf(queue),
    ...mitigationOf(queue.mitigation),
  };
}

function hoursOf(queue: QueueView, view: CentreView): Fields<'queue', 'business_hours_settings_updated'> {
  return {
    business_hours_time_zone_offset_minutes: view.utcOffsetMinutes,
    business_hours_time_zone_name: view.timeZone,
    ...transitionsOf(queue.hours),
    ...scheduleOf(queue),
  };
}

/**
 * When the queue opens, and at the same place in the other list when it closes again. A span that goes on past the end of
 * the week is one: it begins on Saturday and ends on Sunday. Always open: opens at 0 and closes at the end of the week.
 */
function transitionsOf(hours: readonly OpeningSpan[]) {
  const [first] = hours;
  const last = hours.at(-1);
  const goesOn =
    hours.length > 1 && first?.startMinute === 0 && last !== undefined && last.endMinute === weekMinutes;
  const spans = goesOn ? hours.slice(1) : hours;
  const ends = spans.map(({ endMinute }) => endMinute);
  return {
    business_hours_start_minutes: spans.map(({ startMinute }) => startMinute),
    business_hours_end_minutes: goesOn ? [...ends.slice(0, -1), first.endMinute] : ends,
  };
}

function holidaysOf(queue: QueueView): Fields<'queue', 'holiday_settings_updated'> {
  // The sample shows a date and time; a holiday has no time, so it stands at midnight.
  return {
    holiday_closed_dates: queue.holidays.map((date) => `${date}T00:00:00.000Z`),
    ...scheduleOf(queue),
  };
}

function cappingOf({ capping }: QueueView): Fields<'queue', 'queue_capping_settings_updated'> {
  return {
    queue_capping_enabled: capping.enabled,
    queue_capping_estimated_wait_time_seconds: Math.round(capping.estimatedWaitMs / 1000),
    queue_capping_size: capping.size,
    queue_capping_fallback_size: capping.fallbackSize,
  };
}

function mitigationOf(on: boolean): Fields<'queue', 'queue_mitigation_updated'> {
  return { mitigation_status: on ? 'ACTIVE' : 'INACTIVE' };
}

function scheduleOf({ schedule }: QueueView) {
  return {
    queue_availability_last_scheduled_open_ts: writeTimeOrNull(schedule.lastOpenAt),
    queue_availability_last_scheduled_close_ts: writeTimeOrNull(schedule.lastCloseAt),
    queue_availability_next_scheduled_open_ts: writeTimeOrNull(schedule.nextOpenAt),
    queue_availability_next_scheduled_close_ts: writeTimeOrNull(schedule.nextCloseAt),
  };
}

function writeTimeOrNull(at: number | null): string | null {
  return at === null ? null : writeTime(at);
}
