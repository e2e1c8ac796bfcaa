/** What left no later than this after it was due has left in time, where nothing else is said. */
export const usualLateAfterMs = 10;
/** Which share of the messages of a rate has to leave in time, where nothing else is said. */
export const usualHeldShare = 0.99;

/** A stretch of a load plan: one rate, or from one rate evenly to another. */
export interface LoadStage {
  /** The rate at its end; where `fromPerSec` is absent, all the time. */
  readonly ratePerSec: number;
  /** The rate at its beginning. */
  readonly fromPerSec?: number;
  readonly forMs: number;
}

/**
 * When messages leave. `speed`: simulated time runs `speed` times as fast as real time. `rate`: messages leave evenly,
 * whatever the simulated time, in stages; the last stage's rate goes on. `max`: as fast as the receivers take them.
 */
export type PacePlan =
  | { readonly kind: 'speed'; readonly speed: number }
  | {
      readonly kind: 'rate';
      readonly stages: readonly LoadStage[];
      /** How long opening connections before the first message may take, real ms; 0: none are. Absent: as usual. */
      readonly warmUpMs?: number;
      /** What leaves later than this after it was due is late, ms. Absent: as usual. */
      readonly lateAfterMs?: number;
      /** Which share of the messages has to leave in time, from 0 to 1. Absent: as usual. */
      readonly heldShare?: number;
    }
  | { readonly kind: 'max' };

/** The time, in ms from the plan's start, at which the integral of the stages' rates reaches `sent`; `Infinity`: never. */
export function dueInStages(stages: readonly LoadStage[], sent: number): number {
  let left = sent;
  let passedMs = 0;
  for (const [index, stage] of stages.entries()) {
    const fits = countInStage(stage, stage.forMs);
    if (left < fits) return passedMs + reachedMs(stage, left);
    left -= fits;
    passedMs += stage.forMs;
    if (index < stages.length - 1) continue;
    return stage.ratePerSec === 0 ? Infinity : passedMs + (left * 1000) / stage.ratePerSec;
  }
  return passedMs;
}

/** How many messages the stages have asked for after so many ms: the inverse of {@link dueInStages}, with fractions. */
export function countInStages(stages: readonly LoadStage[], afterMs: number): number {
  let leftMs = afterMs;
  let asked = 0;
  for (const stage of stages) {
    if (leftMs <= stage.forMs) return asked + countInStage(stage, leftMs);
    asked += countInStage(stage, stage.forMs);
    leftMs -= stage.forMs;
  }
  return asked + ((stages.at(-1)?.ratePerSec ?? 0) * leftMs) / 1000;
}

/** Whether the stages ask for anything at all. */
export function sendsSomething(stages: readonly LoadStage[]): boolean {
  return stages.some(({ ratePerSec, fromPerSec = 0 }) => ratePerSec + fromPerSec > 0);
}

/** How long the stages last together; `Infinity` where one has no end. */
export function lengthOfStages(stages: readonly LoadStage[]): number {
  return stages.reduce((sumMs, { forMs }) => sumMs + forMs, 0);
}

function countInStage({ ratePerSec, fromPerSec = ratePerSec, forMs }: LoadStage, ms: number): number {
  if (fromPerSec === ratePerSec) return ratePerSec === 0 ? 0 : (ratePerSec * ms) / 1000;
  return (fromPerSec * ms + ((ratePerSec - fromPerSec) * ms * ms) / (2 * forMs)) / 1000;
}

/** After how many ms of the stage so many messages have been asked for. */
function reachedMs({ ratePerSec, fromPerSec = ratePerSec, forMs }: LoadStage, count: number): number {
  if (count === 0) return 0;
  if (fromPerSec === ratePerSec) return (count * 1000) / ratePerSec;
  // The root of a quadratic equation, in the form that loses no digits where the rates are nearly the same.
  const growth = (2 * (ratePerSec - fromPerSec) * count * 1000) / forMs;
  return (2 * count * 1000) / (fromPerSec + Math.sqrt(Math.max(0, fromPerSec * fromPerSec + growth)));
}
