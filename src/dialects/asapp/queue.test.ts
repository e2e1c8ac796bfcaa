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

test.each([
  [0, 60_000, false],
  [120_000, 60_000, true],
  [120_000, null, false],
])(
  'with a wait of %i ms and closing in %s ms, waiting past closing time is %s',
  (estimatedWaitMs, inMs, after) => {
    const schedule = {
      lastOpenAt: null,
      lastCloseAt: null,
      nextOpenAt: null,
      nextCloseAt: inMs === null ? null : noon + inMs,
    };
    const [message] = messages([closed], { estimatedWaitMs, schedule });
    expect(message?.details?.['queue_availability_is_estimated_wait_time_after_closed_hours']).toBe(after);
  },
);

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
