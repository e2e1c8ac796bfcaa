import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

/** What this process, or this thread of it, has used since it was last asked. */
export interface Usage {
  /** How much later than they should timers were served, ms. */
  readonly loopDelayMs: { readonly mean: number; readonly p99: number; readonly max: number };
  /** Of all threads of the process; of a worker thread, its own. In ms. */
  readonly cpuMs: { readonly user: number; readonly system: number };
  readonly gc: { readonly count: number; readonly pauseMs: number; readonly longestMs: number };
}

/** Measures what this process uses. */
export interface Meter {
  /** Since the last time, or since it was started. */
  read(): Usage;
  stop(): void;
}

/** Starts to measure, and calls `onSecond` about once a second, until it is stopped. */
export type StartMeter = (onSecond: () => void) => Meter;

const everyMs = 1000;
/** How often the loop's delay is looked at: it wakes the process that often. */
const resolutionMs = 10;

/** Measures this process by what Node tells of it. Keeps nothing running. */
export const startMeter: StartMeter = (onSecond) => {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();
  let cpu = readCpu();
  let gc = { count: 0, pauseMs: 0, longestMs: 0 };
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      const { count, pauseMs, longestMs } = gc;
      gc = { count: count + 1, pauseMs: pauseMs + duration, longestMs: Math.max(longestMs, duration) };
    }
  });
  observer.observe({ entryTypes: ['gc'] });
  const timer = setInterval(onSecond, everyMs).unref();
  // What is between two looks is the distance itself and the delay.
  const delayMs = (ns: number): number => Math.max(0, round(ns / 1e6 - resolutionMs) || 0);
  return {
    read() {
      const now = readCpu();
      const usage = {
        loopDelayMs: {
          mean: delayMs(delay.mean),
          p99: delayMs(delay.percentile(99)),
          max: delayMs(delay.max),
        },
        cpuMs: { user: round((now.user - cpu.user) / 1000), system: round((now.system - cpu.system) / 1000) },
        gc: { ...gc, pauseMs: round(gc.pauseMs), longestMs: round(gc.longestMs) },
      };
      cpu = now;
      gc = { count: 0, pauseMs: 0, longestMs: 0 };
      delay.reset();
      return usage;
    },
    stop() {
      clearInterval(timer);
      observer.disconnect();
      delay.disable();
    },
  };
};

/** Of a worker thread its own where Node can tell. */
function readCpu(): NodeJS.CpuUsage {
  const ofThread = (process as { threadCpuUsage?: () => NodeJS.CpuUsage }).threadCpuUsage;
  return isMainThread || ofThread === undefined ? process.cpuUsage() : ofThread.call(process);
}

function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
