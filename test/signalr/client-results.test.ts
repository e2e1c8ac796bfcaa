import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hubMethod, types } from '../../src/channels/signalr/index.ts';
import { RawSocket } from '../conformance/raw-socket.ts';
import { type Way, ways } from '../conformance/ways.ts';
import { completion, handshake, invocation } from '../conformance/world.ts';
import { type HubServer, startHub } from './hub-server.ts';

let server: HubServer;

beforeAll(async () => {
  server = await startHub({
    settings: { maxClientResults: 2 },
    methods: [
      hubMethod({ name: 'Id', takes: [], run: ({ connection }) => connection.id }),
      hubMethod({
        name: 'AskMe',
        takes: [types.any],
        run: async ({ clients }, question) => ({ answer: await clients.caller.invoke('Answer', question) }),
      }),
      hubMethod({
        name: 'Ask',
        takes: [types.string],
        run: ({ clients }, id) => clients.client(id ?? '').invoke('Answer', 1),
      }),
    ],
  });
});

afterAll(() => server.stop());

const current = ways.filter(({ version }) => version === 'current');
const [first] = current as [Way];
const old = ways.filter(({ version }) => version === '3.1');

describe.each(current)('a client over $over in $protocol', (way) => {
  test('answers what the hub asks, in the middle of a call of its own and from outside', async () => {
    const { connection } = await server.client(way, 'alice');
    connection.on('Answer', async (question: unknown) => ({ got: question }));
    const question = [1, 'två', null, { three: 3.5 }];
    expect(await connection.invoke('AskMe', question)).toEqual({ answer: { got: question } });
    const id = await connection.invoke<string>('Id');
    expect(await server.hub.clients.client(id).invoke('Answer', 42)).toEqual({ got: 42 });
    await connection.stop();
  });

  test('may throw or have no handler, which the asker is told as a hub exception', async () => {
    const { connection } = await server.client(way, 'alice');
    await expect(connection.invoke('AskMe', 1)).rejects.toThrow(
      "invoking 'AskMe' on the server. HubException: Client didn't provide a result.",
    );
    connection.on('Answer', () => {
      throw new Error('not now');
    });
    const id = await connection.invoke<string>('Id');
    await expect(server.hub.clients.client(id).invoke('Answer')).rejects.toMatchObject({
      name: 'HubException',
      message: 'Error: not now',
    });
    await connection.stop();
  });

  test('whose answer is of another type than expected is an error of the asker', async () => {
    const { connection } = await server.client(way, 'alice');
    let answer: unknown = 7;
    connection.on('Answer', () => answer);
    const client = server.hub.clients.client(await connection.invoke<string>('Id'));
    expect(await client.expecting({ returns: types.int }).invoke('Answer')).toBe(7);
    answer = 7.5;
    await expect(client.expecting({ returns: types.int }).invoke('Answer')).rejects.toThrow(
      "What the client answered to 'Answer' is not what was expected: The value could not be converted to System.Int32.",
    );
    await connection.stop();
  });

  test('that is gone before it has answered is an error of the asker, and so is one that never was', async () => {
    const { connection } = await server.client(way, 'alice');
    const id = await connection.invoke<string>('Id');
    const asked = new Promise<void>((resolve) =>
      connection.on('Answer', () => {
        resolve();
        return new Promise(() => undefined);
      }),
    );
    const answer = server.hub.clients.client(id).invoke('Answer');
    await asked;
    await connection.stop();
    await expect(answer).rejects.toMatchObject({
      name: 'IOException',
      message: expect.stringMatching(`^Connection '${id}' disconnected.`) as string,
    });
    await expect(server.hub.clients.client('nobody').invoke('Answer')).rejects.toMatchObject({
      name: 'IOException',
      message: "Connection 'nobody' does not exist.",
    });
  });
});

describe.each(old)('the 3.1 client over $over in $protocol', (way) => {
  test('gives up its connection when it is asked, and the asker is told why that may be', async () => {
    const { connection, logged } = await server.client(way, 'bob');
    connection.on('Answer', () => 1);
    const id = await connection.invoke<string>('Id');
    await expect(server.hub.clients.client(id).invoke('Answer')).rejects.toMatchObject({
      name: 'IOException',
      message: `Connection '${id}' disconnected. Clients before version 7 do so when they are asked for a result.`,
    });
    await logged('close');
  });
});

test('a client that says it is too old is not asked at all', async () => {
  const socket = await RawSocket.open(server.url, { 'User-Agent': 'Microsoft SignalR/6.0 (6.0.25; Linux)' });
  socket.say(handshake, invocation('AskMe', [1], 'a'), invocation('Id', [], 'b'));
  expect(await completion(socket, 'a')).toMatchObject({
    error: "An unexpected error occurred invoking 'AskMe' on the server.",
  });
  const { result: id } = await completion(socket, 'b');
  expect(server.errors.splice(0)).toEqual([
    [
      expect.objectContaining({
        name: 'IOException',
        message: `Connection '${String(id)}' cannot return results: its client is of version 6, and clients can since version 7.`,
      }),
      'AskMe',
    ],
  ]);
  socket.reset();
});

