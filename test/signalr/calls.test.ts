import { Subject } from '@microsoft/signalr';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  HubException,
  type HubFilter,
  hubMethod,
  type HubSettings,
  streamMethod,
  types,
} from '../../src/channels/signalr/index.ts';
import { RawSocket } from '../conformance/raw-socket.ts';
import { type Way, ways } from '../conformance/ways.ts';
import { completion, handshake, invocation } from '../conformance/world.ts';
import { type HubServer, startHub } from './hub-server.ts';

/** Something that a test opens, and that calls wait for. */
function gate(): { readonly opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

async function said(socket: RawSocket, ...ids: readonly string[]): Promise<string[]> {
  await Promise.all(ids.map((id) => completion(socket, id)));
  return socket.messages.flatMap(({ invocationId, type }) => (type === 3 ? [String(invocationId)] : []));
}

describe.each<[what: string, settings: HubSettings, order: string[]]>([
  ['one by one, as .NET by default', {}, ['wait', 'quick', 'late']],
  ['one by one in .NET 8 as well', { compatibility: 'net8' }, ['wait', 'quick', 'late']],
  ['two at once, if the settings say so', { maxParallelInvocations: 2 }, ['quick', 'late', 'wait']],
])('calls of a client run %s', (_what, settings, order) => {
  test('and streams beside them', async () => {
    const { opened, open } = gate();
    const server = await startHub({
      settings,
      methods: [
        hubMethod({ name: 'Wait', takes: [], run: () => opened }),
        hubMethod({ name: 'Quick', takes: [], run: () => undefined }),
        hubMethod({ name: 'Open', takes: [], run: () => void setImmediate(open) }),
        streamMethod({ name: 'Count', takes: [], run: () => [1, 2] }),
      ],
    });
    const socket = await RawSocket.open(server.url);
    socket.say(handshake, { ...invocation('Count', [], 'count'), type: 4 }, invocation('Wait', [], 'wait'));
    socket.say(invocation('Quick', [], 'quick'));
    await completion(socket, 'count');
    if (order[0] === 'quick') {
      await completion(socket, 'quick');
      socket.say(invocation('Open', [], 'late'));
    } else {
      // Another client's call comes through meanwhile.
      const other = await RawSocket.open(server.url);
      other.say(handshake, invocation('Quick', [], 'other'));
      await completion(other, 'other');
      expect(socket.messages.map(({ invocationId }) => invocationId)).not.toContain('quick');
      other.reset();
      open();
      socket.say(invocation('Quick', [], 'late'));
    }
    expect((await said(socket, ...order)).filter((id) => id !== 'count')).toEqual(order);
    socket.reset();
    await server.stop();
  });
});

test.each([
  ['netcore3.1', false],
  ['net8', true],
] as const)(
  'a hub like %s acts on what is no call while a call runs: %s',
  async (compatibility, isActedOn) => {
    const { opened, open } = gate();
    let cancelled = false;
    const server = await startHub({
      settings: { compatibility },
      methods: [
        hubMethod({ name: 'Wait', takes: [], run: () => opened }),
        streamMethod({
          name: 'Endless',
          takes: [],
          run: async function* ({ signal }) {
            yield 0;
            await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
            cancelled = true;
          },
        }),
      ],
    });
    const socket = await RawSocket.open(server.url);
    socket.say(handshake, { ...invocation('Endless', [], 'endless'), type: 4 });
    await socket.until(() => socket.messages.some(({ type }) => type === 2));
    socket.say(invocation('Wait', [], 'wait'), { type: 5, invocationId: 'endless' });
    if (isActedOn) await completion(socket, 'endless');
    expect(cancelled).toBe(isActedOn);
    open();
    expect(await said(socket, 'wait', 'endless')).toEqual(
      isActedOn ? ['endless', 'wait'] : ['wait', 'endless'],
    );
    socket.reset();
    await server.stop();
  },
);

describe('filters', () => {
  let server: HubServer;
  const log: string[] = [];

  function logging(name: string): HubFilter<string> {
    return {
      invoke: async ({ method, given }, next) => {
        log.push(`${name} before ${method.name}(${given.join()})`);
        const result = await next();
        log.push(`${name} after ${String(result)}`);
        return result;
      },
      connected: async ({ user }, next) => {
        log.push(`${name} before ${user} connected`);
        await next();
        log.push(`${name} after connected`);
      },
      disconnected: async (_connection, reason, next) => {
        log.push(`${name} before disconnected: ${reason}`);
        await next();
        log.push(`${name} after disconnected`);
      },
    };
  }

  beforeAll(async () => {
    server = await startHub({
      filters: [
        logging('outer'),
        {
          invoke: ({ method, given: [first] }, next) => {
            if (method.name === 'Add' && first === 1) return next([10, 1]);
            if (first === 13) throw new HubException('an unlucky number');
            return first === 2 ? 'instead' : next();
          },
        },
        logging('inner'),
      ],
      methods: [
        hubMethod({ name: 'Add', takes: [types.int, types.int], run: (_call, a, b) => a + b }),
        streamMethod({ name: 'Count', takes: [types.int], run: (_call, count) => Array(count).keys() }),
      ],
      onConnected: () => log.push('connected'),
      onDisconnected: () => log.push('disconnected'),
    });
  });

  afterAll(() => server.stop());

  test('stand around connections and calls, the first outermost, and may change what goes in and out', async () => {
    const [way] = ways as [Way];
    const { connection } = await server.client(way, 'alice');
    expect(log.splice(0)).toEqual([
      'outer before alice connected',
      'inner before alice connected',
      'connected',
      'inner after connected',
      'outer after connected',
    ]);
    expect(await connection.invoke('Add', 1, 2)).toBe(11);
    expect(log.splice(0)).toEqual([
      'outer before Add(1,2)',
      'inner before Add(10,1)',
      'inner after 11',
      'outer after 11',
    ]);
    expect(await connection.invoke('Add', 2, 2)).toBe('instead');
    expect(log.splice(0)).toEqual(['outer before Add(2,2)', 'outer after instead']);
    await expect(connection.invoke('Add', 13, 0)).rejects.toThrow('HubException: an unlucky number');
    log.splice(0);
    const items: number[] = [];
    await new Promise<void>((complete, error) =>
      connection.stream<number>('Count', 3).subscribe({ next: (item) => items.push(item), complete, error }),
    );
    expect(items).toEqual([0, 1, 2]);
    expect(log.splice(0)[0]).toBe('outer before Count(3)');
    const ended = new Promise<void>((resolve) => {
      const [known] = server.hub.connections;
      known?.signal.addEventListener('abort', () => setImmediate(resolve));
    });
    await connection.stop();
    await ended;
    expect(log.splice(0)).toEqual([
      'outer before disconnected: client-closed',
      'inner before disconnected: client-closed',
      'disconnected',
      'inner after disconnected',
      'outer after disconnected',
    ]);
  });

  test('that throw when somebody connects close the connection', async () => {
    const strict = await startHub({
      filters: [
        {
          connected: () => {
            throw new HubException('not today');
          },
        },
      ],
      onConnected: () => log.push('connected'),
    });
    const socket = await RawSocket.open(strict.url);
    socket.say(handshake);
    await socket.until(() => socket.messages.some(({ type }) => type === 7));
    expect(socket.messages).toContainEqual({
      type: 7,
      error: 'Connection closed with an error. HubException: not today',
    });
    expect(log).toEqual([]);
    await strict.stop();
  });
});

test('a userId that throws closes the connection, and the host is told', async () => {
  const server = await startHub({
    userId: () => {
      throw new Error('nobody knows');
    },
  });
  const socket = await RawSocket.open(server.url);
  socket.say(handshake);
  await socket.until(() => socket.messages.some(({ type }) => type === 7));
  expect(socket.messages).toContainEqual({ type: 7, error: 'Connection closed with an error.' });
  expect(server.errors).toEqual([[new Error('nobody knows'), 'a callback of the hub']]);
  socket.reset();
  await server.stop();
});

describe.each(ways)('over $over in $protocol, the $version client', (way) => {
  let server: HubServer;

  beforeAll(async () => {
    server = await startHub({
      methods: [
        hubMethod({
          name: 'Open',
          takes: [types.string],
          authorize: ({ connection }, door) => connection.user === 'admin' || door === 'front',
          run: (_call, door) => `${door} is open`,
        }),
        streamMethod({
          name: 'Watch',
          takes: [],
          authorize: async ({ connection }) => (await Promise.resolve(connection.user)) === 'admin',
          run: () => ['all quiet'],
        }),
        hubMethod({
          name: 'Broken',
          takes: [],
          authorize: () => {
            throw new Error('the policy is gone');
          },
          run: () => 'never',
        }),
        streamMethod({
          // Microsoft's client overlooks a stream that stands right behind another one in a call.
          name: 'Double',
          takes: [types.int],
          uploads: [types.int, types.int],
          run: async function* (_call, offset, left, right) {
            for await (const number of left) yield offset + 2 * number;
            for await (const number of right) yield offset - 2 * number;
          },
        }),
      ],
    });
  });

  afterAll(() => server.stop());

  test('may call what its user may, and is told so where not', async () => {
    const { connection: guest } = await server.client(way, 'guest');
    const { connection: admin } = await server.client(way, 'admin');
    expect(await guest.invoke('Open', 'front')).toBe('front is open');
    expect(await admin.invoke('Open', 'vault')).toBe('vault is open');
    await expect(guest.invoke('Open', 'vault')).rejects.toThrow(
      "Failed to invoke 'Open' because user is unauthorized",
    );
    await expect(guest.invoke('Open')).rejects.toThrow(
      "Failed to invoke 'Open' due to an error on the server.",
    );
    const watched = new Promise((complete, error) =>
      guest.stream('Watch').subscribe({ next: () => undefined, complete: () => complete('all'), error }),
    );
    await expect(watched).rejects.toThrow("Failed to invoke 'Watch' because user is unauthorized");
    await expect(admin.invoke('Broken')).rejects.toThrow(
      "Failed to invoke 'Broken' because user is unauthorized",
    );
    expect(server.errors.splice(0)).toEqual([[new Error('the policy is gone'), "authorizing 'Broken'"]]);
    await Promise.all([guest.stop(), admin.stop()]);
  });

  test('streams both ways in one call', async () => {
    const { connection } = await server.client(way, 'alice');
    const [left, right] = [new Subject<number>(), new Subject<number>()];
    const items: number[] = [];
    const done = new Promise<void>((complete, error) =>
      connection.stream<number>('Double', left, 100, right).subscribe({
        next: (item) => {
          items.push(item);
          if (items.length < 3) left.next(items.length + 1);
          else if (items.length === 3) left.complete();
          else right.complete();
        },
        complete,
        error,
      }),
    );
    right.next(7);
    left.next(1);
    await done;
    expect(items).toEqual([102, 104, 106, 86]);
    await connection.stop();
  });
});

describe('back-pressure', () => {
  test('holds up whoever sends more items than the method takes, and the method whose client takes none', async () => {
    const { opened, open } = gate();
    let taken = 0;
    let given = 0;
    const server = await startHub({
      settings: { maxBufferedBytes: 10_000_000 },
      methods: [
        hubMethod({
          name: 'Swallow',
          takes: [],
          uploads: [types.string],
          run: async (_call, texts) => {
            await opened;
            for await (const _text of texts) taken++;
            return taken;
          },
        }),
        streamMethod({
          name: 'Pour',
          takes: [types.int],
          run: function* (_call, count) {
            for (; given < count; given++) yield 'x'.repeat(10_000);
          },
        }),
      ],
    });
    const upload = await RawSocket.open(server.url);
    upload.say(handshake, { ...invocation('Swallow', [], 'a'), streamIds: ['s'] });
    for (let sent = 0; sent < 1000; sent++)
      upload.say({ type: 2, invocationId: 's', item: 'x'.repeat(10_000) });
    upload.say({ type: 3, invocationId: 's' });
    const stream = await RawSocket.open(server.url);
    stream.say(handshake);
    await stream.until(() => stream.messages.length > 0);
    stream.stall();
    stream.say({ ...invocation('Pour', [2000], 'b'), type: 4 });
    expect(taken).toBe(0);
    open();
    expect(await completion(upload, 'a')).toMatchObject({ result: 1000 });
    // 20 MB would have been too much for a connection: what is not taken is not made.
    expect(given).toBeLessThan(1000);
    expect(server.hub.connections.size).toBe(2);
    for (const socket of [upload, stream]) socket.reset();
    await server.stop();
  });

  test('can be waited for by whoever sends to a client, though not for ever by who sends to many', async () => {
    const server = await startHub({ settings: { sendTimeoutMs: 50 } });
    const socket = await RawSocket.open(server.url);
    socket.say(handshake);
    await socket.until(() => socket.messages.length > 0);
    const [connection] = server.hub.connections;
    socket.stall();
    const pad = 'x'.repeat(100_000);
    let waits = false;
    const { all } = server.hub.clients;
    for (let sent = 0; !waits; sent++) {
      const room = all.send('News', pad);
      // oxlint-disable-next-line no-await-in-loop
      waits =
        (await Promise.race([room, new Promise((resolve) => setImmediate(resolve, 'waits'))])) === 'waits';
      expect(sent).toBeLessThan(1000);
    }
    expect(connection?.isOpen).toBe(true);
    await all.send('News', 'a little more');
    const room = connection?.whenReady();
    socket.unstall();
    await room;
    await all.send('News', 'the last');
    await socket.until(() => socket.messages.some((each) => String(each['arguments']) === 'the last'));
    socket.reset();
    await server.stop();
  });
});
