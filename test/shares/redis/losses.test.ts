import { describe, expect, test } from 'vitest';
import { openCollector, type Collector } from '../setting.ts';
import { hasRedis, startRedis, type RedisServer } from './redis-server.ts';
import { placeOf, runOf, smallFile, startOn, startWorker, summaryOf } from './world.ts';
import type { RunningPhoney } from '../../acceptance/world.ts';

/** Two workers, each with a share of a load that takes so long, once both have sent something. */
async function playTwo(
  redis: RedisServer,
  collector: Collector,
  duration: string,
): Promise<{ load: RunningPhoney; workers: readonly RunningPhoney[] }> {
  const workers = await Promise.all([startWorker(redis), startWorker(redis)]);
  const file = smallFile(collector.url, 'pace: { rate: 40 }');
  const load = startOn(redis, [file, '--duration', duration, '--shares', '2']);
  await runOf(load);
  await Promise.all(workers.map((worker) => worker.line((line) => line.includes('"taken"'))));
  await collector.until(40);
  return { load, workers };
}

describe.skipIf(!hasRedis)('of shares on a Redis', { timeout: 180_000 }, () => {
  test('one whose worker is killed is lost: the others go on, nobody plays it again, and the run fails', async () => {
    const [redis, collector] = [await startRedis(), await openCollector()];
    const { load, workers } = await playTwo(redis, collector, '10s');
    const [killed] = workers;
    killed?.process.kill('SIGKILL');
    const idle = await startWorker(redis);
    const { code, stdout, stderr } = await load.ended;
    const { shares, verdict, expectations } = summaryOf(stdout);
    expect([code, verdict]).toEqual([1, 'failed']);
    expect(expectations.filter(({ ok }) => !ok)).toMatchObject([{ id: 'no share lost' }]);
    const lost = shares.find(({ where }) => where?.endsWith(placeOf(killed as RunningPhoney)));
    expect(lost?.state).toBe('lost');
    expect(lost?.note).toMatch(
      /said nothing for 15 s\. Its books are known until \d+\.\d s(, when .* on the way)?; what it sent after that is in nobody's\./,
    );
    expect(stderr).toContain(`Share ${lost?.share}`);
    expect(shares.filter(({ state }) => state === 'ended')).toHaveLength(1);
    idle.process.kill('SIGINT');
    const { code: idleCode, stdout: said } = await idle.ended;
    expect(idleCode).toBe(0);
    expect(said).not.toContain('"taken"');
  });

  test('one whose worker stands still is lost, and sends nothing more when it goes on', async () => {
    const [redis, collector] = [await startRedis(), await openCollector()];
    const { load, workers } = await playTwo(redis, collector, '30s');
    const [stopped] = workers as readonly [RunningPhoney, RunningPhoney];
    stopped.process.kill('SIGSTOP');
    const { code, stdout } = await load.ended;
    const { shares } = summaryOf(stdout);
    expect(code).toBe(1);
    expect(shares.find(({ where }) => where?.endsWith(placeOf(stopped)))?.state).toBe('lost');
    const sent = new Set(collector.bodies).size;
    stopped.process.kill('SIGCONT');
    const over = await stopped.line((line) => line.includes('"over"'));
    expect(JSON.parse(over)).toMatchObject({ type: 'over' });
    // What was on its way or due when it was stopped may have come: not what was due in the seconds since.
    expect(new Set(collector.bodies).size - sent).toBeLessThan(10);
  });

  test.each([
    { what: 'with all that it held', keeps: true },
    { what: 'with nothing of it', keeps: false },
  ])('none is lost when Redis is restarted meanwhile and comes back $what', async ({ keeps }) => {
    const [redis, collector] = [await startRedis({ keeps }), await openCollector()];
    const { load } = await playTwo(redis, collector, '10s');
    await redis.stop();
    await load.stderrLine((line) => line.includes('is away. The shares go on'));
    const sent = collector.bodies.length;
    await collector.until(sent + 40);
    await redis.start();
    await load.stderrLine((line) => line.includes('Redis is back after'));
    const { code, stdout } = await load.ended;
    const { shares, books } = summaryOf(stdout);
    expect(shares.map(({ state }) => state)).toEqual(['ended', 'ended']);
    expect(books).toMatchObject({ rendered: 400, delivered: 400 });
    expect(code).toBe(0);
  });

  test('all that are not over are given up when Redis stays away for longer than is waited', async () => {
    const [redis, collector] = [await startRedis(), await openCollector()];
    await startWorker(redis);
    const file = smallFile(collector.url, 'pace: { rate: 40 }');
    const load = startOn(redis, [file, '--duration', '5m', '--wait-for-redis', '3s']);
    await collector.until(10);
    await redis.stop();
    const { code, stdout } = await load.ended;
    expect(code).toBe(1);
    expect(summaryOf(stdout).shares[0]?.note).toContain('Redis was away for 3 s.');
  });
});
