import { expect, test } from 'vitest';
import { redactHeaders, redactPath } from './redact.ts';

test.each([
  ...['authorization', 'Proxy-Authorization', 'cookie', 'x-auth-token', 'X-Api-Key', 'x-apikey', 'x-tenant'],
  ...[
    'x-hub-signature-256',
    'ocp-apim-subscription-key',
    'client_secret',
    'x-session-id',
    'validation-token',
  ],
])('the value of the header %s is hidden', (name) => {
  expect(redactHeaders({ [name]: 'geheim' }, new Set(['x-tenant']))).toEqual({ [name]: '(hidden)' });
});

test.each(['content-type', 'user-agent', 'x-request-id', 'idempotency-key', 'x-author', 'x-tokenizer'])(
  'the header %s is kept',
  (name) => {
    expect(redactHeaders({ [name]: 'kept' }, new Set())).toEqual({ [name]: 'kept' });
  },
);

test('several values of one header are one, and one that is not there is none', () => {
  expect(redactHeaders({ via: ['a', 'b'], none: undefined }, new Set())).toEqual({ via: 'a, b' });
});

test.each([
  ['/e?access_token=geheim&a=1', '/e?access_token=(hidden)&a=1'],
  ['/e?apiKey=geheim', '/e?apiKey=(hidden)'],
  ['/e?sig=geheim&code=geheim', '/e?sig=(hidden)&code=(hidden)'],
  ['/e?event_type=LOGIN&a=b%20c&d+e=%zz&f', '/e?event_type=LOGIN&a=b%20c&d+e=%zz&f'],
  ['/token/geheim', '/token/geheim'],
])('%s is kept as %s', (path, kept) => {
  expect(redactPath(path)).toBe(kept);
});
