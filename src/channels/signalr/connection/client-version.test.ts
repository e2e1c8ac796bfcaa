import { expect, test } from 'vitest';
import { clientVersion } from './client-version.ts';

test.each([
  ['Microsoft SignalR/10.0 (10.0.11; Linux; NodeJS; v26.10.0)', 10],
  ['Microsoft SignalR/7.0 (7.0.0; Unknown OS; Browser; Unknown Runtime Version)', 7],
  ['Microsoft SignalR/6.0 (6.0.25; Linux; NodeJS; v26.10.0)', 6],
  ['Mozilla/5.0 (X11; Linux x86_64) Firefox/153.0', undefined],
  ['pysignalr/1.3.2', undefined],
  ['', undefined],
  [undefined, undefined],
])('%s is of version %s', (agent, version) => {
  expect(clientVersion(agent)).toBe(version);
});
