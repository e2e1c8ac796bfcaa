import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hubMethod, streamMethod, types } from '../../src/channels/signalr/index.ts';
import { RawSocket } from '../conformance/raw-socket.ts';
import { ways } from '../conformance/ways.ts';
import { handshake, invocation } from '../conformance/world.ts';
import { type HubServer, startHub } from './hub-server.ts';

const maxBufferedBytes = 200_000;
const large = 3_000_000;
const ends: string[] = [];
let server: HubServer;

beforeAll(async () => {
  server = await startHub({
    settings: { maxBufferedBytes, maxParallelInvocations: 3 },
    onDisconnected: (_connection, reason) => ends.push(reason),
    methods: [
      hubMethod({ name: 'Large', takes: [types.int], run: (_call, length) => 'x'.repeat(length) }),
      hubMethod({
        name: 'Tell',
        takes: [types.int],
        run: async ({ clients }, count) => {
          // oxlint-disable-next-line no-await-in-loop -- awaiting is what is tried
          for (let i = 0; i < count; i++) await clients.caller.send('Told', 'x'.repeat(large));
        },
      }),
      streamMethod({
        name: 'Items',
        takes: [types.int],
        run: function* (_call, count) {
          for (let i = 0; i < count; i++) yield 'x'.repeat(large);
        },
      }),
      hubMethod({
        name: 'Flood',
        takes: [types.int],
        run: ({ clients }, length) => {
          for (let i = 0; i < 30_000_000 / length; i++) void clients.caller.send('Told', 'x'.repeat(length));
        },
      }),
    ],
  });
});

afterAll(() => server.stop());

describe.each(ways.filter(({ version }) => version === 'current'))(
  'over $over in $protocol, a client that reads',
  (way) => {
    test('has messages longer than may wait, one after the other and several at once', async () => {
      const { connection } = await server.client(way, 'alice');
      let told = 0;
      connection.on('Told', ({ length }: string) => (told += length));
      const items = (count: number): Promise<number> =>
        new Promise((resolve, reject) => {
          let bytes = 0;
          connection.stream<string>('Items', count).subscribe({
            next: ({ length }) => (bytes += length),
            complete: () => resolve(bytes),
            error: reject,
          });
        });
      expect(await connection.invoke<string>('Large', large)).toHaveLength(large);
      await connection.invoke('Tell', 3);
      expect(told).toBe(3 * large);
      const [one, other, result] = await Promise.all([
        items(2),
        items(2),
        connection.invoke<string>('Large', large),
      ]);
      expect([one, other, result.length]).toEqual([2 * large, 2 * large, large]);
      expect(ends).not.toContain('too-slow');
      await connection.stop();
    });
  },
);

test.each([1000, large])(
  'whoever does not read is closed all the same when nobody waits who sends it messages of %i bytes',
  async (length) => {
    await server.hub.whenEmpty();
    const socket = await RawSocket.open(server.url);
    socket.say(handshake);
    await socket.until(() => socket.messages.length > 0);
    socket.stall();
    const [connection] = server.hub.connections;
    const ended = new Promise((resolve) => connection?.signal.addEventListener('abort', resolve));
    socket.say(invocation('Flood', [length], 'flood'));
    await ended;
    expect(ends.at(-1)).toBe('too-slow');
    socket.reset();
  },
);
