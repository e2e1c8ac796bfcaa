import type { Clock } from '../lib/clock.ts';

/** A stretch of constant rate in a load plan. */
export interface Stage {
  readonly ratePerSec: number;
  readonly forMs: number;
}

/**
 * When messages leave. `speed`: simulated time runs `speed` times as fast as real time. `rate`: messages leave evenly,
 * whatever the simulated time, in stages; the last stage's rate goes on. `max`: as fast as the receivers take them.
 */
export type PacePlan =
  | { readonly kind: 'speed'; readonly speed: number }
  | { readonly kind: 'rate'; readonly stages: readonly Stage[] }
  | { readonly kind: 'max' };

/** When the next message is due, as a pure function of what was sent and the simulated time. */
export interface Pace {
  /** True when a step of the source waits for its own simulated time. */
  readonly followsSimulatedTime: boolean;
  /** Real ms after the run's start at which the message that follows `sent` others, of simulated ms `simulatedMs` after the start, is due. */
  dueMs(sent: number, simulatedMs: number): number;
}

/** The pace of a plan. Pure: keeps no count and reads no clock. */
export function createPace(plan: PacePlan): Pace {
  switch (plan.kind) {
    case 'speed':
      return { followsSimulatedTime: true, dueMs: (_sent, simulatedMs) => simulatedMs / plan.speed };
    case 'rate':
      return { followsSimulatedTime: false, dueMs: (sent) => dueInStages(plan.stages, sent) };
    case 'max':
      return { followsSimulatedTime: false, dueMs: () => 0 };
  }
}

/** The time at which the integral of the stages' rates reaches `sent`. */
function dueInStages(stages: readonly Stage[], sent: number): number {
  let left = sent;
  let passedMs = 0;
  for (const [index, stage] of stages.entries()) {
    const fits = (stage.ratePerSec * stage.forMs) / 1000;
    const isLast = index === stages.length - 1;
    if (left < fits || isLast) return passedMs + (left * 1000) / stage.ratePerSec;
    left -= fits;
    passedMs += stage.forMs;
  }
  return passedMs;
}

/** Longest stretch of work before the event loop gets a turn, even when the run is late. */
const turnEveryMs = 4;
/** A day. A timer that is set for more than 24.8 of them fires at once. */
const longestSleepMs = 86_400_000;

/**
 * Waits on a clock for due times. Catch-up pacing: what is due already leaves at once, so a late wake-up delays nothing
 * further; sockets still get a turn every few milliseconds.
 */
export class Waiter {
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  #turnedAtMs: number;

  constructor(clock: Clock, signal: AbortSignal) {
    this.#clock = clock;
    this.#signal = signal;
    this.#turnedAtMs = clock.monotonicMs();
  }

  /** Resolves at `monotonicMs` or when the signal aborts; `undefined` when there is nothing to wait for. */
  until(monotonicMs: number): Promise<void> | undefined {
    const leftMs = monotonicMs - this.#clock.monotonicMs();
    return leftMs > 0.5 ? this.#sleepUntil(monotonicMs) : this.turn();
  }

  /** Gives the event loop a turn when it has not had one for a while; `undefined` when it has. */
  turn(): Promise<void> | undefined {
    const nowMs = this.#clock.monotonicMs();
    if (nowMs - this.#turnedAtMs < turnEveryMs) return undefined;
    this.#turnedAtMs = nowMs;
    return this.#clock.turn();
  }

  async #sleepUntil(monotonicMs: number): Promise<void> {
    for (;;) {
      const nowMs = (this.#turnedAtMs = this.#clock.monotonicMs());
      if (nowMs >= monotonicMs || this.#signal.aborted) return;
      await this.#clock.sleep(Math.min(monotonicMs - nowMs, longestSleepMs), this.#signal);
    }
  }
}
