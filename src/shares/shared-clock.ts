import type { Clock } from '../lib/clock.ts';

/**
 * A clock that shows the time which all shares have in common: `sharedMs` now, and going on evenly from there. Instants of
 * different threads and machines can then be told one beside the other.
 */
export function sharedClock(clock: Clock, sharedMs: number): Clock {
  const offsetMs = sharedMs - clock.monotonicMs();
  return {
    monotonicMs: () => clock.monotonicMs() + offsetMs,
    wallMs: () => clock.wallMs(),
    sleep: (ms, signal) => clock.sleep(ms, signal),
    turn: () => clock.turn(),
  };
}

/**
 * A clock that tells `onStall`, before it tells the time, that nobody had looked at it for longer than `limitMs`: whoever looks
 * often then stood still for so long.
 */
export function watchedClock(clock: Clock, limitMs: number, onStall: () => void): Clock {
  if (limitMs === Infinity) return clock;
  let lookedMs = clock.monotonicMs();
  return {
    ...clock,
    monotonicMs: () => {
      const nowMs = clock.monotonicMs();
      const stoodMs = nowMs - lookedMs;
      lookedMs = nowMs;
      if (stoodMs > limitMs) onStall();
      return nowMs;
    },
  };
}
