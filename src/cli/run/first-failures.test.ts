import { expect, test } from 'vitest';
import { tellFirstFailures } from './first-failures.ts';

test('of an address whose query holds a whole message the beginning is told', () => {
  const told: string[] = [];
  const tell = tellFirstFailures(
    (lines) => void told.push(...lines),
    () => undefined,
  );
  const message = {
    seq: 1,
    at: 0,
    vendor: 'asapp',
    feed: 'activity',
    eventId: 'one',
    eventType: 'some',
    contactId: null,
    body: '',
    orderKey: '',
    filtered: false,
    channel: 'http',
    method: 'GET',
    url: `https://localhost/?text=${'x'.repeat(1_000_000)}`,
    headers: {},
  } as const;
  const attempt = {
    messageSeq: 1,
    eventId: 'one',
    try: 1,
    dueMs: 0,
    startedMs: 0,
    finishedMs: 1,
    status: 414,
    error: 'status 414',
  };
  tell({ type: 'attempt', seq: 1, message, attempt });
  expect(told[0]).toMatch(/^failed +asapp\.activity some at https:\/\/localhost\/\?text=x+…: status 414$/);
  expect(told[0]?.length).toBeLessThan(400);
});
