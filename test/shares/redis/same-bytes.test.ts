import { describe, expect, test } from 'vitest';
import { loadScenario } from '../../../src/scenario/index.ts';
import { endlessMs } from '../../../src/cli/run/adapt-scenario.ts';
import { receive, to } from '../../load/load.ts';
import { firstBodiesOfOne, openCollector, smallText } from '../setting.ts';
import { hasRedis, startRedis } from './redis-server.ts';
import { runOf, smallFile, startOn, startWorker, summaryOf } from './world.ts';

describe.skipIf(!hasRedis)('shares on a Redis', () => {
  test.each([
    { workers: 1, slots: 3 },
    { workers: 2, slots: 2 },
    { workers: 3, slots: 1 },
  ])(
    'three of them give together the bytes of one process, with $workers workers',
    async ({ workers, slots }) => {
      const collector = await openCollector();
      const more = 'pace: { stages: "300/4s" }';
      const scenario = loadScenario({ file: 'small.yaml', text: smallText(collector.url, more) });
      const endless = { ...scenario, endMs: scenario.startMs + endlessMs };
      const one = await firstBodiesOfOne(endless, collector, 1200);
      const redis = await startRedis();
      await Promise.all(
        Array.from({ length: workers }, () => startWorker(redis, ['--slots', String(slots)])),
      );
      const load = startOn(redis, [smallFile(collector.url, more), '--shares', '3']);
      const { code, stdout, stderr } = await load.ended;
      expect(stderr).toContain('in 3 shares');
      expect([...new Set(collector.bodies)].toSorted()).toEqual(one);
      const { shares, books, verdict } = summaryOf(stdout);
      expect([verdict, code]).toEqual(['passed', 0]);
      expect(books).toMatchObject({ rendered: one.length, delivered: one.length });
      expect(shares.map(({ share, state, note }) => [share, state, note])).toEqual([
        [1, 'ended', null],
        [2, 'ended', null],
        [3, 'ended', null],
      ]);
      expect(new Set(shares.map(({ where }) => where)).size).toBe(workers);
    },
  );

  test('nothing that is secret stands in Redis, nor in what anybody prints', async () => {
    const password = 'hush-4711-redis';
    const token = 'hush-4712-token';
    const receiver = await receive();
    const redis = await startRedis({ password });
    const env = { PHONEY_REDIS_PASSWORD: password, RECEIVER_TOKEN: token };
    const [, , ...certificates] = to(receiver);
    const worker = await startWorker(redis, certificates, env);
    const load = startOn(
      redis,
      ['--vendor', 'asapp', '--rate', '50', '--duration', '2s', '--url', receiver.url],
      env,
    );
    await runOf(load);
    await receiver.until({ valid: true }, { timeoutMs: 45_000 });
    const during = await redis.dump();
    const { code, stdout, stderr } = await load.ended;
    expect(code).toBe(0);
    const after = await redis.dump();
    worker.process.kill('SIGTERM');
    const left = await worker.ended;
    expect(left.code).toBe(0);
    const { readFileSync } = await import('node:fs');
    const key = readFileSync(receiver.tls?.key ?? '', 'utf8').split('\n')[1] ?? '';
    expect(key.length).toBeGreaterThan(20);
    for (const text of [during, after, stdout, stderr, left.stdout, left.stderr]) {
      for (const secret of [password, token, key, 'PRIVATE KEY']) expect(text).not.toContain(secret);
    }
    expect(after).toContain('posting');
  });

  test('a wrong password is told without it, and so is one that is missing', async () => {
    const redis = await startRedis({ password: 'hush-4711-redis' });
    const args = ['--vendor', 'asapp', '--rate', '50'];
    const wrong = await startOn(redis, args, { PHONEY_REDIS_PASSWORD: 'hush-4713-wrong' }).ended;
    expect([wrong.code, wrong.stderr]).toEqual([3, expect.stringContaining('takes another password')]);
    expect(wrong.stderr + wrong.stdout).not.toContain('hush');
    const missing = await startOn({ url: redis.url.replace('//', '//someone:hush-4714@') }, args).ended;
    expect(missing.code).toBe(3);
    expect(missing.stderr + missing.stdout).not.toContain('hush');
  });
});
