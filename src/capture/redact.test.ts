import { expect, test } from 'vitest';
import { redactHeaders } from './redact.ts';

test.each([
  ...['authorization', 'Proxy-Authorization', 'cookie', 'x-auth-token', 'X-Api-Key', 'x-apikey', 'x-tenant'],
  ...[
    'x-hub-signature-256',
    'ocp-apim-subscription-key',
    'client_secret',
    'x-session-id',
    'validation-token',
    'X-AuthToken',
    'X-CSRFToken',
    'JSESSIONID',
    'x-key',
    'x-functions-key',
    'x-passcode',
    'X-PrivateKey',
    'cookie2',
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

test.each([
  ['https://a.example/x?access_token=geheim&a=1', 'https://a.example/x?access_token=(hidden)&a=1'],
  ['/x?api_key=geheim', '/x?api_key=(hidden)'],
  ['https://user:geheim@a.example/x', 'https://(hidden)@a.example/x'],
  ['Mozilla/5.0 (who?token=1)', 'Mozilla/5.0 (who?token=1)'],
])('a header with the link %s has it as %s', (value, kept) => {
  expect(redactHeaders({ referer: value }, new Set())).toEqual({ referer: kept });
});

test('several values of one header are one, and one that is not there is none', () => {
  expect(redactHeaders({ via: ['a', 'b'], none: undefined }, new Set())).toEqual({ via: 'a, b' });
});
