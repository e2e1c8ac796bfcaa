import { performance } from 'node:perf_hooks';

/**
 * The two clocks of the real world. The third, simulated time, lives in the centre; the three are never mixed.
 */
export interface Clock {
  /** Monotonic milliseconds since some fixed instant: for pacing, time-outs and latencies. */
  monotonicMs(): number;
  /** Milliseconds since the epoch: for records, certificates and tokens only. */
  wallMs(): number;
  /** Resolves after `ms`, however many (`Infinity`: never), or at once when `signal` aborts. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Gives the event loop one turn. */
  turn(): Promise<void>;
}

/** A day. A timer that is set for more than 24.8 of them fires at once. */
const longestTimerMs = 86_400_000;

/** The machine's own clocks. */
export const machineClock: Clock = {
  monotonicMs: () => performance.now(),
  wallMs: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const wake = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      let leftMs = ms;
      const step = (): NodeJS.Timeout => {
        const stepMs = Math.min(leftMs, longestTimerMs);
        leftMs -= stepMs;
        return setTimeout(leftMs > 0 ? next : wake, stepMs);
      };
      const next = (): void => void (timer = step());
      let timer = step();
      signal?.addEventListener('abort', wake, { once: true });
    }),
  turn: () => new Promise((resolve) => setImmediate(resolve)),
};
