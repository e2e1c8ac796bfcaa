import { expect, test } from 'vitest';
import { tellFirstFailures } from './first-failures.ts';

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
  queuedMs: 0,
  startedMs: 0,
  finishedMs: 1,
  status: 414,
  error: 'status 414',
};

test('of an address whose query holds a whole message the beginning is told', () => {
  const told: string[] = [];
  const tell = tellFirstFailures(
    (lines) => void told.push(...lines),
    () => undefined,
  );
  tell({ type: 'attempt', seq: 1, message, attempt });
  expect(told[0]).toMatch(/^failed +asapp\.activity some at https:\/\/localhost\/\?text=x+…: status 414$/);
  expect(told[0]?.length).toBeLessThan(400);
});

test('a drop that the scenario brought about is told once, without advice to mend the receiver', () => {
  const told: string[][] = [];
  const tell = tellFirstFailures(
    (lines) => void told.push([...lines]),
    () => undefined,
  );
  const error = 'connection closed';
  const outcome = {
    messageSeq: 1,
    eventId: 'one',
    outcome: 'dropped',
    reason: error,
    latencyMs: null,
  } as const;
  tell({ type: 'attempt', seq: 1, message, attempt: { ...attempt, error, faults: ['certificate'] } });
  tell({ type: 'outcome', seq: 2, message, outcome });
  expect(told).toHaveLength(1);
  expect(told[0]?.[1]).toContain('The scenario did this to the attempt on purpose: "certificate".');
});

test('a drop that no try explains is told', () => {
  const told: string[][] = [];
  const tell = tellFirstFailures(
    (lines) => void told.push([...lines]),
    () => undefined,
  );
  const outcome = {
    messageSeq: 1,
    eventId: 'one',
    outcome: 'dropped',
    reason: 'overload',
    latencyMs: null,
  } as const;
  tell({ type: 'outcome', seq: 1, message, outcome });
  expect(told[0]?.[0]).toContain('overload');
});
