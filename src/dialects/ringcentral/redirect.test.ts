import { expect, test } from 'vitest';
import { ringcentralConfig } from './config.ts';
import { redirectRingcentral } from './redirect.ts';

test('an address is replaced where there is one, and nowhere else', () => {
  const config = ringcentralConfig.parse({ wfm: { agent_event_url: 'https://a.example/' } });
  const urlOf = (feed: string): string => `https://other.example/${feed}`;
  expect(redirectRingcentral(config, urlOf).wfm).toEqual({
    ...config.wfm,
    agent_event_url: 'https://other.example/agent-events',
  });
  expect(redirectRingcentral(config, () => undefined)).toEqual(config);
});
