import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { Attempt, HttpMessage } from '../../src/channels/message.ts';
import { asappLane, makeMessage, makeSetting } from './setting.ts';

/** The attempts of one message, at a receiver that does so. */
async function attemptsAt(receiver: RequestListener, message: Partial<HttpMessage> = {}): Promise<Attempt[]> {
  const server = createServer(receiver).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const setting = makeSetting([{ ...asappLane, retries: 1 }]);
  setting.send(makeMessage(1, `http://127.0.0.1:${port}/`, message));
  await setting.drain();
  await setting.channel.close();
  return setting.attempts;
}

test('an attempt tells the beginning of what the receiver answered', async () => {
  const attempts = await attemptsAt((_request, response) => {
    response.writeHead(400).write('{"error":');
    response.end(`"no such queue"}\n${' '.repeat(100_000)}`);
  });
  expect(attempts).toHaveLength(2);
  for (const { answer } of attempts) {
    expect(answer).toContain(String.raw`{"error":"no such queue"}\n  `);
    expect(answer).toHaveLength(256);
  }
});

test('an attempt tells nothing of an empty answer, or of one that broke off', async () => {
  let ordinal = 0;
  const attempts = await attemptsAt((_request, response) => {
    if (++ordinal === 1) response.writeHead(500).end();
    else response.writeHead(200, { 'content-length': 100 }).write('half', () => response.destroy());
  });
  expect(attempts.map(({ status, error }) => [status, error])).toEqual([
    [500, 'status 500'],
    [null, 'answer cut short'],
  ]);
  for (const attempt of attempts) expect(Object.keys(attempt)).not.toContain('answer');
});

test('a secret header that the receiver repeats is hidden', async () => {
  const headers = { authorization: 'Bearer s3cr3t-token', 'x-event-id': 'event-1' };
  const attempts = await attemptsAt(
    (request, response) =>
      void response.writeHead(401).end(`${request.headers.authorization} is not known here`),
    { headers, secretHeaders: ['authorization'] },
  );
  expect(attempts.map(({ answer }) => answer)).toEqual(Array(2).fill('(hidden) is not known here'));
});
