import { expect, test } from 'vitest';
import { asapp, noon, play, read } from '../../../test/asapp/play.ts';
import type { CentreView, QueueView } from '../../centre/model/view.ts';
import { specimenIds as ids, specimenView } from '../../../test/kit/asapp/view.ts';
import { openClosure } from '../../../test/kit/still-centre.ts';
import type { SpecimenEvent } from '../../../test/kit/asapp/events.ts';

const queueId = ids.voiceQueue;
const closed = {
  type: 'queue.availability-changed',
  queueId,
  contactId: null,
  closure: openClosure,
  waitsPastClosing: false,
} as const;

function messages(events: readonly SpecimenEvent[], queue: Partial<QueueView> = {}) {
  const view = specimenView(noon);
  const changed: CentreView = { ...view, queue: (id) => ({ ...view.queue(id), ...queue }) };
  return play(events, asapp(), changed).map(read);
}

test.each([
  ['queued', 'ENQUEUED'],
  ['allocated', 'ASSIGNED'],
  ['returned', 'RETURNED'],
  ['abandoned', 'ABANDONED'],
  ['overflowed', 'TRANSFERRED'],
  ['timed-out', 'TIMED_OUT'],
] as const)('a size that changed because a contact was %s has the update type %s', (cause, type) => {
  const [message] = messages([{ type: 'queue.size-changed', queueId, contactId: ids.call, size: 4, cause }]);
  expect(message?.details).toMatchObject({ last_queue_size: 4, last_queue_size_update_type: type });
});

test('an estimate that is gone is omitted, not null and not the old one', () => {
  const estimate = { type: 'queue.wait-estimated', queueId, contactId: null } as const;
  const [first, second] = messages([
    { ...estimate, estimatedWaitMs: 61_400 },
    { ...estimate, estimatedWaitMs: null },
  ]);
  expect(first?.details).toMatchObject({
    estimated_wait_time_seconds: 61,
    estimated_wait_time_is_available: true,
  });
  expect(second?.details).not.toHaveProperty('estimated_wait_time_seconds');
  expect(second?.details).toMatchObject({ estimated_wait_time_is_available: false });
});

test.each([
  ['byHours', 'business_hours'],
  ['byHoliday', 'holiday_settings'],
  ['byWaitCap', 'estimated_wait_time_cap'],
  ['bySizeCap', 'size_cap'],
  ['byFallbackSizeCap', 'fallback_size_cap'],
  ['byMitigation', 'mitigation'],
] as const)('a queue closed %s says so, and only that', (reason, field) => {
  const [message] = messages([{ ...closed, closure: { ...openClosure, [reason]: true } }]);
  const yes = Object.entries(message?.details ?? {}).filter(([, value]) => value === true);
  expect(yes.map(([key]) => key)).toEqual([
    'queue_availability_is_closed',
    `queue_availability_is_closed_by_${field}`,
  ]);
});

test.each([true, false])(
  'that somebody can expect to wait past closing time is %s where the queue says so',
  (waitsPastClosing) => {
    const [message] = messages([{ ...closed, waitsPastClosing }]);
    expect(message?.details?.['queue_availability_is_estimated_wait_time_after_closed_hours']).toBe(
      waitsPastClosing,
    );
  },
);

test.each([
  ['always', [[0, 10_080]], [0], [10_080]],
  ['never', [], [], []],
  [
    'by day',
    [
      [1920, 2400],
      [3360, 3840],
    ],
    [1920, 3360],
    [2400, 3840],
  ],
  [
    'past the end of the week',
    [
      [0, 360],
      [1320, 1800],
      [9960, 10_080],
    ],
    [1320, 9960],
    [1800, 360],
  ],
] as const)('hours that are open %s are told as their openings and closings', (_, spans, starts, ends) => {
  const hours = spans.map(([startMinute, endMinute]) => ({ startMinute, endMinute }));
  const [message] = messages([{ type: 'queue.hours-changed', queueId }], { hours });
  expect(message?.data).toMatchObject({
    business_hours_start_minutes: starts,
    business_hours_end_minutes: ends,
  });
});

test('data is whole from the first message on, and a schedule that is not there is omitted', () => {
  const schedule = { lastOpenAt: null, lastCloseAt: null, nextOpenAt: null, nextCloseAt: null };
  const [message] = messages([closed], { hours: [], holidays: [], schedule });
  expect(message?.data).toMatchObject({
    queue_name: 'Sales',
    business_hours_time_zone_name: 'UTC',
    business_hours_start_minutes: [],
    holiday_closed_dates: [],
    queue_capping_enabled: true,
    queue_capping_estimated_wait_time_seconds: 900,
    mitigation_status: 'INACTIVE',
  });
  expect(Object.keys(message?.data ?? {}).filter((key) => key.includes('scheduled'))).toEqual([]);
});