describe('what the host waits for', () => {
  async function silentClient(): Promise<{ id: string; questions: () => number; stop: () => Promise<void> }> {
    const { connection } = await server.client(first, 'carol');
    let questions = 0;
    connection.on('Answer', () => {
      questions++;
      return new Promise(() => undefined);
    });
    const id = await connection.invoke<string>('Id');
    return { id, questions: () => questions, stop: () => connection.stop() };
  }

  test('can be given up by a signal, whose reason is what it ends with', async () => {
    const { id, stop } = await silentClient();
    const giveUp = new AbortController();
    const answer = server.hub.clients.client(id).expecting({ signal: giveUp.signal }).invoke('Answer');
    giveUp.abort(new Error('too late'));
    await expect(answer).rejects.toThrow('too late');
    await expect(
      server.hub.clients.client(id).expecting({ signal: giveUp.signal }).invoke('Answer'),
    ).rejects.toThrow('too late');
    await stop();
  });

  test('is limited for each client, and what was given up counts no more', async () => {
    const { id, stop } = await silentClient();
    const client = server.hub.clients.client(id);
    const giveUp = new AbortController();
    const waiting = [client.expecting({ signal: giveUp.signal }).invoke('Answer'), client.invoke('Answer')];
    await expect(client.invoke('Answer')).rejects.toThrow(
      `Connection '${id}' cannot be asked: 2 answers of its client are waited for, as many as maxClientResults allows.`,
    );
    giveUp.abort();
    await expect(waiting[0]).rejects.toThrow('aborted');
    waiting[0] = client.invoke('Answer');
    await expect(client.invoke('Answer')).rejects.toThrow('maxClientResults');
    await stop();
    await Promise.all(waiting.map((each) => expect(each).rejects.toThrow('disconnected')));
  });

  test('counts no more when the answer has come', async () => {
    const { connection } = await server.client(first, 'carol');
    connection.on('Answer', (question: unknown) => question);
    const client = server.hub.clients.client(await connection.invoke<string>('Id'));
    for (const question of [1, 2, 3]) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await client.invoke('Answer', question)).toBe(question);
    }
    await connection.stop();
  });

  test('is answered by the client that was asked, and by nobody else', async () => {
    const asked = await RawSocket.open(server.url);
    const stranger = await RawSocket.open(server.url);
    for (const socket of [asked, stranger]) socket.say(handshake, invocation('Id', [], 'id'));
    const { result: id } = await completion(asked, 'id');
    await completion(stranger, 'id');
    const answer = server.hub.clients.client(String(id)).invoke('Answer');
    await asked.until(() => asked.messages.some((each) => each['target'] === 'Answer'));
    const invocationId = asked.messages.find((each) => each['target'] === 'Answer')?.['invocationId'];
    stranger.say({ type: 3, invocationId, result: 'forged' }, invocation('Id', [], 'again'));
    await completion(stranger, 'again');
    asked.say({ type: 3, invocationId: 'other', result: 'stray' }, { type: 3, invocationId, result: 'own' });
    expect(await answer).toBe('own');
    for (const socket of [asked, stranger]) socket.reset();
  });
});

test('a call that waits for its caller does not keep it from calling, and calls that wait are bounded', async () => {
  const { connection } = await server.client(first, 'dave');
  const answers: ((answer: string) => void)[] = [];
  connection.on('Answer', () => new Promise((resolve) => answers.push(resolve)));
  const waiting = [connection.invoke('AskMe', 1), connection.invoke('AskMe', 2)];
  const id = await connection.invoke<string>('Id');
  await expect(connection.invoke('Ask', id)).rejects.toThrow("invoking 'Ask' on the server.");
  for (const answer of answers) answer('at last');
  expect(await Promise.all(waiting)).toEqual([{ answer: 'at last' }, { answer: 'at last' }]);
  await connection.stop();
});

test('calls that have had their answer and go on are bounded as well', async () => {
  let leave = (): void => undefined;
  const left = new Promise<void>((resolve) => (leave = resolve));
  const lingering = await startHub({
    settings: { maxClientResults: 1, detailedErrors: true },
    methods: [
      hubMethod({
        name: 'Linger',
        takes: [],
        run: async ({ clients }) => {
          await clients.caller.invoke('Answer');
          await clients.caller.send('Lingering');
          await left;
        },
      }),
    ],
  });
  const { connection } = await lingering.client(first, 'eve');
  connection.on('Answer', () => 'yes');
  const linger = async (): Promise<Promise<unknown>[]> => {
    const lingering = new Promise<void>((resolve) => connection.on('Lingering', resolve));
    const call = connection.invoke('Linger');
    await lingering;
    return [call];
  };
  const both = [...(await linger()), ...(await linger())];
  await expect(connection.invoke('Linger')).rejects.toThrow(
    'HubException: The connection has 2 calls under way, as many as the server allows.',
  );
  leave();
  await Promise.all(both);
  await connection.stop();
  await lingering.stop();
});

test('nobody can be asked before the host has heard of the connection: nothing would be read', async () => {
  const errors: unknown[] = [];
  const strict = await startHub({
    onConnected: (_connection, { clients }) => clients.caller.invoke('Answer'),
    onError: (error) => errors.push(error),
    settings: { detailedErrors: true },
  });
  const socket = await RawSocket.open(strict.url);
  socket.say(handshake);
  await socket.until(() => socket.messages.some((each) => each['type'] === 7));
  expect(socket.messages).toContainEqual({
    type: 7,
    error:
      'Connection closed with an error. InvalidOperationException: Client results inside OnConnectedAsync Hub methods are not allowed.',
  });
  await strict.stop();
});
