import { expect, test } from 'vitest';
import { explainReceiverUrl, isLoopback } from './receiver-url.ts';

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
  expect(explainReceiverUrl(url)).toBeUndefined();
});

test.each([
  ['http://receiver.example/', /in the clear.*plain http: is for localhost only/],
  ['http://0.0.0.0/', /plain http:/],
  ['http://128.0.0.1/', /plain http:/],
  ['http://[::2]/', /plain http:/],
  ['http://127.0.0.1.example.com/', /plain http:/],
  ['http://localhost.example/', /plain http:/],
  ['ws://localhost/', /an address for ws, and messages go over HTTP\. Write https:\/\/localhost\/, or http:/],
  ['FTP://receiver.example:2121/x', /address for ftp.*Write https:\/\/receiver\.example:2121\/x/],
  ['file:///etc/passwd', /not an https: address/],
  ['/events', /"\/events" is not an https: address/],
  ['', /not an https: address/],
])('%s is refused', (url, text) => {
  expect(explainReceiverUrl(url)).toMatch(text);
});

test('a password in an address is refused without being repeated', () => {
  const problem = explainReceiverUrl('https://user:hunter2@receiver.example/');
  expect(problem).toMatch(/user name or password/);
  expect(problem).not.toContain('hunter2');
});

test.each(['localhost', '127.0.0.1', '::1', '[::1]'])('%s is this machine', (host) => {
  expect(isLoopback(host)).toBe(true);
});

test.each(['0.0.0.0', '::', '127.evil.example', 'example.com'])('%s is not', (host) => {
  expect(isLoopback(host)).toBe(false);
});
