import { expect, test } from 'vitest';
import { changeValues, shiftTime } from './change.ts';

const hourMs = 3_600_000;

test.each([
  ['2026-03-02T08:00:00.123Z', '2026-03-02T09:00:00.123Z'],
  ['2026-03-02T23:30:00Z', '2026-03-03T00:30:00Z'],
  ['2026-03-02T08:00:00.1234567Z', '2026-03-02T09:00:00.1234567Z'],
  ['2026-03-02T08:00:00.5+02:00', '2026-03-02T09:00:00.5+02:00'],
  ['2026-03-02 08:00:01', '2026-03-02 09:00:01'],
])('%s is an hour later in the same form', (text, later) => {
  expect(shiftTime(text, hourMs)).toBe(later);
});

test.each(['9999-12-31T23:59:59.9999999', '0001-01-01T00:00:00', '2026-03-02', '15300002', ''])(
  '"%s" is no time that moves',
  (text) => {
    expect(shiftTime(text, hourMs)).toBe(text);
  },
);

test('a form, a query and JSON are changed; what is none of them stays', () => {
  const change = (value: string): string => (value === 'a' ? 'b c' : value);
  const json = { path: '/?x=a&y=%41', body: '{ "x" : ["a", "aa"] }', headers: {} };
  expect(changeValues(json, change)).toMatchObject({
    path: '/?x=b%20c&y=%41',
    body: '{ "x" : ["b c", "aa"] }',
  });
  const form = { path: '/', body: 'x=a', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
  expect(changeValues(form, change).body).toBe('x=b%20c');
  expect(changeValues({ ...json, body: 'a' }, change).body).toBe('a');
});
