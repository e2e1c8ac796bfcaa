import { expect, test } from 'vitest';
import { machineClock } from '../../lib/clock.ts';
import { Deadlines } from './deadlines.ts';
import type { Timed } from './deadlines.ts';

/** Something that starts now, and a promise of how long it was let go on. */
function start(): { readonly timed: Timed; readonly tookMs: Promise<number> } {
  const startedMs = machineClock.monotonicMs();
  const { promise: tookMs, resolve } = Promise.withResolvers<number>();
  return {
    timed: { slot: -1, startedMs, timeOut: () => resolve(machineClock.monotonicMs() - startedMs) },
    tookMs,
  };
}

test('each ends when its own time is over, never before', async () => {
  const deadlines = new Deadlines(60, machineClock);
  const first = start();
  deadlines.add(first.timed);
  await machineClock.sleep(25);
  const second = start();
  deadlines.add(second.timed);
  expect(await first.tookMs).toBeGreaterThanOrEqual(60);
  expect(await second.tookMs).toBeGreaterThanOrEqual(60);
});

test('what has ended by itself is not told, and what came after it is', async () => {
  const deadlines = new Deadlines(20, machineClock);
  const ended: string[] = [];
  const [a, b] = ['a', 'b'].map((name) => ({
    slot: -1,
    startedMs: machineClock.monotonicMs(),
    timeOut: () => void ended.push(name),
  })) as [Timed, Timed];
  const last = start();
  for (const timed of [a, b, last.timed]) deadlines.add(timed);
  deadlines.delete(a);
  await last.tookMs;
  expect(ended).toEqual(['b']);
});

test('one timer serves all of them, and none is left behind', () => {
  const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const before = timers();
  const deadlines = new Deadlines(60_000, machineClock);
  for (let i = 0; i < 1000; i++) deadlines.add(start().timed);
  expect(timers()).toBeLessThanOrEqual(before + 1);
  deadlines.close();
  expect(timers()).toBe(before);
});
