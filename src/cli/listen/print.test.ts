import { expect, test } from 'vitest';
import type { Arrival } from '../../receiver/answer.ts';
import { formatArrival, formatBody } from './print.ts';

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

test('what could not be passed on is said, and why', () => {
  const forwardError = 'http://localhost:1/ could not be reached: ECONNREFUSED.';
  expect(formatArrival({ ...arrival, status: 502, forwardError })).toMatch(
    / valid 502 NOT PASSED ON: http:\/\/localhost:1\/ could not be reached: ECONNREFUSED\.$/,
  );
});

const form = { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' };

test.each<[string, Partial<Arrival>, unknown]>([
  ['a JSON body', { body: '{"a":[1]}' }, { a: [1] }],
  ['a form', { body: 'a=1&b=%C3%A4', headers: form }, { a: '1', b: 'ä' }],
  ['a query', { body: '', path: '/?a=1&b=x?y' }, { a: '1', b: 'x?y' }],
  ['something else', { body: 'not JSON' }, 'not JSON'],
  ['nothing', { body: '' }, {}],
])('%s is shown as JSON', (_what, parts, value) => {
  const text = formatBody({ ...arrival, ...parts });
  expect(JSON.parse(text)).toEqual(value);
  expect(text.startsWith('  ')).toBe(true);
});

test('a body cannot steer the terminal either', () => {
  expect(formatBody({ ...arrival, body: '{"a":"\u202e\u009b2J"}' })).toBe('  {\n    "a": "??2J"\n  }');
});
