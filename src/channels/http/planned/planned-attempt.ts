import type { WireFault, WirePlan } from '../../wire-plan.ts';
import { PlannedWire } from './planned-wire.ts';

/** An attempt to which faults are done. */
export interface PlannedAttempt {
  readonly plan: WirePlan;
  readonly wire: PlannedWire;
  /** The faults that have a part in it, in their order. */
  readonly faults: readonly WireFault[];
}

/** What faults do to that try of a message; `undefined` when nothing. Where two want the same thing otherwise, the first has it. */
export function planAttempt(
  faults: readonly WireFault[] | undefined,
  attempt: number,
): PlannedAttempt | undefined {
  if (faults === undefined) return undefined;
  let plan: WirePlan = {};
  const done: WireFault[] = [];
  for (const fault of faults) {
    if (fault.attempts !== null && !fault.attempts.includes(attempt)) continue;
    const wanted = Object.keys(fault.plan) as (keyof WirePlan)[];
    if (done.length > 0 && wanted.every((key) => plan[key] !== undefined)) continue;
    plan = { ...fault.plan, ...plan };
    done.push(fault);
  }
  return done.length === 0 ? undefined : { plan, wire: new PlannedWire(plan), faults: done };
}
