import type { HttpMessage } from '../../src/channels/message.ts';

/** A message of asapp's queue feed before the run numbers it. */
export function unnumbered(more: Partial<Omit<HttpMessage, 'seq'>> = {}): Omit<HttpMessage, 'seq'> {
  return {
    at: Date.UTC(2026, 2, 2, 8),
    vendor: 'asapp',
    feed: 'queue',
    channel: 'http',
    eventId: 'event-1',
    eventType: 'queue_size_updated',
    contactId: null,
    method: 'POST',
    url: 'https://localhost/events',
    headers: { 'content-type': 'application/json' },
    body: '{"a":1}',
    orderKey: 'queue-1',
    filtered: false,
    ...more,
  };
}
