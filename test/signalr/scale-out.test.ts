import type { HubConnection } from '@microsoft/signalr';
import { encode } from '@msgpack/msgpack';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Backplane,
  type HubClients,
  hubMethod,
  RedisBackplane,
  types,
} from '../../src/channels/signalr/index.ts';
import { Channels } from '../../src/channels/signalr/scale-out/channels.ts';
import { type Way, ways } from '../conformance/ways.ts';
import { hasRedis, openRedis, until } from '../shares/redis/redis-server.ts';
import { type HubServer, startHub } from './hub-server.ts';
import { MemoryNetwork } from './memory-backplane.ts';

interface Network {
  backplane(): Backplane;
  /** Makes it go away, and come back; only where that can be. */
  readonly server?: { stop(): Promise<void>; start(): Promise<void> };
  readonly gone: Error[];
  stop(): Promise<void>;
}

async function redisNetwork(): Promise<Network> {
  const server = await openRedis();
  const redis = new Redis(server.url, { retryStrategy: () => 10 });
  redis.on('error', () => undefined);
  const backplanes: RedisBackplane[] = [];
  const gone: Error[] = [];
  return {
    server,
    gone,
    backplane() {
      const backplane = new RedisBackplane(redis, { onGone: (error) => gone.push(error) });
      backplanes.push(backplane);
      return backplane;
    },
    async stop() {
      for (const backplane of backplanes) backplane.close();
      redis.disconnect();
      await server.remove();
    },
  };
}

const networks: [name: string, start: () => Promise<Network>][] = [
  [
    'a network in memory',
    async () => {
      const network = new MemoryNetwork();
      return { backplane: () => network.backplane(), gone: [], stop: async () => undefined };
    },
  ],
];
if (hasRedis) networks.push(['Redis', redisNetwork]);

const idMethod = hubMethod({ name: 'Id', takes: [], run: ({ connection }) => connection.id });

interface Guest {
  readonly connection: HubConnection;
  readonly id: string;
  readonly heard: string[];
}

