import { HttpTransportType } from '@microsoft/signalr';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClientOptions, WatchedClient } from './official-client.ts';
import type { EndReason } from '../../src/channels/signalr/index.ts';
import { clientBy, type Way, ways } from './ways.ts';
import { startWorld, userEntity, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(async () => {
  await world.testHub.stop();
});

function clientFor(way: Way, own: Partial<ClientOptions> = {}): WatchedClient {
  return clientBy(way, { url: world.url, token: world.token, ...own });
}

async function startedFor(way: Way, own: Partial<ClientOptions> = {}): Promise<WatchedClient> {
  const client = clientFor(way, own);
  await client.connection.start();
  return client;
}

async function closeFromServer(
  { connection }: WatchedClient,
  message: { error?: string; allowReconnect?: boolean },
): Promise<void> {
  const id = await connection.invoke<string>('TestConnectionId');
  world.testHub.hub.connection(id)?.close(message);
}

describe.each(ways)("Microsoft's client $version over $over in $protocol", (way) => {
  const isJson = way.protocol === 'json';

  test('connects, calls and is answered', async () => {
    const { connection } = await startedFor(way);
    expect(await connection.invoke('TestAdd', 40, 2)).toBe(42);
    expect(await connection.invoke('TestEcho', 'å€😀')).toBe('å€😀');
    expect(await connection.invoke('TestNull')).toBeNull();
    await expect(connection.invoke('TestHubThrow')).rejects.toThrow('HubException: hub says no');
    await expect(connection.invoke('TestAdd', 1)).rejects.toThrow(
      "Failed to invoke 'TestAdd' due to an error on the server.",
    );
    await connection.stop();
    expect(connection.state).toBe('Disconnected');
  });

  test('takes a stream, cancels another and is told of an error in a third', async () => {
    const { connection } = await startedFor(way);
    const items: number[] = [];
    await new Promise<void>((complete, error) =>
      connection
        .stream<number>('TestCounter', 5, 1)
        .subscribe({ next: (item) => items.push(item), complete, error }),
    );
    expect(items).toEqual([0, 1, 2, 3, 4]);
    await new Promise<void>((resolve) => {
      const subscription = connection.stream<number>('TestCounter', 1_000_000, 1).subscribe({
        next: (item) => {
          if (item < 2) return;
          subscription.dispose();
          resolve();
        },
        complete: () => undefined,
        error: () => undefined,
      });
    });
    const failure = new Promise<Error>((error) =>
      connection
        .stream('TestStreamThrow', 2)
        .subscribe({ next: () => undefined, complete: () => undefined, error }),
    );
    expect((await failure).message).toBe('An error occurred on the server while streaming results.');
    expect(await connection.invoke('TestAdd', 1, 1)).toBe(2);
    await connection.stop();
  });

  test('receives what the hub sends, with its own subscription in it', async () => {
    const { connection } = await startedFor(way);
    type Message = Record<string, Record<string, unknown>>;
    const received = new Promise<Message>((resolve) => connection.on('MessageReceived', resolve));
    await connection.invoke('Subscribe', [{ EntityId: userEntity, EventName: 'UserStatus' }]);
    await connection.invoke('TestEmit', userEntity, 'UserStatus', 1);
    const message = await received;
    const [active] = await connection.invoke<Record<string, unknown>[]>('ActiveSubscriptions');
    expect(message[isJson ? 'subscription' : 'Subscription']).toEqual(active);
    expect(message[isJson ? 'data' : 'Data']?.[isJson ? 'canBeAllocatedTo' : 'CanBeAllocatedTo']).toBe(true);
    await connection.stop();
  });

  test('comes back by itself when the hub drops it', async () => {
    const { connection, log, logged } = await startedFor(way, { reconnectDelaysMs: [0, 50] });
    const before = connection.connectionId;
    await connection.send('TestAbort');
    await logged('reconnected');
    expect(log.map(([event]) => event)).toEqual(['reconnecting', 'reconnected']);
    expect(connection.connectionId).not.toBe(before);
    expect(await connection.invoke('TestAdd', 1, 1)).toBe(2);
    await connection.stop();
  });

  test('comes back when the hub closes it and allows that', async () => {
    const client = await startedFor(way, { reconnectDelaysMs: [0, 50] });
    await closeFromServer(client, { error: 'back soon', allowReconnect: true });
    await client.logged('reconnected');
    expect(await client.connection.invoke('TestAdd', 1, 1)).toBe(2);
    await client.connection.stop();
  });

  test('stays away when the hub closes it and does not allow that, and is told why', async () => {
    const client = await startedFor(way, { reconnectDelaysMs: [0, 50] });
    await closeFromServer(client, { error: 'gone for good' });
    await client.logged('close');
    expect(client.log).toEqual([['close', new Error('Server returned an error on close: gone for good')]]);
    expect(client.connection.state).toBe('Disconnected');
  });

  test('reports a refused token as 401', async () => {
    const { connection } = clientFor(way, { token: 'not a token' });
    await expect(connection.start()).rejects.toThrow(/401|Unauthorized/);
  });
});

describe.each(['netcore3.1', 'net8'] as const)(
  'an orderly stop, to the host of a hub like %s',
  (compatibility) => {
    let ended: (reason: EndReason) => void;
    let stoppable: World;

    beforeAll(async () => {
      stoppable = await startWorld({ compatibility }, { onEnd: (reason) => ended(reason) });
    });

    afterAll(() => stoppable.testHub.stop());

    // An event stream has no goodbye: whether the close message of a current client comes before it breaks off is chance.
    test.each(ways)('is no violation: $over, $protocol, $version', async (way) => {
      const reason = new Promise<EndReason>((resolve) => (ended = resolve));
      const { connection } = clientFor(way, { url: stoppable.url, token: stoppable.token });
      await connection.start();
      await connection.stop();
      expect(
        way.transport === HttpTransportType.ServerSentEvents
          ? ['client-closed', 'transport-lost']
          : ['client-closed'],
      ).toContain(await reason);
    });
  },
);
