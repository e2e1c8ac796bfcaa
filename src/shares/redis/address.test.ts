import { expect, test } from 'vitest';
import { problemsOf } from '../../../test/kit/problems-of.ts';
import { readRedisAddress } from './address.ts';

test('an address has what is usual where it says nothing, and its secrets from the environment', () => {
  expect(readRedisAddress('redis://redis.example', { PHONEY_REDIS_PASSWORD: 'hush' })).toEqual({
    host: 'redis.example',
    port: 6379,
    database: 0,
    isTls: false,
    username: undefined,
    password: 'hush',
    shown: 'redis://redis.example:6379',
  });
  expect(readRedisAddress('rediss://me:hu%20sh@[::1]:6380/2', {})).toEqual({
    host: '::1',
    port: 6380,
    database: 2,
    isTls: true,
    username: 'me',
    password: 'hu sh',
    shown: 'rediss://[::1]:6380/2',
  });
});

test.each([
  '',
  'redis.example:6379',
  'http://redis.example',
  'redis://',
  'redis://me:hush@h/2/3',
  'redis://:hush@h/?db=2',
])('%j is refused, and nothing of it repeated', (text) => {
  const problems = problemsOf(() => readRedisAddress(text, {}));
  expect(problems).toHaveLength(1);
  expect(JSON.stringify(problems)).not.toContain('hush');
});
