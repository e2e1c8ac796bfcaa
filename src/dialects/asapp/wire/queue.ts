import { z } from 'zod';
import { flag, mitigationStatuses, queueSizeUpdateTypes, text, timestamp, whole } from './fields.ts';

const weekMinute = whole.max(7 * 24 * 60);

/** `data` of the queue feed: how the queue is set up. */
export const queueData = z.strictObject({
  queue_id: text.min(1).describe('Internal id of the queue.'),
  queue_name: text.optional().describe("The queue's name."),
  business_hours_time_zone_offset_minutes: z
    .int()
    .min(-1440)
    .max(1440)
    .optional()
    .describe('Minutes east of UTC.'),
  business_hours_time_zone_name: text.optional().describe('The time zone of the business hours.'),
  business_hours_start_minutes: z
    .array(weekMinute)
    .optional()
    .describe('When the queue opens, in minutes since Sunday 0:00.'),
  business_hours_end_minutes: z
    .array(weekMinute)
    .optional()
    .describe('When it closes, in minutes since Sunday 0:00.'),
  holiday_closed_dates: z.array(timestamp).optional().describe('Dates set up as holidays.'),
  queue_capping_enabled: flag.optional().describe('Whether the queue is capped at all.'),
  queue_capping_estimated_wait_time_seconds: whole
    .optional()
    .describe('Capped above this wait. 0: no threshold.'),
  queue_capping_size: whole.optional().describe('Capped from this size on. 0: no threshold.'),
  queue_capping_fallback_size: whole
    .optional()
    .describe('Capped from this size on while no wait can be estimated. 0: no threshold.'),
  mitigation_status: z
    .enum(mitigationStatuses)
    .optional()
    .describe('Whether the queue is kept from taking contacts by hand.'),
  queue_availability_last_scheduled_open_ts: timestamp
    .optional()
    .describe('When the schedule last opened the queue.'),
  queue_availability_last_scheduled_close_ts: timestamp
    .optional()
    .describe('When the schedule last closed it.'),
  queue_availability_next_scheduled_open_ts: timestamp
    .optional()
    .describe('When the schedule opens it next.'),
  queue_availability_next_scheduled_close_ts: timestamp
    .optional()
    .describe('When the schedule closes it next.'),
});

/** `details` of the queue feed, accumulated per `queue_id`. */
export const queueDetails = z.strictObject({
  last_queue_size: whole.optional().describe('How many wait.'),
  last_queue_size_ts: timestamp.optional().describe('When the size last changed.'),
  last_queue_size_update_type: z.enum(queueSizeUpdateTypes).optional().describe('Why it changed.'),
  estimated_wait_time_updated_ts: timestamp.optional().describe('When the wait was last estimated.'),
  estimated_wait_time_seconds: whole.optional().describe('What somebody at the end of the queue can expect.'),
  estimated_wait_time_is_available: flag.optional().describe('Whether there is enough data for an estimate.'),
  queue_availability_is_closed: flag.optional().describe('Whether the queue is closed, for whatever reason.'),
  queue_availability_is_closed_by_business_hours: flag
    .optional()
    .describe('Whether it is closed because of its business hours.'),
  queue_availability_is_closed_by_holiday_settings: flag
    .optional()
    .describe('Whether it is closed because of a holiday.'),
  queue_availability_is_closed_by_estimated_wait_time_cap: flag
    .optional()
    .describe('Whether it is closed because of the wait that it is capped at.'),
  queue_availability_is_closed_by_size_cap: flag
    .optional()
    .describe('Whether it is closed because of the size that it is capped at.'),
  queue_availability_is_closed_by_fallback_size_cap: flag
    .optional()
    .describe(
      'Whether it is closed because of the size that it is capped at while no wait can be estimated.',
    ),
  queue_availability_is_closed_by_mitigation: flag
    .optional()
    .describe('Whether it is closed because of somebody who closed it by hand.'),
  queue_availability_is_estimated_wait_time_after_closed_hours: flag
    .optional()
    .describe('Whether somebody who queues now can expect to wait past closing time.'),
});

export type QueueData = z.output<typeof queueData>;
export type QueueDetails = z.output<typeof queueDetails>;
