import { expect, test } from 'vitest';
import { hideSecretQuery } from './secret-query.ts';

test.each([
  ['/e?access_token=geheim&a=1', '/e?access_token=(hidden)&a=1'],
  ['/e?apiKey=geheim', '/e?apiKey=(hidden)'],
  ['/e?sig=geheim&code=geheim', '/e?sig=(hidden)&code=(hidden)'],
  ['/e?event_type=LOGIN&a=b%20c&d+e=%zz&f', '/e?event_type=LOGIN&a=b%20c&d+e=%zz&f'],
  ['https://fn.example/api?code=geheim', 'https://fn.example/api?code=(hidden)'],
  ['/token/geheim', '/token/geheim'],
])('%s is kept as %s', (path, kept) => {
  expect(hideSecretQuery(path)).toBe(kept);
});
