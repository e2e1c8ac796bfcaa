import { expect, test } from 'vitest';
import { captureLine } from './capturer.ts';
import { Pseudonyms } from './scrub/pseudonyms.ts';

/** The body that is kept of a request with this one. */
function keptOf(body: string | Buffer, { type = 'application/json', scrubbed = false } = {}): string {
  const line = captureLine(
    {
      ms: 0,
      channel: 'http',
      method: 'POST',
      path: '/',
      headers: { 'content-type': type },
      body: Buffer.from(body),
    },
    {
      vendor: 'any',
      moreSecrets: new Set(),
      pseudonyms: scrubbed ? new Pseudonyms(new Uint8Array(32)) : undefined,
      tell: () => ({ feed: null, eventType: null, eventId: null }),
    },
  );
  return (JSON.parse(line) as { body: string }).body;
}

test.each([false, true])('fields of a body that are secrets are hidden, scrubbed or not: %s', (scrubbed) => {
  const secret =
    '{"password":"geheim", "a":{"accessToken":"geheim","client_secret":4711,"apiKeys":["geheim"]},"b":1.50}';
  expect(keptOf(secret, { scrubbed })).toBe(
    '{"password":"(hidden)", "a":{"accessToken":"(hidden)","client_secret":"(hidden)","apiKeys":["(hidden)"]},"b":1.50}',
  );
  const form = { type: 'application/x-www-form-urlencoded', scrubbed };
  expect(keptOf('grant_type=password&password=geheim', form)).toBe('grant_type=password&password=(hidden)');
});

test('whatever the header calls a body, it is looked through', () => {
  const json = { type: 'application/x-www-form-urlencoded' };
  expect(keptOf('{"password":"geheim"}', json)).toBe('{"password":"(hidden)"}');
  expect(keptOf('{"agent_name":"Alice"}', { ...json, scrubbed: true })).toMatch(/^\{"agent_name":"Person/);
  expect(keptOf('a=1&password=geheim', { type: 'text/plain' })).toBe('a=1&password=(hidden)');
});

test('a secret in bytes that are no UTF-8 is hidden, too', () => {
  const bytes = Buffer.from('{"password":"geheim","a":"\u00ff"}', 'latin1');
  expect(keptOf(bytes)).toBe('{"password":"(hidden)","a":"\u00ff"}');
});

test.each([
  '{"text":"my password is none","session_id":"1", "intent_code":"x","n":1e3}',
  'token',
  '{"token":',
])('every other body stays byte for byte: %s', (body) => {
  expect(keptOf(body)).toBe(body);
});

test('a link loses who calls and its tokens where it is scrubbed', () => {
  const links = '{"url":"https://u:geheim@a.example/r?token=geheim"}';
  expect(keptOf(links)).toBe(links);
  expect(keptOf(links, { scrubbed: true })).toBe('{"url":"https://(hidden)@a.example/r?token=(hidden)"}');
});
