import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import { Hub, hubMethod, type HubOptions, streamMethod, types } from '../../src/channels/signalr/index.ts';
import { ask } from '../conformance/http.ts';
import { RawSocket } from '../conformance/raw-socket.ts';
import { completion, handshake, invocation } from '../conformance/world.ts';
import { startHub } from './hub-server.ts';

const options: HubOptions<string> = {
  path: '/hub',
  methods: [],
  authenticate: () => ({ user: 'anybody' }),
};

const made = (own: object): Hub<string> => new Hub({ ...options, ...own });

describe('a hub is not made, and its host is told what to write,', () => {
  test('with settings that are none, all of them at once', () => {
    const settings = {
      keepAliveMs: -1,
      maxGroups: 1.5,
      keepaliveMs: 1,
      shiny: true,
      protocols: ['json', 'xml'],
      transports: [],
      detailedErrors: 'yes',
      compatibility: 'net9',
    };
    const text = (() => {
      try {
        made({ settings });
      } catch (error) {
        expect(error).toBeInstanceOf(TypeError);
        return (error as TypeError).message.replace(/(?<=one of )compatibility, .*(?=\.$)/m, '…');
      }
      return '';
    })();
    expect(text.split('\n').sort()).toEqual(
      [
        "The hub's settings cannot be used:",
        '- keepAliveMs is -1. Give it a whole number from 1 to 9007199254740991.',
        '- maxGroups is 1.5. Give it a whole number from 1 to 9007199254740991.',
        "- There is no setting 'keepaliveMs'. Write 'keepAliveMs'.",
        "- There is no setting 'shiny'. Leave it out, or write one of ….",
        "- protocols.1 is 'xml'. Give it one of 'json', 'messagepack'.",
        '- transports is an empty list. Give it a list with something in it.',
        "- detailedErrors is 'yes'. Give it true or false.",
        "- compatibility is 'net9'. Give it one of 'netcore3.1', 'net8'.",
      ].sort(),
    );
  });

  test.each(['', 'chat', 'http://a/chat', '/chat?a=1', '/chat#a', undefined])('at the path %o', (path) => {
    expect(() => made({ path })).toThrow("a path begins with '/' and has neither '?' nor '#'");
  });

  test('with two methods of one name', () => {
    const named = (name: string): unknown => hubMethod({ name, takes: [], run: () => 1 });
    expect(() => made({ methods: [named('Say'), named('say')] })).toThrow(
      "The hub cannot have both a method 'Say' and a method 'say'",
    );
  });
});

test('a server has one hub at each path, once', () => {
  const server = createServer();
  const hub = made({ path: '/hub' });
  hub.attach(server);
  made({ path: '/other' }).attach(server);
  expect(() => hub.attach(server)).toThrow("The hub at '/hub' is attached to this server already.");
  expect(() => made({ path: '/HUB/' }).attach(server)).toThrow("Two hubs at '/hub' cannot be attached");
  hub.attach(createServer());
});

test.each([
  [undefined, 'undefined'],
  [null, 'null'],
  [{ name: 'secret' }, 'neither user nor wwwAuthenticate'],
])('authenticate that answers %o is an error that says what it may answer', async (answer, what) => {
  const server = await startHub({ authenticate: () => answer as never });
  expect((await ask(`${server.url}/negotiate`, { method: 'POST' })).status).toBe(500);
  expect((await RawSocket.open(server.url)).status).toBe(500);
  const error = expect.objectContaining({
    message: `authenticate has answered ${what}, which lets nobody in and refuses nobody. Let it answer { user }, or tokenMissing, tokenRefused() or { wwwAuthenticate }.`,
  }) as Error;
  expect(server.errors.map(([each]) => each)).toEqual([error, error]);
  await server.stop();
});

test.each([5, undefined, 'text', {}])(
  'a stream that answers %o is an error of its method',
  async (answer) => {
    const server = await startHub({
      methods: [streamMethod({ name: 'Odd', takes: [types.any], run: () => answer as never })],
    });
    const socket = await RawSocket.open(server.url);
    socket.say(handshake, { ...invocation('Odd', [1], 'odd'), type: 4 });
    expect(await completion(socket, 'odd')).toMatchObject({
      error: 'An error occurred on the server while streaming results.',
    });
    expect(server.errors.map(([error]) => String(error))).toEqual([
      expect.stringContaining("The method 'Odd' is declared to answer a stream and has answered "),
    ]);
    socket.reset();
    await server.stop();
  },
);
