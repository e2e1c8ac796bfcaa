import { expect, test } from 'vitest';
import { canAnswer, saysWhatItIs } from './client-version.ts';

test.each([
  ['Microsoft SignalR/10.0 (10.0.11; Linux; NodeJS; v26.10.0)', true, true],
  ['Microsoft SignalR/7.0 (7.0.0; Unknown OS; Browser; Unknown Runtime Version)', true, true],
  ['Microsoft SignalR/6.0 (6.0.25; Linux; NodeJS; v26.10.0)', false, true],
  ['Microsoft SignalR/5.0 (5.0.17; Unknown OS; Browser; Unknown Runtime Version)', false, true],
  ['Mozilla/5.0 (X11; Linux x86_64) Firefox/153.0', true, false],
  ['pysignalr/1.3.2', true, false],
  [undefined, true, false],
])('%s can answer: %s, and says what it is: %s', (agent, answers, says) => {
  expect(canAnswer(agent)).toBe(answers);
  expect(saysWhatItIs(agent)).toBe(says);
});
