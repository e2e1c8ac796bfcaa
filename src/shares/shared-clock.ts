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
