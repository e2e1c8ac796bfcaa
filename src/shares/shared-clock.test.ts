import { expect, test } from 'vitest';
import { createVirtualClock } from '../../test/kit/virtual-clock.ts';
import { sharedClock, watchedClock } from './shared-clock.ts';

test('a clock that is shared goes on evenly from the instant that it is told', async () => {
  const machine = createVirtualClock();
  await machine.sleep(70);
  const clock = sharedClock(machine, 1000);
  await clock.sleep(5);
  expect(clock.monotonicMs()).toBe(1005);
});

test('whoever stood still is told so before the time, and not before the clock is watched', async () => {
  const machine = createVirtualClock();
  const stalls: number[] = [];
  const clock = watchedClock(machine, 1000, () => stalls.push(machine.monotonicMs()));
  await machine.sleep(5000);
  clock.monotonicMs();
  clock.watch();
  for (let second = 0; second < 5; second++) {
    await machine.sleep(1000);
    clock.monotonicMs();
  }
  expect(stalls).toEqual([]);
  await machine.sleep(1001);
  expect(clock.monotonicMs()).toBe(11_001);
  expect(stalls).toEqual([11_001]);
});
