/** A stretch of constant rate in a load plan. */
export interface LoadStage {
  readonly ratePerSec: number;
  readonly forMs: number;
}

/**
 * When messages leave. `speed`: simulated time runs `speed` times as fast as real time. `rate`: messages leave evenly,
 * whatever the simulated time, in stages; the last stage's rate goes on. `max`: as fast as the receivers take them.
 */
export type PacePlan =
  | { readonly kind: 'speed'; readonly speed: number }
  | { readonly kind: 'rate'; readonly stages: readonly LoadStage[] }
  | { readonly kind: 'max' };

/** The time, in ms from the plan's start, at which the integral of the stages' rates reaches `sent`. */
export function dueInStages(stages: readonly LoadStage[], sent: number): number {
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
