import { request, type IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import type { Phoney } from '../../src/index.ts';
import { holdHub } from './hub-client.ts';

/** An answer as it came, whole or not. */
interface Answer {
  readonly status: number;
  readonly promised: string | undefined;
  readonly text: string;
  readonly isWhole: boolean;
}

const hungUp: Answer = { status: 0, promised: undefined, text: '', isWhole: false };

/** Reads an answer to its end, whatever that is; `onText` is told what there is so far. */
function read(response: IncomingMessage, onText: (text: string) => void = () => undefined): Promise<Answer> {
  return new Promise((resolve) => {
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => onText((text += chunk)));
    response.on('error', () => undefined);
    response.on('close', () =>
      resolve({
        status: response.statusCode ?? 0,
        promised: response.headers['content-length'],
        text,
        isWhole: response.complete,
      }),
    );
  });
}

/** A client that knows nothing but HTTP, at a hub that has negotiated with it. */
async function negotiate(phoney: Phoney) {
  const hub = phoney.hub('enreach');
  const authorization = `Bearer ${await hub.token('alice')}`;
  const negotiated = await fetch(`${hub.url}/negotiate?negotiateVersion=1`, {
    method: 'POST',
    headers: { authorization },
  });
  const { connectionToken } = (await negotiated.json()) as { readonly connectionToken: string };
  const url = `${hub.url}?id=${connectionToken}`;
  /** Resolves with the head of the answer; `null` where there is none. */
  const ask = (headers: Readonly<Record<string, string>> = {}): Promise<IncomingMessage | null> =>
    new Promise((resolve) => {
      request(url, { headers: { authorization, ...headers } })
        .on('response', resolve)
        .on('error', () => resolve(null))
        .end();
    });
  const shakeHands = (): Promise<Response> =>
    fetch(url, {
      method: 'POST',
      headers: { authorization },
      body: '{"protocol":"json","version":1}\u001e',
    });
  return { ask, shakeHands };
}

/** An event stream after its handshake: what comes then, as text, once it has ended. */
async function openStream(phoney: Phoney): Promise<{ readonly ended: Promise<Answer> }> {
  const { ask, shakeHands } = await negotiate(phoney);
  const response = await ask({ accept: 'text/event-stream' });
  if (response === null) throw new Error('There is no stream.');
  const accepted = Promise.withResolvers<void>();
  const whole = read(response, (text) => text.includes(handshakeAnswer) && accepted.resolve());
  await shakeHands();
  await accepted.promise;
  const after = async (): Promise<Answer> => {
    const answer = await whole;
    return { ...answer, text: answer.text.split(handshakeAnswer)[1] ?? '' };
  };
  return { ended: after() };
}

const handshakeAnswer = 'data: {}\u001e\r\n\r\n';

/**
 * A client that polls, after its handshake, and waits with a poll. The hub has it: of two, the one that came first is ended with
 * 204 by the one that came after it.
 */
async function openPoll(phoney: Phoney) {
  const { ask, shakeHands } = await negotiate(phoney);
  const poll = async (): Promise<Answer> => {
    const response = await ask();
    return response === null ? hungUp : read(response);
  };
  await poll();
  const accepted = poll();
  await shakeHands();
  expect((await accepted).text).toBe('{}\u001e');
  const polls = [poll(), poll()];
  const replaced = await Promise.race(
    polls.map(async (one, index) => ({ index, status: (await one).status })),
  );
  expect(replaced.status).toBe(204);
  return { ended: polls[1 - replaced.index] as Promise<Answer>, poll };
}

const start = (phoney: Phoney, fault: string, more: Record<string, unknown> = {}): Promise<unknown> =>
  phoney.command({ do: 'fault.start', fault, ...more } as never);

test.each([
  ['close', {}, { text: 'data: {"type":7}\u001e\r\n\r\n', isWhole: true }],
  [
    'close',
    { error: 'maintenance', allow_reconnect: true },
    { text: 'data: {"type":7,"error":"maintenance","allowReconnect":true}\u001e\r\n\r\n', isWhole: true },
  ],
  ['lose_connection', {}, { text: '', isWhole: false }],
  ['drop', { where: { transport: 'ServerSentEvents' } }, { text: '', isWhole: false }],
  ['lose_connection', { in_frame: true }, { text: 'data: {"type":1,', isWhole: false }],
])('%s with %j on an event stream: it ends with %j', async (fault, more, expected) => {
  const phoney = await holdHub();
  const { ended } = await openStream(phoney);
  await start(phoney, fault, more);
  expect(await ended).toEqual({ status: 200, promised: undefined, ...expected });
  expect(phoney.hub('enreach').clients()).toEqual([]);
});

test.each([
  ['close', {}, { status: 200, promised: '11', text: '{"type":7}\u001e', isWhole: true }],
  ['lose_connection', {}, hungUp],
  ['drop', { where: { transport: 'LongPolling' } }, hungUp],
  [
    'lose_connection',
    { in_frame: true },
    { status: 200, promised: '100', text: '{"type":1,', isWhole: false },
  ],
])('%s with %j on a poll: it ends with %j', async (fault, more, expected) => {
  const phoney = await holdHub();
  const { ended, poll } = await openPoll(phoney);
  await start(phoney, fault, more);
  expect(await ended).toEqual(expected);
  expect((await poll()).status).toBe(fault === 'close' ? 204 : 404);
});

test.each(['ServerSentEvents', 'LongPolling'])(
  'restart over %s: it breaks off, and whoever calls is hung up on',
  async (transport) => {
    const phoney = await holdHub();
    const { ended } = await (transport === 'LongPolling' ? openPoll(phoney) : openStream(phoney));
    await start(phoney, 'restart', { back_after: '1h' });
    expect(await ended).toMatchObject({ isWhole: false, text: '' });
    await expect(negotiate(phoney)).rejects.toThrow('fetch failed');
  },
);
