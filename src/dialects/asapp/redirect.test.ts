import { expect, test } from 'vitest';
import { asappConfig } from './config.ts';
import { redirectAsapp } from './redirect.ts';

const url = 'https://before.example/';
const after = 'https://after.example/';

test('a feed goes to its new address and keeps its rules; the others stay', () => {
  const feeds = { journey: { url, retries: 1, event_list: ['QUEUED'] }, queue: { url } };
  const config = asappConfig.parse({ feeds });
  const redirected = redirectAsapp(config, (feed) => (feed === 'journey' ? after : undefined));
  expect(redirected.feeds?.journey).toEqual({ ...config.feeds?.journey, url: after });
  expect(redirected.feeds?.queue).toEqual(config.feeds?.queue);
  expect(Object.keys(redirected.feeds ?? {})).toEqual(['journey', 'queue']);
});

test('the raw target is a feed too', () => {
  const config = asappConfig.parse({ raw: { url } });
  expect(redirectAsapp(config, (feed) => (feed === 'raw' ? after : undefined)).raw?.url).toBe(after);
  expect(redirectAsapp(config, () => undefined)).toEqual(config);
});
