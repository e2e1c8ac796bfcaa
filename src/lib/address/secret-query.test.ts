import { expect, test } from 'vitest';
import { hideSecretQuery } from './secret-query.ts';

test.each([
  ['/e?access_token=geheim&a=1', '/e?access_token=(hidden)&a=1'],
  ['/e?apiKey=geheim', '/e?apiKey=(hidden)'],
  ['/e?sig=geheim&code=geheim', '/e?sig=(hidden)&code=(hidden)'],
  ['/e?event_type=LOGIN&a=b%20c&d+e=%zz&f', '/e?event_type=LOGIN&a=b%20c&d+e=%zz&f'],
  [
    '/e?sid=geheim&session=geheim&pwd=geheim&tokenizer=a',
    '/e?sid=(hidden)&session=(hidden)&pwd=(hidden)&tokenizer=a',
  ],
  [
    '/e?to=https%3A%2F%2Fa.example%2F%3Ftoken%3Dgeheim',
    '/e?to=https%3A%2F%2Fa.example%2F%3Ftoken%3D(hidden)',
  ],
  ['https://fn.example/api?code=geheim', 'https://fn.example/api?code=(hidden)'],
  ['/token/geheim', '/token/geheim'],
])('%s is kept as %s', (path, kept) => {
  expect(hideSecretQuery(path)).toBe(kept);
});
