import fc from 'fast-check';
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
  expect(later.localMs(at + behindMs)).toBe(spring.localMs(at));
  expect(later.date(at + behindMs)).toBe(spring.date(at));
  expect(later.offsetMinutes(day('2026-03-29T01:00Z') + behindMs)).toBe(180);
  expect(later.quarterEnd(at + behindMs)).toBe(spring.quarterEnd(at) + behindMs);
  expect(later.next(at + behindMs, 8 * 60)).toBe(spring.next(at, 8 * 60) + behindMs);
  const hours = hoursSchema.parse('08:00-16:00');
  const { nextOpenAt } = scheduleAt(spring.timetable(hours, []), at);
  expect(scheduleAt(later.timetable(hours, []), at + behindMs).nextOpenAt).toBe((nextOpenAt ?? 0) + behindMs);
});

/** What clocks show, from the runtime's own tables: epoch ms as if they were in UTC. */
function shownBy(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return (at) => Date.parse(`${format.format(at).replace(' ', 'T')}Z`);
}

const zones = [
  'Europe/Berlin',
  'Europe/Dublin',
  'Europe/Helsinki',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'America/New_York',
  'America/Los_Angeles',
  'America/Santiago',
  'America/Havana',
  'America/St_Johns',
  'America/Nuuk',
  'Atlantic/Azores',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Antarctica/Troll',
];
const quarterMs = 15 * 60_000;
const dayMs = 96 * quarterMs;

/** Instants at which the clocks of the zone have just changed, in 2026 and 2027. */
function changesOf(timeZone: string): number[] {
  const shown = shownBy(timeZone);
  const end = day('2028-01-01T00:00Z');
  const changes: number[] = [];
  for (let at = day('2026-01-01T00:00Z'); at < end; at += dayMs) {
    if (shown(at + dayMs) - shown(at) === dayMs) continue;
    let change = at;
    while (shown(change + quarterMs) - shown(change) === quarterMs) change += quarterMs;
    changes.push(change + quarterMs);
  }
  return changes;
}

test.each(zones)('in %s, a local time is the first instant that shows it, whenever that is', (timeZone) => {
  const shown = shownBy(timeZone);
  const calendar = new Calendar(timeZone, 0, 0);
  const near = fc
    .constantFrom(...[...changesOf(timeZone), day('2026-07-01T00:00Z')])
    .chain((change) => fc.integer({ min: -200, max: 200 }).map((minutes) => change + minutes * 60_000));
  fc.assert(
    fc.property(near, (at) => {
      // Whatever the clocks show at `at` they may have shown at most two hours before.
      const first = [-8, -7, -6, -5, -4, -3, -2, -1]
        .map((quarters) => at + quarters * quarterMs)
        .find((earlier) => shown(earlier) === shown(at));
      expect(calendar.instantOf(shown(at))).toBe(first ?? at);
    }),
    { seed: 12, numRuns: 300 },
  );
});

test.each(zones)('in %s, a time that the clocks skip counts as that much later as they skip', (timeZone) => {
  const shown = shownBy(timeZone);
  const calendar = new Calendar(timeZone, 0, 0);
  for (const change of changesOf(timeZone)) {
    const before = shown(change - quarterMs) + quarterMs;
    for (let local = before; local < shown(change); local += 60_000) {
      expect(calendar.instantOf(local)).toBe(change + local - before);
    }
  }
});
