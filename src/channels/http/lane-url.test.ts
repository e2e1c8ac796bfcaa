import { expect, test } from 'vitest';
import { checkLaneUrl, isLoopback } from './lane-url.ts';

const lane = { vendor: 'asapp', feed: 'journey' };

test.each([
  'https://receiver.example:8443/events?x=1',
  'https://10.0.0.1/',
  'http://localhost:8080/',
  'http://LOCALHOST/',
  'http://127.0.0.1/',
  'http://127.1.2.3:9/',
  'http://127.1/',
  'http://[::1]:8080/',
])('%s is fine', (url) => {
  expect(checkLaneUrl(url, lane)).toBeUndefined();
});

test.each([
  ['http://receiver.example/', /plain http: is for this machine only/],
  ['http://0.0.0.0/', /plain http:/],
  ['http://128.0.0.1/', /plain http:/],
  ['http://[::2]/', /plain http:/],
  ['http://127.0.0.1.example.com/', /plain http:/],
  ['http://localhost.example/', /plain http:/],
  ['ws://localhost/', /"ws:" is not spoken here/],
  ['file:///etc/passwd', /"file:"/],
  ['/events', /is not a URL: "\/events"/],
  ['', /is not a URL/],
])('%s is refused', (url, text) => {
  expect(checkLaneUrl(url, lane)?.message).toMatch(text);
  expect(checkLaneUrl(url, lane)?.message).toMatch(/^The address of asapp\.journey /);
});

test('a password in an address is refused without being repeated', () => {
  const problem = checkLaneUrl('https://user:hunter2@receiver.example/', lane);
  expect(problem?.message).toMatch(/user name or password/);
  expect(problem?.message).not.toContain('hunter2');
});

test.each(['localhost', '127.0.0.1', '::1', '[::1]'])('%s is this machine', (host) => {
  expect(isLoopback(host)).toBe(true);
});

test.each(['0.0.0.0', '::', '127.evil.example', 'example.com'])('%s is not', (host) => {
  expect(isLoopback(host)).toBe(false);
});
