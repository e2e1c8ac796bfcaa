import type { Touch } from './fault.ts';
import type { FaultInput } from './schema.ts';

/** A fault with its time. */
export interface ScheduledFault {
  /** Unique among those that go on at the same time. */
  readonly name: string;
  readonly input: FaultInput;
  /** Simulated epoch ms on the first day; the first instant at which it goes on. */
  readonly fromMs: number;
  /** The first instant at which it is over; `Infinity` for the end of the run. */
  readonly untilMs: number;
  /** True: it was started while the run lasts, at instants of that very day, and comes again on no other. */
  readonly isOnce?: boolean;
}

/** What a fault did to a message. */
export interface Touched {
  /** The fault's name. */
  readonly fault: string;
  readonly kind: string;
  readonly touch: Touch;
  /** The first instant at which the fault is over, simulated epoch ms; `Infinity` while nobody knows. */
  readonly endsAt: () => number;
}