describe.each(networks)('two servers with one hub, over %s', (name, start) => {
  let network: Network;
  let servers: HubServer[];
  /** By turns on the one server and the other. */
  let guests: Guest[];

  async function guest(server: HubServer | undefined, way: Way | undefined, user: string): Promise<Guest> {
    const { connection } = await (server as HubServer).client(way as Way, user);
    const heard: string[] = [];
    connection.on('Heard', (text: string) => heard.push(text));
    return { connection, id: await connection.invoke<string>('Id'), heard };
  }

  const server = (index: number): HubServer => servers[index] as HubServer;
  const clientsOf = (index: number): HubClients => server(index).hub.clients;
  const groupsOf = (index: number): HubServer['hub']['groups'] => server(index).hub.groups;
  const someone = (index: number): Guest => guests[index] as Guest;

  /** Who has heard what, when everybody has heard the last word. */
  async function listeners(): Promise<string[]> {
    await clientsOf(0).all.send('Heard', 'that was all');
    await until(() => guests.every(({ heard }) => heard.includes('that was all')));
    return guests.flatMap(({ heard }, index) =>
      heard.filter((text) => text !== 'that was all').map((text) => `${index} ${text}`),
    );
  }

  beforeAll(async () => {
    network = await start();
    servers = await Promise.all(
      [0, 1].map(() =>
        startHub({
          backplane: network.backplane(),
          settings: { maxGroups: 2, maxClientResults: 1 },
          methods: [
            idMethod,
            hubMethod({
              name: 'Tell',
              takes: [types.string],
              run: ({ clients }, text) => clients.others.send('Heard', text),
            }),
          ],
        }),
      ),
    );
    const [json, messagePack, events] = ways;
    guests = await Promise.all(
      [json, messagePack, events, json].map((way, index) =>
        guest(servers[index % 2], way, index < 2 ? 'alice' : 'bob'),
      ),
    );
  });

  beforeEach(() => {
    for (const { heard } of guests) heard.splice(0);
  });

  afterAll(async () => {
    await Promise.all(guests.map(({ connection }) => connection.stop()));
    await Promise.all(servers.map((each) => each.stop()));
    await network.stop();
  });

  test('reach all connections by all, user, group and id, wherever they are', async () => {
    const [a, b, c, d] = guests.map(({ id }) => id) as [string, string, string, string];
    await groupsOf(0).add(a, 'odd');
    await groupsOf(0).add(b, 'odd');
    await groupsOf(0).add(d, 'odd');
    const from = clientsOf(0);
    await from.all.send('Heard', 'all');
    await from.allExcept([a, d]).send('Heard', 'but two');
    await from.client(b).send('Heard', 'one');
    await from.clients([a, b, b, 'nobody']).send('Heard', 'two');
    await from.group('odd').send('Heard', 'odd');
    await from.groupExcept('odd', [b]).send('Heard', 'odd but one');
    await from.groups(['odd', 'none']).send('Heard', 'odd or none');
    await from.user('alice').send('Heard', 'alice');
    await from.users(['alice', 'bob', 'bob']).send('Heard', 'both');
    await someone(1).connection.invoke('Tell', 'others');
    expect((await listeners()).sort()).toEqual(
      [
        ['all', 0, 1, 2, 3],
        ['but two', 1, 2],
        ['one', 1],
        ['two', 0, 1],
        ['odd', 0, 1, 3],
        ['odd but one', 0, 3],
        ['odd or none', 0, 1, 3],
        ['alice', 0, 1],
        ['both', 0, 1, 2, 3],
        ['others', 0, 2, 3],
      ]
        .flatMap(([text, ...whom]) => whom.map((index) => `${index} ${text}`))
        .sort(),
    );
    for (const id of [a, b, d]) {
      // oxlint-disable-next-line no-await-in-loop
      await groupsOf(1).remove(id, 'odd');
    }
    await clientsOf(0).group('odd').send('Heard', 'nobody');
    await groupsOf(0).add('nobody', 'odd');
    void c;
    for (const { heard } of guests) heard.splice(0);
    expect(await listeners()).toEqual([]);
  });

  test('send to everybody in one order', async () => {
    const texts = Array.from({ length: 50 }, (_, index) => index);
    await Promise.all(texts.map((index) => clientsOf(index % 2).all.send('Heard', `${index}`)));
    await listeners();
    expect(new Set(guests.map(({ heard }) => heard.join())).size).toBe(1);
    expect(someone(0).heard).toHaveLength(51);
  });

  test('put connections of the other into groups, as many as it allows', async () => {
    const { id } = someone(1);
    await groupsOf(0).add(id, 'one');
    await groupsOf(0).add(id, 'two');
    await expect(groupsOf(0).add(id, 'three')).rejects.toThrow(
      `Connection '${id}' cannot be added to a group: it is in 2, as many as maxGroups allows.`,
    );
    server(0).errors.splice(0);
    server(1).errors.splice(0);
    await groupsOf(0).remove(id, 'one');
    await groupsOf(0).remove(id, 'two');
  });

  test('ask clients of the other, and have their answers and errors', async () => {
    const { connection, id } = someone(1);
    const asked = clientsOf(0).client(id);
    connection.on('Answer', (question: unknown) => ({ got: question, at: 2.5 }));
    expect(await asked.invoke('Answer', ['två', null])).toEqual({ got: ['två', null], at: 2.5 });
    connection.off('Answer');
    await expect(asked.invoke('Answer')).rejects.toMatchObject({
      name: 'HubException',
      message: "Client didn't provide a result.",
    });
    connection.on('Answer', () => 2.5);
    await expect(asked.expecting({ returns: types.int }).invoke('Answer')).rejects.toThrow('System.Int32');
    expect(await asked.expecting({ returns: types.double }).invoke('Answer')).toBe(2.5);
    connection.off('Answer');
    await expect(clientsOf(0).client('nobody').invoke('Answer')).rejects.toMatchObject({
      name: 'IOException',
      message: "Connection 'nobody' does not exist.",
    });
  });

  test('wait for no answer that was given up, or whose client is gone', async () => {
    const { connection, id } = await guest(servers[1], ways[0], 'carol');
    const asked = clientsOf(0).client(id);
    let questions = 0;
    connection.on('Answer', () => {
      questions++;
      return questions < 3 ? new Promise(() => undefined) : 'the third';
    });
    const giveUp = new AbortController();
    const given = asked.expecting({ signal: giveUp.signal }).invoke('Answer');
    await until(() => questions === 1);
    await expect(asked.invoke('Answer')).rejects.toThrow('as many as maxClientResults allows');
    giveUp.abort(new Error('too late'));
    await expect(given).rejects.toThrow('too late');
    const lost = asked.invoke('Answer');
    await until(() => questions === 2);
    await connection.stop();
    await expect(lost).rejects.toThrow(`Connection '${id}' disconnected.`);
  });

  test.each(['/other', '/hub:group', '/hub%3agroup'])(
    'do not hear another hub on the same network, not even one at %s',
    async (path) => {
      const { id } = someone(0);
      await groupsOf(0).add(id, 'all');
      const other = await startHub({ path, backplane: network.backplane(), methods: [] });
      await other.hub.clients.all.send('Heard', 'from elsewhere');
      expect(await listeners()).toEqual([]);
      await groupsOf(0).remove(id, 'all');
      await other.stop();
    },
  );

  test.runIf(name === 'Redis')(
    'say so when it is gone, go on alone, and go on together when it is back',
    async () => {
      const { server: redis, gone } = network;
      const [near, far] = [someone(0), someone(1)];
      await groupsOf(0).add(near.id, 'kept');
      await groupsOf(1).add(far.id, 'kept');
      await redis?.stop();
      await until(() => gone.length > 0);
      await expect(clientsOf(0).all.send('Heard', 'lost')).rejects.toThrow(
        'The message was not sent to the other servers, as Redis is gone',
      );
      await expect(clientsOf(0).clients([near.id, far.id]).send('Heard', 'lost')).rejects.toThrow(
        'Redis is gone',
      );
      await expect(clientsOf(0).client(far.id).invoke('Answer')).rejects.toThrow('Redis is gone');
      await expect(groupsOf(0).add(far.id, 'late')).rejects.toThrow('Redis is gone');
      // What needs no other server goes on: calls, one's own clients, and those that come meanwhile.
      const late = await guest(servers[1], ways[0], 'dave');
      await groupsOf(1).add(late.id, 'kept');
      await clientsOf(1).client(late.id).send('Heard', 'for you');
      // So does a server that is started while it is gone.
      const third = await startHub({ backplane: network.backplane(), methods: [idMethod] });
      const last = await guest(third, ways[1], 'erin');
      near.connection.on('Answer', () => 'still here');
      expect(await clientsOf(0).client(near.id).invoke('Answer')).toBe('still here');
      expect(gone.length).toBeLessThanOrEqual(2 * 3);
      await redis?.start();
      await until(() =>
        clientsOf(0)
          .all.send('Heard', 'again')
          .then(
            () => [late, near, last].every(({ heard }) => heard.includes('again')),
            () => false,
          ),
      );
      await clientsOf(0).group('kept').send('Heard', 'all in');
      await clientsOf(0).user('dave').send('Heard', 'and you');
      await until(() => late.heard.includes('and you'));
      expect([near, far, late].map(({ heard }) => heard.includes('all in'))).toEqual([true, true, true]);
      expect(late.heard).toContain('for you');
      expect([near, far, late].flatMap(({ heard }) => heard)).not.toContain('lost');
      await Promise.all([late.connection.stop(), last.connection.stop()]);
      await third.stop();
    },
  );
});

