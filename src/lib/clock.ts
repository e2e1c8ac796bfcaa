import { performance } from 'node:perf_hooks';

/**
 * The two clocks of the real world. The third, simulated time, lives in the centre; the three are never mixed.
 */
export interface Clock {
  /** Monotonic milliseconds since some fixed instant: for pacing, time-outs and latencies. */
  monotonicMs(): number;
  /** Milliseconds since the epoch: for records, certificates and tokens only. */
  wallMs(): number;
  /** Resolves after `ms`, never before, however many (`Infinity`: never), or at once when `signal` aborts. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Gives the event loop one turn. */
  turn(): Promise<void>;
}

/** A day. A timer that is set for more than 24.8 of them fires at once. */
const longestTimerMs = 86_400_000;
/**
 * Timers have whole milliseconds, and may fire in the one before. The last bit of a sleep is waited for turn by turn of the event
 * loop; no more of it, for that costs as much of a core as it lasts.
 */
const lastBitMs = 0.3;

/** The machine's own clocks. */
export const machineClock: Clock = {
  monotonicMs: () => performance.now(),
  wallMs: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const endMs = performance.now() + ms;
      let timer: NodeJS.Timeout | undefined;
      let turn: NodeJS.Immediate | undefined;
      const wake = (): void => {
        clearTimeout(timer);
        clearImmediate(turn);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const step = (): void => {
        const leftMs = endMs - performance.now();
        if (leftMs <= 0) return wake();
        if (leftMs <= lastBitMs) turn = setImmediate(step);
        else timer = setTimeout(step, Math.min(leftMs, longestTimerMs));
      };
      step();
      signal?.addEventListener('abort', wake, { once: true });
    }),
  turn: () => new Promise((resolve) => setImmediate(resolve)),
};
