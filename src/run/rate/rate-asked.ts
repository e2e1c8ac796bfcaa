import { usualHeldShare, usualLateAfterMs } from '../../lib/pace.ts';
import type { RateAsked } from '../../record/figures/judge-rate.ts';
import type { Scenario } from '../../scenario/index.ts';

/** What is asked of the rate that a scenario is played at; `undefined` where it is played at none. */
export function rateAskedOf({ pace, limits }: Pick<Scenario, 'pace' | 'limits'>): RateAsked | undefined {
  if (pace.kind !== 'rate') return undefined;
  return {
    heldShare: pace.heldShare ?? usualHeldShare,
    lateAfterMs: pace.lateAfterMs ?? usualLateAfterMs,
    connectionsPerFeed: limits.connections_per_feed,
  };
}