test('nothing of a connection is left on the network when it is over', async () => {
  const network = new MemoryNetwork();
  // Whoever hears of the end late finds it in its groups still, and then it is in none.
  let groups: string[] = [];
  const server = await startHub({
    backplane: network.backplane(),
    onDisconnected: async () => {
      await new Promise((resolve) => setImmediate(resolve));
      groups = network.channels.filter((channel) => channel.includes('group'));
    },
  });
  const [way] = ways as [Way];
  const { connection } = await server.client(way, 'alice');
  const [known] = server.hub.connections;
  await server.hub.groups.add(known?.id ?? '', 'some');
  expect(network.channels.map((channel) => channel.replace(known?.id ?? '', 'id')).sort()).toEqual([
    '/hub:all',
    '/hub:connection:id',
    '/hub:group:some',
    expect.stringMatching('^/hub:server:'),
    '/hub:user:alice',
  ]);
  await connection.stop();
  await server.hub.whenEmpty();
  await until(() => network.channels.length === 2);
  expect(groups).toEqual(['/hub:group:some']);
  await server.stop();
});

test('what is no packet is told to the host, and what comes behind it is delivered', async () => {
  const network = new MemoryNetwork();
  const server = await startHub({ backplane: network.backplane() });
  const [way] = ways as [Way];
  const { connection } = await server.client(way, 'alice');
  const heard: string[] = [];
  connection.on('Heard', (text: string) => heard.push(text));
  const [known] = server.hub.connections;
  const channel = `/hub:connection:${known?.id ?? ''}`;
  const other = network.backplane();
  await other.publish(channel, encode({ kind: 'question', id: 's-1', from: 'other' }));
  await other.publish(channel, encode({ kind: 'done', id: 's-1', problem: null }));
  await server.hub.clients.all.send('Heard', 'that was all');
  await until(() => heard.length > 0);
  expect(server.errors).toEqual([
    [
      expect.objectContaining({ message: expect.stringContaining("no fitting 'bytes'") as string }),
      expect.stringMatching('^reading what came over the backplane on connection:'),
    ],
  ]);
  await connection.stop();
  await server.stop();
});

