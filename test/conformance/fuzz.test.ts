import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom } from '../../src/lib/random.ts';
import { type Strike, strikeBytes, strikePosts, strikeRequest, strikeSocket } from './fuzz/strike.ts';
import { connected, invoke, startWorld, type World } from './world.ts';

const seed = 20_260_607;
const crowd = 24;

/** How many frames and requests of each kind: 100,000 together. */
const plan: readonly [name: string, strike: Strike, total: number][] = [
  ['frames', strikeSocket, 74_000],
  ['posts', strikePosts, 15_000],
  ['requests', strikeRequest, 9000],
  ['bytes', strikeBytes, 2000],
];

/** What the test methods throw on purpose, or when they are given null. */
const expected = new Set([
  'plain trouble',
  'stream trouble',
  'There is no list of subscriptions.',
  'There is no subscription.',
]);

let world: World;

beforeAll(async () => {
  world = await startWorld({
    handshakeTimeoutMs: 300,
    disconnectTimeoutMs: 300,
    clientTimeoutMs: 1000,
    keepAliveMs: 200,
    pollTimeoutMs: 100,
    closeTimeoutMs: 300,
    heartbeatMs: 20,
    maxBufferedBytes: 262_144,
  });
});

afterAll(async () => {
  await world.testHub.stop();
});

function usedMegabytes(): number {
  setFlagsFromString('--expose_gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** Lets a crowd strike until the total is reached; answers what was improper. */
async function strikeUntil(
  strike: Strike,
  name: string,
  total: number,
): Promise<{ count: number; improper: string[] }> {
  const random = createRandom(seed);
  const improper: string[] = [];
  let count = 0;
  let turn = 0;
  const strikeOn = async (): Promise<void> => {
    while (count < total) {
      const uniform = random.stream(name, turn++);
      // oxlint-disable-next-line no-await-in-loop
      const struck = await strike(world, uniform);
      count += struck.count;
      improper.push(...struck.improper);
    }
  };
  await Promise.all(Array.from({ length: crowd }, strikeOn));
  return { count, improper };
}

test('100,000 random and mutated frames and requests: no crash, no leak, every refusal a proper one', async () => {
  const { hub, errors } = world.testHub;
  await strikeUntil(strikeSocket, 'warm up', 1000);
  const before = usedMegabytes();
  let counted = 0;
  for (const [name, strike, total] of plan) {
    // oxlint-disable-next-line no-await-in-loop
    const { count, improper } = await strikeUntil(strike, name, total);
    expect([name, ...improper.slice(0, 5)]).toEqual([name]);
    counted += count;
  }
  expect(counted).toBeGreaterThanOrEqual(100_000);
  for (let waited = 0; hub.connections.size > 0 && waited < 10_000; waited += 20) {
    // oxlint-disable-next-line no-await-in-loop
    await sleep(20);
  }
  expect(hub.connections.size).toBe(0);
  expect(usedMegabytes() - before).toBeLessThan(32);
  expect(errors.map((error) => (error as Error).message).filter((text) => !expected.has(text))).toEqual([]);
  expect(await invoke(await connected(world), 'TestAdd', [40, 2])).toMatchObject({ result: 42 });
}, 240_000);
