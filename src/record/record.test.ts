import { expect, test } from 'vitest';
import { unnumbered } from '../../test/kit/message.ts';
import type { Message } from '../channels/message.ts';
import { formatRecord, messageLine } from './record.ts';
import { formatRunHeader } from './run-header.ts';

const message: Message = {
  ...unnumbered({ eventId: 'event-3', contactId: 'contact-1' }),
  seq: 3,
  headers: { 'content-type': 'application/json', authorization: 'Basic c2VjcmV0' },
  secretHeaders: ['authorization'],
};

const line = {
  type: 'message',
  seq: 3,
  at: '2026-03-02T08:00:00.000Z',
  vendor: 'asapp',
  feed: 'queue',
  channel: 'http',
  method: 'POST',
  url: 'https://localhost/events',
  headers: { 'content-type': 'application/json', authorization: '(hidden)' },
  body: '{"a":1}',
};

test('a dry run prints a message as it would be sent, without its secrets', () => {
  expect(messageLine(message)).toEqual(line);
});

test('a record of each kind is one line with the names that others rely on', () => {
  const told = { messageSeq: 3, eventId: 'event-3' };
  const attempt = {
    ...told,
    try: 1,
    dueMs: 1,
    queuedMs: 1,
    startedMs: 2,
    finishedMs: 3,
    status: 200,
    error: null,
  };
  const outcome = { ...told, outcome: 'delivered', reason: null } as const;
  const event = { type: 'interval.elapsed', at: message.at, everyMs: 1000 } as const;
  const asked = { id: 'c1', do: 'agent.log-in', given: { agent: 'ann' } };
  const command = { ...asked, at: message.at, source: 'api', outcome: 'done', reason: null } as const;
  const fault = { name: 'storm', kind: 'duplicate', what: null };
  const lines = [
    formatRecord({ type: 'event', seq: 1, event }),
    formatRecord({ type: 'message', seq: 3, message }),
    formatRecord({ type: 'message', seq: 4, message: { ...message, seq: 4, copyOf: 3 } }),
    formatRecord({ type: 'attempt', seq: 1, message, attempt }),
    formatRecord({ type: 'attempt', seq: 2, message, attempt: { ...attempt, answer: 'ok' } }),
    formatRecord({ type: 'outcome', seq: 1, message, outcome }),
    formatRecord({ type: 'fault', seq: 1, message, fault }),
    formatRecord({ type: 'command', seq: 1, command }),
  ];
  const more = { eventId: 'event-3', eventType: 'queue_size_updated', contactId: 'contact-1' };
  expect(lines.join('')).not.toContain('\n');
  expect(lines.map((text) => JSON.parse(text) as unknown)).toEqual([
    { type: 'event', seq: 1, at: line.at, event: 'interval.elapsed', everyMs: 1000 },
    { ...line, ...more },
    { ...line, seq: 4, ...more, copyOf: 3 },
    { type: 'attempt', seq: 1, ...attempt },
    { type: 'attempt', seq: 2, ...attempt, answer: 'ok' },
    { type: 'outcome', seq: 1, ...outcome },
    { type: 'fault', seq: 1, ...told, fault: 'storm', kind: 'duplicate', what: null },
    { type: 'command', seq: 1, ...command, at: line.at },
  ]);
});

test('the first line of a record says of what it is, and one instant by both clocks', () => {
  const header = {
    type: 'run',
    format: 1,
    phoney: '0.1.0',
    scenario: 'day.yaml',
    seed: 7,
    startedAtMs: Date.UTC(2026, 10, 25, 16, 0, 0, 123),
    startedMonotonicMs: 512.25,
    simulatedStartMs: message.at,
  } as const;
  expect(formatRunHeader(header)).toBe(
    '{"type":"run","format":1,"phoney":"0.1.0","scenario":"day.yaml","seed":7,"startedAt":"2026-11-25T16:00:00.123Z","startedMonotonicMs":512.25,"simulatedStart":"2026-03-02T08:00:00.000Z"}',
  );
});
