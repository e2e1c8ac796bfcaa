import type { Clock } from '../../src/lib/clock.ts';

/** A clock on which nothing takes time but sleeping: who sleeps moves it on. */
export interface VirtualClock extends Clock {
  /** Every length of sleep that was asked for, in order. */
  readonly sleeps: readonly number[];
}

/** Starts at 0 on both counts. */
export function createVirtualClock(): VirtualClock {
  const sleeps: number[] = [];
  let nowMs = 0;
  return {
    sleeps,
    monotonicMs: () => nowMs,
    wallMs: () => nowMs,
    sleep: (ms, signal) => {
      sleeps.push(ms);
      if (signal?.aborted !== true) nowMs += ms;
      return Promise.resolve();
    },
    turn: () => Promise.resolve(),
  };
}
