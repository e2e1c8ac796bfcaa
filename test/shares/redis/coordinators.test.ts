import { describe, expect, onTestFinished, test } from 'vitest';
import { machineClock } from '../../../src/lib/clock.ts';
import { readRedisAddress } from '../../../src/shares/redis/address.ts';
import { openLink } from '../../../src/shares/redis/link.ts';
import { attendShares } from '../../../src/shares/redis/worker.ts';
import { openCollector } from '../setting.ts';
import { hasRedis, startRedis } from './redis-server.ts';
import { runOf, smallFile, startOn, startWorker, summaryOf } from './world.ts';

const small = (url: string): string => smallFile(url, 'pace: { rate: 40 }');

describe.skipIf(!hasRedis)('who watches over shares on a Redis', { timeout: 180_000 }, () => {
  test('may die: whoever attaches to the run ends with the report that it would have had', async () => {
    const [redis, collector] = [await startRedis(), await openCollector()];
    await startWorker(redis, ['--slots', '2']);
    const first = startOn(redis, [small(collector.url), '--duration', '10s', '--shares', '2']);
    const run = await runOf(first);
    await collector.until(20);
    first.process.kill('SIGKILL');
    const second = startOn(redis, ['--attach', run]);
    const { code, stdout } = await second.ended;
    const { books, shares, verdict } = summaryOf(stdout);
    expect([code, verdict]).toEqual([0, 'passed']);
    expect(books).toMatchObject({ rendered: 400, delivered: 400 });
    expect(shares.map(({ state }) => state)).toEqual(['ended', 'ended']);
    // And once it is over.
    const third = await startOn(redis, ['--attach', run]).ended;
    expect(summaryOf(third.stdout)).toEqual(summaryOf(stdout));
  });

  test('lets all of them drain at the first Ctrl-C, and prints their books', async () => {
    const [redis, collector] = [await startRedis(), await openCollector()];
    await startWorker(redis, ['--slots', '2']);
    const load = startOn(redis, [small(collector.url), '--duration', '5m', '--shares', '2']);
    await collector.until(20);
    load.process.kill('SIGINT');
    const { code, stdout, stderr } = await load.ended;
    expect(code).toBe(130);
    const { books, shares, interrupted } = summaryOf(stdout);
    expect(interrupted).toBe(true);
    expect(shares.map(({ state }) => state)).toEqual(['ended', 'ended']);
    expect(books.rendered).toBe(books.delivered);
    expect(books.delivered).toBe(new Set(collector.bodies).size);
    expect(stderr).toMatch(/books {5}rendered \d+ = /);
  });

  test('cuts them off at the second', async () => {
    const [redis, collector] = [await startRedis(), await openCollector()];
    await startWorker(redis);
    // A message that nobody answers would be waited for.
    const load = startOn(redis, [small(`${collector.url}/silent`), '--duration', '5m']);
    await collector.until(3);
    load.process.kill('SIGINT');
    await load.stderrLine((line) => line.includes('Press Ctrl-C again'));
    load.process.kill('SIGINT');
    const { code, stdout } = await load.ended;
    expect(code).toBe(130);
    expect(summaryOf(stdout).books.cutOff).toBeGreaterThan(0);
  });

  test('waits for workers no longer than it is told, says how many there were, and leaves nothing to be played', async () => {
    const [redis, collector] = [await startRedis(), await openCollector()];
    await startWorker(redis);
    const args = [small(collector.url), '--duration', '5s', '--shares', '3', '--wait-for-workers', '8s'];
    const { code, stderr } = await startOn(redis, args).ended;
    expect(code).toBe(3);
    expect(stderr).toContain('2 of 3 shares were not ready within 8 s');
    const late = await startWorker(redis);
    late.process.kill('SIGTERM');
    const { stdout } = await late.ended;
    expect(stdout).not.toContain('"taken"');
    expect(collector.bodies).toEqual([]);
  });

  test('refuses workers of another phoney with a sentence', async () => {
    const [redis, collector] = [await startRedis(), await openCollector()];
    const link = await openLink(readRedisAddress(redis.url, {}));
    const leave = new AbortController();
    const attending = attendShares({
      link,
      clock: machineClock,
      env: {},
      where: 'elsewhere:1',
      slots: 1,
      phoney: '0.0.1',
      adapt: (scenario) => scenario,
      leave: leave.signal,
      cutOff: leave.signal,
      onTaken: () => expect.unreachable(),
      onOver: () => expect.unreachable(),
    });
    onTestFinished(async () => {
      leave.abort();
      await attending;
      link.close();
    });
    const { code, stderr } = await startOn(redis, [small(collector.url), '--duration', '5s']).ended;
    expect(code).toBe(3);
    expect(stderr).toMatch(
      /Share 1 \(elsewhere:1\): This worker is phoney 0\.0\.1, and the run is of phoney/,
    );
    expect(collector.bodies).toEqual([]);
  });

  test('is told when a worker is asked to end: its share drains, the run fails, and the worker leaves with 0', async () => {
    const [redis, collector] = [await startRedis(), await openCollector()];
    const worker = await startWorker(redis);
    const load = startOn(redis, [small(collector.url), '--duration', '5m']);
    await collector.until(10);
    worker.process.kill('SIGTERM');
    const [left, { code, stdout }] = await Promise.all([worker.ended, load.ended]);
    expect(left.code).toBe(0);
    expect(code).toBe(1);
    const { books, shares } = summaryOf(stdout);
    expect(books.rendered).toBe(books.delivered);
    expect(shares[0]?.note).toContain('Its worker was asked to end');
  });

  test('knows no run that was never put up', async () => {
    const redis = await startRedis();
    const { code, stderr } = await startOn(redis, ['--attach', 'nothing']).ended;
    expect(code).toBe(2);
    expect(stderr).toContain('knows of no run "nothing"');
  });
});
