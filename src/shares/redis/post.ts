import type { FlowJob } from 'bullmq';
import { encode } from './plain.ts';
import { jobOf, keptForS, keysOf, prefix, queues } from './keys.ts';
import { redisTime, type RedisLink } from './link.ts';
import type { Posting } from './posting.ts';

const kept = { removeOnComplete: { age: keptForS }, removeOnFail: { age: keptForS } } as const;

/** Puts a run up for workers: a job for each share, under one that is theirs together. */
export async function post(link: RedisLink, run: Omit<Posting, 'zeroMs'>): Promise<Posting> {
  const { redis, bullmq } = link;
  const posting: Posting = { ...run, zeroMs: await redisTime(redis) };
  const { id, title, shares } = posting;
  await redis.set(keysOf(id).posting, encode(posting), 'EX', keptForS);
  const flow = new bullmq.FlowProducer({ connection: link.connect(), prefix });
  flow.on('error', () => undefined);
  try {
    await flow.add({
      name: title,
      queueName: queues.runs,
      data: { run: id },
      opts: { jobId: id, attempts: 1, ...kept },
      children: Array.from({ length: shares }, (_, index): FlowJob => ({
        name: `share ${index + 1} of ${shares}: ${title}`,
        queueName: queues.shares,
        data: { run: id, index },
        // Once: a share that is lost is not played again behind anybody's back. What became of it is the run's to say.
        opts: { jobId: jobOf(id, index), attempts: 1, ignoreDependencyOnFailure: true, ...kept },
      })),
    });
  } finally {
    await flow.close();
  }
  return posting;
}

/** Takes back the shares of a run that no worker has taken. */
export async function takeBack(link: RedisLink, id: string, indexes: readonly number[]): Promise<void> {
  const queue = new link.bullmq.Queue(queues.shares, { connection: link.connect(), prefix });
  queue.on('error', () => undefined);
  try {
    await Promise.allSettled(indexes.map((index) => queue.remove(jobOf(id, index))));
  } finally {
    await queue.close();
  }
}
