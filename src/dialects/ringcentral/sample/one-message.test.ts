import { expect, test } from 'vitest';
import { ringcentralOneMessage } from './one-message.ts';

const wish = {
  seed: 1,
  wallMs: Date.UTC(2026, 0, 5, 8),
  url: 'https://wfm.example/',
  overrides: [],
  tls: {},
};

test.each([
  ['LOGIN', 'agent-events'],
  ['ENGAGED', 'agent-events'],
  ['VPD-CALL', 'call-events'],
])('%s travels in the lane of %s, once and over TLS 1.2 or higher', (eventType, feed) => {
  const { message, lane, problems } = ringcentralOneMessage.make(eventType, {
    ...wish,
    tls: { ca: 'ca.pem' },
  });
  expect(problems).toEqual([]);
  expect(message).toMatchObject({ seq: 1, at: wish.wallMs, vendor: 'ringcentral', feed, eventType });
  expect(lane).toMatchObject({ vendor: 'ringcentral', feed, retries: 0 });
  expect(lane.tls).toEqual({ minVersion: 'TLSv1.2', ca: 'ca.pem' });
});

test('the form is the one asked for', () => {
  expect(ringcentralOneMessage.make('LOGIN', wish).message).toMatchObject({ method: 'GET', body: '' });
  expect(ringcentralOneMessage.make('LOGIN', { ...wish, form: 'json' }).message).toMatchObject({
    method: 'POST',
  });
});
