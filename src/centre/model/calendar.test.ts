import { expect, test } from 'vitest';
import { Calendar, isOpen, nextChange, scheduleAt } from './calendar.ts';
import { hoursSchema } from '../config/fields.ts';

const day = (text: string): number => Date.parse(text);
const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** Helsinki over the last weekend of March 2026: clocks go from 03:00 to 04:00 on Sunday the 29th. */
const spring = new Calendar('Europe/Helsinki', day('2026-03-27T00:00Z'), day('2026-03-31T00:00Z'));
/** And in October: from 04:00 back to 03:00 on Sunday the 25th. */
const autumn = new Calendar('Europe/Helsinki', day('2026-10-24T00:00Z'), day('2026-10-27T00:00Z'));

test('knows the local hour, date and offset on both sides of a change of the clock', () => {
  expect([spring.offsetMinutes(day('2026-03-29T00:59Z')), spring.hour(day('2026-03-29T00:59Z'))]).toEqual([
    120, 2,
  ]);
  expect([spring.offsetMinutes(day('2026-03-29T01:00Z')), spring.hour(day('2026-03-29T01:00Z'))]).toEqual([
    180, 4,
  ]);
  expect(spring.date(day('2026-03-28T22:30Z'))).toBe('2026-03-29');
  expect(spring.weekMinute(day('2026-03-28T22:30Z'))).toBe(30);
});

test('opens at the same local time before and after a change of the clock', () => {
  const timetable = spring.timetable(hoursSchema.parse('08:00-16:00'), []);
  expect(iso(scheduleAt(timetable, day('2026-03-28T05:00Z')).nextOpenAt)).toBe('2026-03-28T06:00:00.000Z');
  expect(iso(scheduleAt(timetable, day('2026-03-28T20:00Z')).nextOpenAt)).toBe('2026-03-29T05:00:00.000Z');
});

test.each([
  ['spring', spring, '2026-03-28T20:00Z', 7],
  ['autumn', autumn, '2026-10-24T19:00Z', 9],
] as const)('a night shift in %s is an hour shorter or longer', (_, calendar, from, hours) => {
  const timetable = calendar.timetable(hoursSchema.parse('22:00-06:00'), []);
  expect(isOpen(timetable, day(from))).toBe(true);
  expect((scheduleAt(timetable, day(from)).nextCloseAt ?? 0) - day(from)).toBe(hours * 3_600_000);
});

test('a holiday is closed from midnight to midnight, also for hours that go on past midnight', () => {
  const timetable = spring.timetable(hoursSchema.parse('22:00-06:00'), ['2026-03-28']);
  const { lastCloseAt, nextOpenAt } = scheduleAt(timetable, day('2026-03-28T12:00Z'));
  expect([iso(lastCloseAt), iso(nextOpenAt)]).toEqual([
    '2026-03-27T22:00:00.000Z',
    '2026-03-28T22:00:00.000Z',
  ]);
});

test('what is always open has no next change', () => {
  expect(nextChange(spring.timetable(hoursSchema.parse('00:00-24:00'), []), day('2026-03-28T12:00Z'))).toBe(
    Infinity,
  );
});

test.each([
  ['08:00-16:00', 7, 480, 960],
  [{ 'mon-fri': '08:00-16:00' }, 5, 1920, 2400],
  [{ 'fri-mon': ['08:00-12:00', '12:00-16:00'] }, 4, 480, 960],
  [{ sat: '22:00-06:00' }, 2, 0, 360],
  ['00:00-24:00', 1, 0, 10_080],
])('reads the hours %j', (text, count, startMinute, endMinute) => {
  const spans = hoursSchema.parse(text);
  expect(spans).toHaveLength(count);
  expect(spans[0]).toEqual({ startMinute, endMinute });
});

test('clocks that are behind show what they would have shown so long before, changes of the clock too', () => {
  const behindMs = 100 * 86_400_000 + 7 * 3_600_000 + 123;
  const [start, end] = [day('2026-03-27T00:00Z'), day('2026-03-31T00:00Z')];
  const later = new Calendar('Europe/Helsinki', start + behindMs, end + behindMs, behindMs);
  const at = day('2026-03-28T22:30Z');
  expect(later.weekMinute(at + behindMs)).toBe(spring.weekMinute(at));
  expect(later.date(at + behindMs)).toBe(spring.date(at));
  expect(later.offsetMinutes(day('2026-03-29T01:00Z') + behindMs)).toBe(180);
  expect(later.quarterEnd(at + behindMs)).toBe(spring.quarterEnd(at) + behindMs);
  expect(later.next(at + behindMs, 8 * 60)).toBe(spring.next(at, 8 * 60) + behindMs);
  const hours = hoursSchema.parse('08:00-16:00');
  const { nextOpenAt } = scheduleAt(spring.timetable(hours, []), at);
  expect(scheduleAt(later.timetable(hours, []), at + behindMs).nextOpenAt).toBe((nextOpenAt ?? 0) + behindMs);
});
