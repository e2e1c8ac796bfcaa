import type { ScheduledFault } from './scheduled.ts';

/** A fault that goes on or is to begin, and how often it has had its turn. */
export interface Going {
  readonly fault: ScheduledFault;
  /** How many it could have touched, and how many it did. */
  matched: number;
  touched: number;
  /** When somebody ended it for good; `Infinity` while nobody has. */
  stoppedAtMs: number;
}

/** From when until when it goes on, on the day that begins so many ms after the first. */
export function spanOn(
  { fault: { fromMs, untilMs, isOnce = false }, stoppedAtMs }: Going,
  laterMs: number,
): { readonly fromMs: number; readonly untilMs: number } {
  const shiftMs = isOnce ? 0 : laterMs;
  return { fromMs: fromMs + shiftMs, untilMs: Math.min(untilMs + shiftMs, stoppedAtMs) };
}

/** Whether it goes on at that instant of the day that begins so many ms after the first. */
export function goesOnAt(going: Going, atMs: number, laterMs: number): boolean {
  const { fromMs, untilMs } = spanOn(going, laterMs);
  return atMs >= fromMs && atMs < untilMs;
}

/** Whether it is over for good. */
export function isOverAt({ fault: { isOnce = false, untilMs }, stoppedAtMs }: Going, atMs: number): boolean {
  return stoppedAtMs <= atMs || (isOnce && untilMs <= atMs);
}

/** Counts what a fault could touch, and says whether it does. `drawn` is in [0, 1). */
export function isItsTurn(going: Going, drawn: number): boolean {
  const { probability = 1, first = Infinity, every = 1, times = Infinity } = going.fault.input;
  const matched = ++going.matched;
  return going.touched < times && matched <= first && matched % every === 0 && drawn < probability;
}
