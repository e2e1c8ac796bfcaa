import type { Lane, HttpMessage } from '../../src/channels/message.ts';

/** ASAPP's rules with pauses short enough for a test. */
export const asappLane: Lane = {
  vendor: 'asapp',
  feed: 'activity',
  timeoutMs: 2000,
  retries: 3,
  retryPause: { firstMs: 2, maxMs: 8, jitter: 0.5 },
  deliveredBy: (status) => status === 200,
  strictOrder: false,
  tls: { minVersion: 'TLSv1.3' },
};

/** A message to `url`, the `seq`th. */
export function makeMessage(seq: number, url: string, more: Partial<HttpMessage> = {}): HttpMessage {
  const eventId = `event-${seq}`;
  return {
    seq,
    at: 0,
    vendor: 'asapp',
    feed: 'activity',
    channel: 'http',
    eventId,
    eventType: 'agent_login',
    contactId: null,
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', 'x-event-id': eventId },
    body: JSON.stringify({ event_id: eventId, text: 'äöü €' }),
    orderKey: 'rep-1',
    filtered: false,
    ...more,
  };
}
