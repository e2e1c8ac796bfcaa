import { expect, test } from 'vitest';
import { formatDateTime, formatDateTimeOrNull } from './time.ts';

const noon = Date.UTC(2020, 0, 1, 12);

test.each([
  [noon, 0, '2020-01-01T12:00:00Z'],
  [noon + 700, 0, '2020-01-01T12:00:00.7Z'],
  [noon + 701, 0, '2020-01-01T12:00:00.701Z'],
  [noon + 700, 9158, '2020-01-01T12:00:00.7009158Z'],
  [noon, 1, '2020-01-01T12:00:00.0000001Z'],
  [noon + 10, 10, '2020-01-01T12:00:00.010001Z'],
  [noon + 100, 100, '2020-01-01T12:00:00.10001Z'],
])('%d ms and %d ticks are %s: .NET writes no zeros at the end', (ms, ticks, text) => {
  expect(formatDateTime(ms, ticks)).toBe(text);
});

test('what is missing stays null', () => {
  expect(formatDateTimeOrNull(null)).toBeNull();
});
