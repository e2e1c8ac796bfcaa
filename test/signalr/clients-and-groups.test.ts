import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { HubConnection } from '@microsoft/signalr';
import { type Call, type ClientProxy, hubMethod, types } from '../../src/channels/signalr/index.ts';
import { ways } from '../conformance/ways.ts';
import { type HubServer, startHub } from './hub-server.ts';

const names = types.required(types.arrayOf(types.required(types.string)));

/** Whom each of .NET's members of `Clients` means, given ids or names. */
const audiences: Readonly<Record<string, (call: Call<string>, names: readonly string[]) => ClientProxy>> = {
  all: ({ clients }) => clients.all,
  caller: ({ clients }) => clients.caller,
  others: ({ clients }) => clients.others,
  allExcept: ({ clients }, ids) => clients.allExcept(ids),
  client: ({ clients }, [id = '']) => clients.client(id),
  clients: ({ clients }, ids) => clients.clients(ids),
  group: ({ clients }, [name = '']) => clients.group(name),
  groups: ({ clients }, groups) => clients.groups(groups),
  groupExcept: ({ clients }, [name = '', ...ids]) => clients.groupExcept(name, ids),
  othersInGroup: ({ clients }, [name = '']) => clients.othersInGroup(name),
  user: ({ clients }, [user = '']) => clients.user(user),
  users: ({ clients }, users) => clients.users(users),
};

interface Guest {
  readonly connection: HubConnection;
  readonly id: string;
  readonly heard: string[];
}

let server: HubServer;
/** One client for each way; user 0 has those of every third, from the first on. */
let guests: Guest[];

beforeAll(async () => {
  server = await startHub({
    settings: { maxGroups: 3 },
    methods: [
      hubMethod({
        name: 'Say',
        takes: [types.string, names, types.string],
        run: (call, audience, to, text) => audiences[audience ?? '']?.(call, to).send('Heard', text),
      }),
      hubMethod({
        name: 'Join',
        takes: [types.string],
        run: ({ groups, connection }, name) => groups.add(connection.id, name ?? ''),
      }),
      hubMethod({
        name: 'Leave',
        takes: [types.string],
        run: ({ groups, connection }, name) => groups.remove(connection.id, name ?? ''),
      }),
      hubMethod({ name: 'Id', takes: [], run: ({ connection }) => connection.id }),
    ],
  });
  guests = await Promise.all(
    ways.map(async (way, index) => {
      const { connection } = await server.client(way, `user-${index % 3}`);
      const heard: string[] = [];
      connection.on('Heard', (text: string) => heard.push(text));
      return { connection, id: await connection.invoke<string>('Id'), heard };
    }),
  );
});

afterAll(async () => {
  await Promise.all(guests.map(({ connection }) => connection.stop()));
  await server.stop();
});

beforeEach(() => {
  for (const { heard } of guests) heard.splice(0);
});

/** Who has heard what so far: an answer comes behind whatever was sent before. */
async function listeners(): Promise<string[]> {
  await Promise.all(guests.map(({ connection }) => connection.invoke('Id')));
  return guests.flatMap(({ heard }, index) => heard.map((text) => `${index} ${text}`));
}

const everybody = ways.map((_, index) => index);
const except = (...left: number[]): number[] => everybody.filter((index) => !left.includes(index));
const ofUser = (user: number): number[] => everybody.filter((index) => index % 3 === user);
const id = (index: number): string => guests[index]?.id ?? '';

