import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RedisBackplane, type RedisBackplaneOptions } from '../../src/channels/signalr/index.ts';
import { hasRedis, openRedis, until } from '../shares/redis/redis-server.ts';

const bytes = (length: number): Uint8Array => new Uint8Array(length);

describe.runIf(hasRedis)('while Redis takes nothing', () => {
  let server: Awaited<ReturnType<typeof openRedis>>;
  let redis: Redis;

  beforeAll(async () => {
    server = await openRedis();
    redis = new Redis(server.url);
  });

  afterAll(async () => {
    redis.disconnect();
    await server.remove();
  });

  /** Publishes messages of these lengths, one when the last has failed; answers what came of them, and what arrived in the end. */
  async function publish(
    options: RedisBackplaneOptions,
    lengths: readonly number[],
  ): Promise<[string[], number[]]> {
    const backplane = new RedisBackplane(redis, { ...options, timeoutMs: 50 });
    const arrived: number[] = [];
    await backplane.subscribe('news', ({ length }) => arrived.push(length));
    await backplane.publish('news', bytes(0));
    await redis.call('CLIENT', 'PAUSE', '60000', 'WRITE');
    const errors: string[] = [];
    for (const length of lengths) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await backplane.publish('news', bytes(length)).catch(({ message }: Error) => errors.push(message));
    }
    await redis.call('CLIENT', 'UNPAUSE');
    await backplane.publish('news', bytes(1));
    await until(() => arrived.includes(1));
    backplane.close();
    return [errors, arrived.filter((length) => length > 1)];
  }

  test('a sender is told in time, and that the message may have been sent', async () => {
    const [errors, arrived] = await publish({}, [7]);
    expect(errors).toEqual([
      'Redis has not said that it has the message: nothing was heard of it for 50 ms. The other servers may have it, or get it yet: send it again only if it may come twice.',
    ]);
    expect(arrived).toEqual([7]);
  });

  test.each<[string, RedisBackplaneOptions, string]>([
    ['messages', { maxPending: 2 }, '2 are on their way to Redis, as many as maxPending allows.'],
    [
      'bytes',
      { maxPendingBytes: 50 },
      'with its 9 bytes more than maxPendingBytes, 50, would be on their way to Redis.',
    ],
  ])(
    'no more %s are kept for it than may be, whoever waits for them no more',
    async (_what, options, why) => {
      const [errors, arrived] = await publish(options, [40, 8, 9]);
      expect(errors).toHaveLength(3);
      expect(errors[2]).toBe(
        `The message was not sent to the other servers: ${why} Await what you send, and send it again when Redis keeps up.`,
      );
      expect(arrived).toEqual([40, 8]);
    },
  );

  test('when Redis is back, many channels are subscribed to again, a thousand at a time', async () => {
    const backplane = new RedisBackplane(redis);
    const arrived: number[] = [];
    await Promise.all(
      Array.from({ length: 2500 }, (_each, index) =>
        backplane.subscribe(`many-${index}`, () => arrived.push(index)),
      ),
    );
    const hasLast = async (): Promise<boolean> => (await redis.pubsub('CHANNELS', '*many-2499')).length === 1;
    await until(hasLast);
    await redis.call('CONFIG', 'RESETSTAT');
    await redis.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
    await until(hasLast);
    await backplane.publish('many-0', bytes(1));
    await backplane.publish('many-2499', bytes(1));
    await until(() => arrived.length === 2);
    expect(await redis.info('commandstats')).toContain('cmdstat_subscribe:calls=3,');
    backplane.close();
  });

  test('a single message may be longer', async () => {
    const [, arrived] = await publish({ maxPendingBytes: 5 }, [100]);
    expect(arrived).toEqual([100]);
  });
});

test('a Redis that is connected and not ready is waited for as long as for an answer, within the limits', async () => {
  const sockets: Socket[] = [];
  // As one that loads what it kept, it says nothing that ends the wait.
  const loading = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
  await once(loading, 'listening');
  const redis = new Redis((loading.address() as AddressInfo).port, '127.0.0.1', { lazyConnect: true });
  const gone: string[] = [];
  const backplane = new RedisBackplane(redis, {
    timeoutMs: 50,
    maxPending: 2,
    onGone: ({ message }) => gone.push(message),
  });
  const publish = (): Promise<unknown> =>
    backplane.publish('news', bytes(1)).catch(({ message }: Error) => message);
  const notReady =
    'The message was not sent to the other servers, as Redis is gone: it has not been ready within 50 ms. Send it again when it is back.';
  expect(await Promise.all([publish(), publish(), publish()])).toEqual([
    notReady,
    notReady,
    'The message was not sent to the other servers: 2 are on their way to Redis, as many as maxPending allows. Await what you send, and send it again when Redis keeps up.',
  ]);
  expect(await publish()).toBe(notReady);
  expect(gone).toEqual(['it has not been ready within 50 ms']);
  backplane.close();
  for (const socket of sockets) socket.destroy();
  loading.close();
});
