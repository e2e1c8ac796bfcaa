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

/** A clock that notices when whoever looks at it stood still. */
export interface WatchedClock extends Clock {
  /** From now on it is looked at often, so that not to look means to stand still. */
  watch(): void;
}

/**
 * A clock that, once it is watched, tells `onStall` before it tells the time that nobody had looked at it for longer than
 * `limitMs`: whoever looks often then stood still for so long.
 */
export function watchedClock(clock: Clock, limitMs: number, onStall: () => void): WatchedClock {
  let lookedMs = Infinity;
  return {
    ...clock,
    monotonicMs: () => {
      const nowMs = clock.monotonicMs();
      const stoodMs = nowMs - lookedMs;
      if (lookedMs !== Infinity) lookedMs = nowMs;
      if (stoodMs > limitMs) onStall();
      return nowMs;
    },
    watch: () => void (lookedMs = clock.monotonicMs()),
  };
}
