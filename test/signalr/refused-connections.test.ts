import { afterEach, describe, expect, test } from 'vitest';
import { HubException, type HubOptions } from '../../src/channels/signalr/index.ts';
import { ask } from '../conformance/http.ts';
import { RawSocket } from '../conformance/raw-socket.ts';
import { handshake } from '../conformance/world.ts';
import { type HubServer, startHub } from './hub-server.ts';
import { MemoryNetwork } from './memory-backplane.ts';

let server: HubServer;

afterEach(() => server.stop());

const refuse = (): never => {
  throw new HubException('not today');
};

describe('whoever is not let in', () => {
  const refusals: Record<string, Partial<HubOptions<string>>> = {
    'by what answers at once': { onConnected: refuse },
    'by what answers later': { onConnected: () => Promise.resolve().then(refuse) },
    'by a filter': { filters: [{ connected: refuse }] },
    'by a filter behind onConnected': {
      filters: [{ connected: (_connection, next) => next().then(refuse) }],
    },
    'because nobody knows who it is': { userId: refuse },
  };

  test.each(Object.keys(refusals))('%s, is told why, and is heard of no more', async (name) => {
    const network = new MemoryNetwork();
    const ends: string[] = [];
    const { onConnected, filters = [], ...options } = refusals[name] as Partial<HubOptions<string>>;
    server = await startHub({
      ...options,
      backplane: network.backplane(),
      filters: [{ disconnected: () => ends.push('filter') }, ...filters],
      onConnected: async (connection, surroundings) => {
        await surroundings.groups.add(connection.id, 'room');
        await onConnected?.(connection, surroundings);
      },
      onDisconnected: () => ends.push('host'),
    });
    const socket = await RawSocket.open(server.url);
    socket.say(handshake);
    await socket.until(() => socket.ended);
    expect(socket.messages).toEqual([
      {},
      { type: 7, error: 'Connection closed with an error. HubException: not today' },
    ]);
    await server.hub.whenEmpty();
    expect(ends).toEqual([]);
    expect(server.errors).toEqual([]);
    expect(network.channels.filter((channel) => /group|user|connection/.test(channel))).toEqual([]);
  });
});

test.each([
  ['is told to the host behind onConnected', undefined, ['host']],
  ['is not told when onConnected would not have it', refuse, []],
])('an end while onConnected runs %s', async (_name, fail, told) => {
  const ends: string[] = [];
  const greeting = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  server = await startHub({
    onConnected: async ({ signal }) => {
      signal.addEventListener('abort', () => ended.resolve());
      await greeting.promise;
      fail?.();
    },
    onDisconnected: () => ends.push('host'),
  });
  const socket = await RawSocket.open(server.url);
  socket.say(handshake);
  await socket.until(() => socket.messages.length > 0);
  socket.reset();
  await ended.promise;
  expect(ends).toEqual([]);
  greeting.resolve();
  await new Promise((resolve) => setImmediate(resolve));
  expect(ends).toEqual(told);
});

test('a line break in what authenticate answers begins no header', async () => {
  server = await startHub({
    authenticate: () => ({ wwwAuthenticate: 'Bearer realm="a"\r\nSet-Cookie: evil=1\r\n\r\n<p>' }),
  });
  const header = 'Bearer realm="a" Set-Cookie: evil=1 <p>';
  const refused = await RawSocket.open(server.url);
  expect([refused.status, refused.headers['www-authenticate']]).toEqual([401, header]);
  expect(refused.headers).not.toHaveProperty('set-cookie');
  const { status, headers } = await ask(`${server.url}/negotiate`, { method: 'POST' });
  expect([status, headers['www-authenticate'], headers['set-cookie']]).toEqual([401, header, undefined]);
});