test('who speaks a protocol that the sending server does not gets nothing, the others theirs, and the host is told', async () => {
  const network = new MemoryNetwork();
  const sender = await startHub({ backplane: network.backplane(), settings: { protocols: ['json'] } });
  const server = await startHub({ backplane: network.backplane() });
  const [json, messagePack] = ways as [Way, Way];
  const clients = [await server.client(messagePack, 'alice'), await server.client(json, 'bob')];
  const heard: string[][] = clients.map(({ connection }) => {
    const own: string[] = [];
    connection.on('Heard', (text: string) => own.push(text));
    return own;
  });
  await sender.hub.clients.all.send('Heard', 'in JSON');
  await until(() => server.errors.length > 0);
  await server.hub.clients.all.send('Heard', 'that was all');
  await until(() => heard.every((own) => own.includes('that was all')));
  expect(heard).toEqual([['that was all'], ['in JSON', 'that was all']]);
  expect(server.errors.map(([error]) => (error as Error).message)).toEqual([
    'A message of another server cannot be sent to a client that speaks messagepack: it does not come in that protocol. Give the hub the same protocols on all servers.',
  ]);
  await Promise.all(clients.map(({ connection }) => connection.stop()));
  await Promise.all([sender, server].map((each) => each.stop()));
});

test('what fails later in dealing with a packet is told to the host', async () => {
  const network = new MemoryNetwork();
  const errors: string[] = [];
  const channels = new Channels(network.backplane(), '/hub', (error) =>
    errors.push((error as Error).message),
  );
  await channels.subscribe('all', async () => {
    await new Promise((resolve) => setImmediate(resolve));
    throw new Error('too late');
  });
  await channels.publish('all', { kind: 'abandon', id: 's-1' });
  await until(() => errors.length > 0);
  expect(errors).toEqual(['too late']);
});

test('whoever joins a group second waits for its subscription as well, and both leave it when that fails', async () => {
  const own = new MemoryNetwork().backplane();
  const asked: PromiseWithResolvers<void>[] = [];
  const server = await startHub({
    backplane: {
      ...own,
      subscribe: async (channel, receive) => {
        if (!channel.includes(':group:')) return own.subscribe(channel, receive);
        const answer = Promise.withResolvers<void>();
        asked.push(answer);
        await answer.promise;
        return own.subscribe(channel, receive);
      },
    },
  });
  const [way] = ways as [Way];
  const clients = [await server.client(way, 'alice'), await server.client(way, 'bob')];
  const ids = [...server.hub.connections].map(({ id }) => id);
  const join = async (): Promise<string[]> => {
    const joined = ids.map((id) => server.hub.groups.add(id, 'some'));
    await until(() => asked.length > 0);
    asked.shift()?.reject(new Error('Redis is gone'));
    return (await Promise.allSettled(joined)).map((each) => String('reason' in each && each.reason));
  };
  const both = ['Error: Redis is gone', 'Error: Redis is gone'];
  expect(await join()).toEqual(both);
  // It is asked for again, as nobody is in the group.
  expect(await join()).toEqual(both);
  await Promise.all(clients.map(({ connection }) => connection.stop()));
  await server.stop();
});
