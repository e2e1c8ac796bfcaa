import { expect, test } from 'vitest';
import type { Message } from '../channels/message.ts';
import { formatRecord, messageLine } from './record.ts';

const message: Message = {
  seq: 3,
  at: Date.UTC(2026, 2, 2, 8),
  vendor: 'asapp',
  feed: 'queue',
  channel: 'http',
  eventId: 'event-3',
  eventType: 'queue_size_updated',
  contactId: 'contact-1',
  method: 'POST',
  url: 'https://localhost/events',
  headers: { 'content-type': 'application/json', authorization: 'Basic c2VjcmV0' },
  secretHeaders: ['authorization'],
  body: '{"a":1}',
  orderKey: 'queue-1',
  filtered: false,
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
  const attempt = { ...told, try: 1, dueMs: 1, startedMs: 2, finishedMs: 3, status: 200, error: null };
  const outcome = { ...told, outcome: 'delivered', reason: null } as const;
  const event = { type: 'interval.elapsed', at: message.at, everyMs: 1000 } as const;
  const lines = [
    formatRecord({ type: 'event', seq: 1, event }),
    formatRecord({ type: 'message', seq: 3, message }),
    formatRecord({ type: 'attempt', seq: 1, message, attempt }),
    formatRecord({ type: 'outcome', seq: 1, message, outcome }),
  ];
  expect(lines.join('')).not.toContain('\n');
  expect(lines.map((text) => JSON.parse(text) as unknown)).toEqual([
    { type: 'event', seq: 1, at: line.at, event: 'interval.elapsed', everyMs: 1000 },
    { ...line, eventId: 'event-3', eventType: 'queue_size_updated', contactId: 'contact-1' },
    { type: 'attempt', seq: 1, ...attempt },
    { type: 'outcome', seq: 1, ...outcome },
  ]);
});
