import { expect, test } from 'vitest';
import type { Arrival } from '../../receiver/answer.ts';
import { formatArrival } from './print.ts';

const arrival: Arrival = {
  method: 'POST',
  path: '/events',
  headers: {},
  body: '{}',
  forwardError: null,
  wallMs: Date.UTC(2026, 0, 5, 9, 30, 1, 250),
  feed: 'activity',
  eventType: 'agent_login',
  eventId: '3fa85f64-5717-4562-b3fc-2c963f66afa6',
  about: 'rep-7',
  valid: true,
  duplicate: false,
  problems: [],
  status: 200,
};

test('a request is one line', () => {
  expect(formatArrival(arrival)).toBe(
    '09:30:01.250 activity agent_login 3fa85f64-5717-4562-b3fc-2c963f66afa6 rep-7 valid 200',
  );
});

test('what is wrong stands in it, the first in full', () => {
  const problems = [{ path: 'data.rep_id', message: 'is missing.' }, { message: 'b' }, { message: 'c' }];
  expect(formatArrival({ ...arrival, valid: false, duplicate: true, problems, status: null })).toMatch(
    /INVALID: data\.rep_id is missing\. \(and 2 more\) duplicate no answer$/,
  );
});

test('what a peer sent cannot steer the terminal or fill it', () => {
  const line = formatArrival({
    ...arrival,
    eventId: `\u001b[2J\n\u202e${'x'.repeat(5000)}`,
    eventType: null,
  });
  expect(line).toContain(' - ?[2J??xxx');
  expect(line.length).toBeLessThan(300);
});
