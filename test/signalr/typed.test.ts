import { type HubConnection, Subject } from '@microsoft/signalr';
import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest';
import { Hub, hubMethod, implement, type TypedConnection, types } from '../../src/channels/signalr/index.ts';
import { type Way, ways } from '../conformance/ways.ts';
import { type HubServer, startHub } from './hub-server.ts';

/** What both sides share. */
interface Chat {
  readonly server: {
    Say(room: string, text: string): number;
    Leave(room: string): void;
    Count(to: number): AsyncIterable<number>;
    Sum(label: string | null, numbers: AsyncIterable<number>): string;
    Shout(words: AsyncIterable<string>): AsyncIterable<string>;
  };
  readonly client: {
    Said(from: string, text: string): void;
    Confirm(question: string): boolean;
  };
}

const text = types.required(types.string);

const methods = implement<Chat, string>({
  Say: {
    takes: [text, text],
    run: async ({ clients, connection }, room, said) => {
      expectTypeOf(room).toEqualTypeOf<string>();
      if (!(await clients.caller.invoke('Confirm', `${said} in ${room}?`))) return 0;
      await clients.all.send('Said', connection.user, said);
      return said.length;
    },
  },
  Leave: { takes: [text], authorize: ({ connection }) => connection.user !== 'alice', run: () => undefined },
  Count: { takes: [types.int], streams: true, run: (_call, to) => Array(to).keys() },
  Sum: {
    takes: [types.string],
    uploads: [types.int],
    run: async (_call, label, numbers) => {
      let sum = 0;
      for await (const number of numbers) sum += number;
      return `${label ?? ''}${sum}`;
    },
  },
  Shout: {
    takes: [],
    uploads: [text],
    streams: true,
    run: async function* (_call, words) {
      for await (const word of words) yield word.toUpperCase();
    },
  },
});

let server: HubServer;

beforeAll(async () => {
  server = await startHub({ methods });
});

afterAll(() => server.stop());

async function items<Item>(stream: {
  subscribe(subscriber: { next(item: Item): void; error(error: unknown): void; complete(): void }): unknown;
}): Promise<Item[]> {
  const got: Item[] = [];
  await new Promise<void>((complete, error) =>
    stream.subscribe({ next: (item) => got.push(item), error, complete }),
  );
  return got;
}

test("a declaration types both sides, and the client's without a line of code", async () => {
  const [way] = ways as [Way];
  const { connection } = await server.client(way, 'alice');
  const chat: TypedConnection<Chat, HubConnection> = connection;
  const said: string[] = [];
  chat.on('Said', (from, what) => said.push(`${from}: ${what}`));
  chat.on('Confirm', async (question) => question === 'hello in hall?');
  const count = chat.invoke('Say', 'hall', 'hello');
  expectTypeOf(count).toEqualTypeOf<Promise<number>>();
  expect(await count).toBe(5);
  expect(await chat.invoke('Say', 'hall', 'bye')).toBe(0);
  expect(said).toEqual(['alice: hello']);
  expect(await items(chat.stream('Count', 3))).toEqual([0, 1, 2]);
  const numbers = new Subject<number>();
  const sum = chat.invoke('Sum', 'sum: ', numbers);
  for (const number of [1, 2, 3]) numbers.next(number);
  numbers.complete();
  expect(await sum).toBe('sum: 6');
  const words = new Subject<string>();
  const shouted = items(chat.stream('Shout', words));
  words.next('hey');
  words.complete();
  expect(await shouted).toEqual(['HEY']);
  await expect(chat.invoke('Leave', 'hall')).rejects.toThrow('user is unauthorized');
  await expect(connection.invoke('Say', null, 'x')).rejects.toThrow("Failed to invoke 'Say'");
  chat.off('Said');
  await chat.stop();
});

test('the compiler refuses what is not declared', () => {
  const hub = (): Hub<string, Chat['client']> =>
    new Hub<string, Chat['client']>({ path: '/', methods, authenticate: () => ({ user: 'alice' }) });

  const refused = (): void => {
    const chat = undefined as unknown as TypedConnection<Chat, HubConnection>;
    // @ts-expect-error: there is no such method of the hub
    void chat.invoke('Nope');
    // @ts-expect-error: the text is missing
    void chat.invoke('Say', 'hall');
    // @ts-expect-error: a number is no room
    void chat.send('Say', 1, 'hello');
    // @ts-expect-error: a stream is not invoked
    void chat.invoke('Count', 3);
    // @ts-expect-error: what is no stream is not streamed
    chat.stream('Say', 'hall', 'hello');
    // @ts-expect-error: there is no such method of the clients
    chat.on('Heard', () => undefined);
    // @ts-expect-error: an answer is a boolean
    chat.on('Confirm', () => 'yes');
    // @ts-expect-error: clients have no such method
    void hub().clients.all.send('Heard', 'x');
    // @ts-expect-error: the text is missing
    void hub().clients.group('hall').send('Said', 'alice');
    // @ts-expect-error: an answer is a boolean
    expectTypeOf(hub().clients.client('x').invoke('Confirm', '?')).toEqualTypeOf<Promise<string>>();
    // @ts-expect-error: methods are missing
    implement<Chat, string>({ Leave: { takes: [text], run: () => undefined } });
    implement<Pick<Chat, 'client'> & { server: Pick<Chat['server'], 'Leave'> }, string>({
      // @ts-expect-error: null is no room
      Leave: { takes: [types.string], run: () => undefined },
    });
    // A hub without a declaration takes any name.
    const untyped = new Hub<string>({
      path: '/',
      authenticate: () => ({ user: 'alice' }),
      methods: [
        hubMethod({ name: 'Any', takes: [], run: ({ clients }) => clients.all.send('Any', 1, 'two') }),
      ],
    });
    void untyped.clients.all.send('Heard', 'x');
  };
  expect(refused).toBeTypeOf('function');
});
