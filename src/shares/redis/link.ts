import type * as BullMq from 'bullmq';
import type { Redis } from 'ioredis';
import type { Clock } from '../../lib/clock.ts';
import { StartError } from '../../lib/errors.ts';
import type { RedisAddress } from './address.ts';

/** A Redis, and the engine on it. */
export interface RedisLink {
  readonly address: RedisAddress;
  /** For short questions: without a connection it fails at once. */
  readonly redis: Redis;
  readonly bullmq: typeof BullMq;
  /** A connection for BullMQ, which waits until there is one. Ended with the link. */
  connect(): Redis;
  /** Ends every connection at once. */
  close(): void;
}

const answerWithinMs = 5000;

/** Connects to Redis. Throws a `StartError` where that cannot be done, or where the engine is not installed. */
export async function openLink(address: RedisAddress): Promise<RedisLink> {
  const { bullmq, ioredis } = await loadEngine();
  const { host, port, database, isTls, username, password } = address;
  const base = {
    host,
    port,
    db: database,
    connectTimeout: answerWithinMs,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(isTls && { tls: { servername: host } }),
  };
  const retryStrategy = (times: number): number => Math.min(times * 100, 1000);
  const open: Redis[] = [];
  const keep = (redis: Redis): Redis => {
    // Without a listener an error of a connection ends the process. Whoever asks something hears of it.
    redis.on('error', () => undefined);
    open.push(redis);
    return redis;
  };
  const redis = keep(
    new ioredis.Redis({
      ...base,
      lazyConnect: true,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      commandTimeout: answerWithinMs,
      retryStrategy,
    }),
  );
  const close = (): void => open.forEach((one) => one.disconnect());
  try {
    await reach(redis);
  } catch (error) {
    close();
    throw new StartError(whyNotReached(address, error));
  }
  return {
    address,
    redis,
    bullmq,
    connect: () => keep(new ioredis.Redis({ ...base, maxRetriesPerRequest: null, retryStrategy })),
    close,
  };
}

/** Fails with the first error, though the connection goes on trying. */
async function reach(redis: Redis): Promise<void> {
  const failed = Promise.withResolvers<never>();
  redis.once('error', failed.reject);
  failed.promise.catch(() => undefined);
  await Promise.race([redis.connect(), failed.promise]);
  await redis.ping();
}

async function loadEngine(): Promise<{ bullmq: typeof BullMq; ioredis: { readonly Redis: typeof Redis } }> {
  try {
    const [bullmq, ioredis] = await Promise.all([import('bullmq'), import('ioredis')]);
    return { bullmq, ioredis };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new StartError(
      'BullMQ is not installed, which is left out where optional dependencies are. Install it beside phoney: npm install bullmq ioredis.',
    );
  }
}

function whyNotReached({ shown, password }: RedisAddress, error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  if (/NOAUTH|WRONGPASS|invalid password/i.test(message)) {
    const what = password === undefined ? 'asks for a password, and none is given' : 'takes another password';
    return `Redis at ${shown} ${what}. Put it into PHONEY_REDIS_PASSWORD.`;
  }
  const why = message === '' ? (code ?? 'no connection') : message;
  return `Redis at ${shown} cannot be reached: ${why}. See whether it runs there, and whether the address is right.`;
}

/**
 * What Redis's clock says beside the wall clock of this machine: ms to be added to the latter. Right to half of the shortest of a
 * few round trips, as long as both ways of it take as long.
 */
export async function clockOffset(redis: Redis, clock: Clock): Promise<number> {
  let best = { roundTripMs: Infinity, offsetMs: 0 };
  for (let time = 0; time < 5; time++) {
    const askedMs = clock.monotonicMs();
    const redisMs = await redisTime(redis);
    const roundTripMs = clock.monotonicMs() - askedMs;
    if (roundTripMs < best.roundTripMs) {
      best = { roundTripMs, offsetMs: redisMs + roundTripMs / 2 - clock.wallMs() };
    }
  }
  return best.offsetMs;
}

/** Redis's clock, epoch ms. */
export async function redisTime(redis: Redis): Promise<number> {
  const [seconds, micros] = await redis.time();
  return Number(seconds) * 1000 + Number(micros) / 1000;
}
