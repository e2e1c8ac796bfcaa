import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EventStream } from './cases/event-stream.ts';
import { openPoll } from './cases/polling.ts';
import { ask, open, shownHeaders } from './http.ts';
import { connected, invocation, negotiated, startWorld, type World } from './world.ts';

const epoch = 'Thu, 01 Jan 1970 00:00:00 GMT';

/** What ASP.NET Core 3.1.2 was recorded to do, and what the source of ASP.NET Core 8 does. */
const versions = [
  {
    compatibility: 'netcore3.1',
    eventStream: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' },
    ofPolls: {},
    badVersion: "The client requested an invalid protocol version 'x'",
    secondStream: [{ item: 0 }, { item: 0 }, {}, { item: 1 }, {}],
    closing: [{ type: 7, error: 'Connection closed with an error.', allowReconnect: true }],
  },
  {
    compatibility: 'net8',
    eventStream: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache,no-store',
      pragma: 'no-cache',
    },
    ofPolls: { 'cache-control': 'no-cache, no-store', pragma: 'no-cache', expires: epoch },
    badVersion: 'The client requested a non-integer protocol version.',
    secondStream: [{ error: "Invocation ID 's' is already in use." }, { item: 0 }, { item: 1 }, {}],
    closing: [],
  },
] as const;

describe.each(versions)('a hub with compatibility $compatibility', (version) => {
  let world: World;
  const ended: string[] = [];

  beforeAll(async () => {
    const { compatibility } = version;
    world = await startWorld({ compatibility }, { onEnd: (reason) => ended.push(reason) });
  });

  afterAll(() => world.testHub.stop());

  test('begins an event stream at once with an empty comment, without which Firefox never opens it', async () => {
    const url = world.at({ id: await negotiated(world) });
    const response = await open(url, { headers: { accept: 'text/event-stream' } });
    const stream = new EventStream(response);
    await stream.until(() => stream.raw !== '');
    expect(stream.raw).toBe(':\r\n');
    expect(shownHeaders(response)).toEqual(version.eventStream);
    expect(response.headers['content-encoding']).toBe('identity');
    response.destroy();
  });

  test('says of polls what that version says of caches, refusals included', async () => {
    const { id, poll, remove } = await openPoll(world);
    const waiting = poll();
    await remove();
    const refused = await ask(world.at({ id }));
    for (const answer of [await waiting, refused]) {
      expect(shownHeaders(answer)).toEqual({ 'content-type': 'text/plain', ...version.ofPolls });
    }
  });

  test('treats a second stream under an id in use as that version does', async () => {
    const socket = await connected(world);
    const stream = (count: number, delayMs: number): object => ({
      ...invocation('TestCounter', [count, delayMs], 's'),
      type: 4,
    });
    socket.say(stream(2, 40), stream(1, 0));
    await socket.until(() => socket.messages.length >= version.secondStream.length);
    const parts = socket.messages.map(({ type: _type, invocationId: _id, ...part }) => part);
    expect(parts).toEqual(version.secondStream);
    socket.reset();
  });

  test('names a bad version of negotiate as that version does', async () => {
    const { body } = await ask(world.at({ negotiateVersion: 'x' }, '/negotiate'), { method: 'POST' });
    expect(JSON.parse(body)).toEqual({ error: version.badVersion });
  });

  test("takes a client's close message for an orderly end, whatever it answers", async () => {
    const socket = await connected(world);
    ended.length = 0;
    socket.say({ type: 7 });
    await socket.until(() => socket.ended);
    expect(socket.messages).toEqual(version.closing);
    expect(socket.closing).toEqual({ code: 1000, reason: '' });
    expect(ended).toEqual(['client-closed']);
  });
});

test('a cancel message reaches only the first of two streams of one id, as in 3.1', async () => {
  const world = await startWorld();
  const socket = await connected(world);
  const stream = { ...invocation('TestCounter', [1000, 10], 's'), type: 4 };
  socket.say(stream, stream);
  await socket.until(() => socket.messages.length >= 2);
  socket.say({ type: 5, invocationId: 's' });
  const completions = (): number => socket.messages.filter(({ type }) => type === 3).length;
  await socket.until(() => completions() > 0);
  socket.say({ type: 5, invocationId: 's' });
  const before = socket.messages.length;
  await socket.until(() => socket.messages.length > before + 5);
  expect(completions()).toBe(1);
  await world.testHub.stop();
});
