import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { runLine } from './fuzz/run-line.ts';

/** A receiver that keeps the headers of what it got. */
async function startReceiver(): Promise<{ url: string; received: IncomingHttpHeaders[] }> {
  const received: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    received.push(request.headers);
    request.resume();
    response.end();
  }).listen(0, '127.0.0.1');
  onTestFinished(() => server.close().closeAllConnections());
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`, received };
}

test.each([
  ['asapp', 'SURVEY_SUBMITTED'],
  ['ringcentral', 'LOGIN'],
])('headers that are given go along with an event of %s', async (vendor, eventType) => {
  const { url, received } = await startReceiver();
  const headers = [
    '--header',
    'X-Tenant: 7',
    '--header',
    'Authorization:Bearer a.b=',
    '--header',
    'X-Empty:',
  ];
  const { code, stderr } = await runLine({
    args: ['trigger', vendor, eventType, '--url', url, ...headers],
    env: {},
  });
  expect(code, stderr).toBe(0);
  expect(received).toEqual([
    expect.objectContaining({ 'x-tenant': '7', authorization: 'Bearer a.b=', 'x-empty': '' }),
  ]);
});

test('the variable holds one header a line', async () => {
  const { url, received } = await startReceiver();
  const args = ['trigger', 'asapp', 'SURVEY_SUBMITTED', '--url', url];
  await runLine({ args, env: { PHONEY_HEADER: 'X-A: 1, 2\nX-B: c:d' } });
  expect(received).toEqual([expect.objectContaining({ 'x-a': '1, 2', 'x-b': 'c:d' })]);
});

test('all headers that cannot be sent are told at once, with the reason and without their values', async () => {
  const bad = ['X-Site: Zürich', 'X Site: 7', 'Host: a', 'X-Tenant', ': 7', 'X-Line: secret\r'];
  const args = ['trigger', 'asapp', 'SURVEY_SUBMITTED', ...bad.flatMap((header) => ['--header', header])];
  const { code, stderr } = await runLine({ args, env: {} });
  expect(stderr.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^error --header: The value of X-Site cannot be sent\. .*ASCII/),
    expect.stringMatching(/^error --header: "X Site" is not the name of a header\. .*no spaces/),
    'error --header: "Host" is set by phoney itself. Leave it out.',
    'error --header: A header is a name and a value, such as "X-Tenant: 7".',
    'error --header: A header is a name and a value, such as "X-Tenant: 7".',
    expect.stringMatching(/^error --header: The value of X-Line cannot be sent\. /),
  ]);
  expect(stderr).not.toMatch(/Zürich|secret/);
  expect(code).toBe(2);
});