describe.each(ways.map((way, index) => ({ ...way, index })))(
  'a call of the $version client over $over in $protocol reaches',
  ({ index }) => {
    const other = (index + 1) % ways.length;
    const third = (index + 2) % ways.length;

    const reached: [audience: string, names: () => string[], whom: number[]][] = [
      ['all', () => [], everybody],
      ['caller', () => [], [index]],
      ['others', () => [], except(index)],
      ['allExcept', () => [id(other), id(third), 'nobody'], except(other, third)],
      ['client', () => [id(other)], [other]],
      ['client', () => ['nobody'], []],
      ['clients', () => [id(other), id(third), id(other), 'nobody'], [other, third]],
      ['group', () => ['pair'], [index, other]],
      ['group', () => ['Pair'], []],
      ['groupExcept', () => ['pair', id(other)], [index]],
      ['othersInGroup', () => ['pair'], [other]],
      ['groups', () => ['pair', 'single'], [index, index, other]],
      ['user', () => ['user-1'], ofUser(1)],
      ['user', () => ['User-1'], []],
      ['users', () => ['user-0', 'user-2', 'user-0'], except(...ofUser(1))],
    ];

    test('whom .NET reaches, by ids, groups and users', async () => {
      const { connection } = guests[index] as Guest;
      await connection.invoke('Join', 'pair');
      await connection.invoke('Join', 'single');
      await guests[other]?.connection.invoke('Join', 'pair');
      const expected: string[] = [];
      for (const [number, [audience, to, whom]] of reached.entries()) {
        const text = `${number} ${audience}`;
        // oxlint-disable-next-line no-await-in-loop
        await connection.invoke('Say', audience, to(), text);
        expected.push(...whom.map((each) => `${each} ${text}`));
      }
      expect((await listeners()).sort()).toEqual(expected.sort());
      await connection.invoke('Leave', 'pair');
      await connection.invoke('Leave', 'single');
      await guests[other]?.connection.invoke('Leave', 'pair');
    });
  },
);

describe('groups', () => {
  test('a connection that joins twice is in once, and out when it leaves once', async () => {
    const { connection } = guests[0] as Guest;
    await connection.invoke('Join', 'twice');
    await connection.invoke('Join', 'twice');
    await connection.invoke('Say', 'group', ['twice'], 'in');
    await connection.invoke('Leave', 'twice');
    await connection.invoke('Leave', 'twice');
    await connection.invoke('Say', 'group', ['twice'], 'out');
    expect(await listeners()).toEqual(['0 in']);
  });

  test('whoever is unknown can be added and removed, and nothing happens', async () => {
    await server.hub.groups.add('nobody', 'some');
    await server.hub.groups.remove('nobody', 'some');
    await server.hub.clients.group('some').send('Heard', 'lost');
    expect(await listeners()).toEqual([]);
  });

  test('a name that is empty is refused among several, as in .NET', async () => {
    const { connection } = guests[0] as Guest;
    await expect(connection.invoke('Say', 'groups', ['some', ''], 'lost')).rejects.toThrow(
      "An unexpected error occurred invoking 'Say' on the server.",
    );
    expect(server.errors.splice(0)).toEqual([
      [expect.objectContaining({ name: 'InvalidOperationException' }), 'Say'],
    ]);
  });

  test('a connection can be in as many as the settings allow, and the host is told of one more', async () => {
    const { connection, id: own } = guests[0] as Guest;
    for (const name of ['one', 'two', 'three']) {
      // oxlint-disable-next-line no-await-in-loop
      await connection.invoke('Join', name);
    }
    await expect(connection.invoke('Join', 'four')).rejects.toThrow('An unexpected error');
    expect(String(server.errors.splice(0)[0]?.[0])).toBe(
      `RangeError: Connection '${own}' cannot be added to a group: it is in 3, as many as maxGroups allows. Raise maxGroups, or remove it from others first.`,
    );
    await connection.invoke('Join', 'three');
    await connection.invoke('Leave', 'one');
    await connection.invoke('Join', 'four');
    for (const name of ['two', 'three', 'four']) {
      // oxlint-disable-next-line no-await-in-loop
      await connection.invoke('Leave', name);
    }
  });
});

test('arguments that cannot be serialised are the error of whoever sends, and end nobody', async () => {
  await expect(server.hub.clients.all.send('Heard', 1n)).rejects.toThrow(TypeError);
  expect(server.errors.splice(0)).toEqual([[expect.any(TypeError), "sending 'Heard'"]]);
  await server.hub.clients.all.send('Heard', 'still there');
  expect(await listeners()).toEqual(everybody.map((index) => `${index} still there`));
});
