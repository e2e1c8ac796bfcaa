import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateTimeIn } from './date-time.ts';

const zones = [
  'UTC',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Europe/Helsinki',
  'Pacific/Apia',
];

test('a date-time is what the clocks of the time zone show, whatever was asked before', () => {
  const forms = new Map(zones.map((zone) => [zone, dateTimeIn(zone)]));
  // The Swedish way of writing a date and time is the page's.
  const shown = (zone: string, at: Date): string =>
    at.toLocaleString('sv-SE', { timeZone: zone }).replace(',', '');
  const instant = fc.date({ min: new Date('1975-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(fc.constantFrom(...zones), instant, (zone, at) => {
      expect(forms.get(zone)?.(at.getTime())).toBe(shown(zone, at));
    }),
    { seed: 1, numRuns: 2000 },
  );
});

test.each([
  ['2026-03-29T00:59:59Z', '2026-03-29 02:59:59'],
  ['2026-03-29T01:00:00Z', '2026-03-29 04:00:00'],
  ['2026-10-25T00:59:59Z', '2026-10-25 03:59:59'],
  ['2026-10-25T01:00:00Z', '2026-10-25 03:00:00'],
])('the clocks of Helsinki at %s show %s', (at, shown) => {
  expect(dateTimeIn('Europe/Helsinki')(Date.parse(at))).toBe(shown);
});
