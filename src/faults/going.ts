import type { ScheduledFault } from './scheduled.ts';

/** A fault that goes on or is to begin, and how often it has had its turn. */
export interface Going {
  readonly fault: ScheduledFault;
  /** How many it could have touched, and how many it did. */
  matched: number;
  touched: number;
  untilMs: number;
}

/** Whether it goes on at that instant of the first day. */
export function goesOnAt({ fault, untilMs }: Going, atMs: number): boolean {
  return atMs >= fault.fromMs && atMs < untilMs;
}

/** Counts what a fault could touch, and says whether it does. `drawn` is in [0, 1). */
export function isItsTurn(going: Going, drawn: number): boolean {
  const { probability = 1, first = Infinity, every = 1, times = Infinity } = going.fault.input;
  const matched = ++going.matched;
  return going.touched < times && matched <= first && matched % every === 0 && drawn < probability;
}
