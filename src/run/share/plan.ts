import { createRandom, drawInteger } from '../../lib/random.ts';
import { InputError } from '../../lib/errors.ts';
import type { PacePlan } from '../../lib/pace.ts';
import type { Scenario } from '../../scenario/index.ts';
import type { Share } from './share.ts';

/** What one of the shares of a run is to play. */
export interface SharePlan {
  /** From 0, among all shares. */
  readonly index: number;
  /** How many shares there are in all. */
  readonly of: number;
  /** Which of the independent centres it plays, from 0, and how many there are. */
  readonly centre: number;
  readonly centres: number;
  /** Its part of that centre's messages. */
  readonly share: Share;
}

/** So many shares, spread over so many independent centres. Throws an `InputError` where that does not come out even. */
export function planShares(count: number, centres = 1): SharePlan[] {
  if (count % centres !== 0) {
    throw new InputError(
      `${count} shares cannot be spread evenly over ${centres} centres. Let each centre have as many: ${centres}, ${2 * centres} or ${3 * centres} shares.`,
    );
  }
  return Array.from({ length: count }, (_, index) => ({
    index,
    of: count,
    centre: index % centres,
    centres,
    share: { index: Math.floor(index / centres), count: count / centres },
  }));
}

/**
 * The scenario as one share plays it: the seed of its centre, its centre's part of the rate, and its own part of what may be
 * open. Throws an `InputError` where there is less to divide than there are shares.
 */
export function scenarioOfShare(scenario: Scenario, { index, of, centre, centres }: SharePlan): Scenario {
  const { connections_per_feed: connections, backlog_per_feed: backlog } = scenario.limits;
  if (connections < of) {
    throw new InputError(
      `${of} shares cannot divide ${connections} connections among themselves: limits.connections_per_feed is for all of them together. Allow ${of} or more (--connections ${of}), or have fewer shares.`,
    );
  }
  return {
    ...scenario,
    seed: seedOfCentre(scenario.seed, centre),
    pace: dividePace(scenario.pace, centres),
    limits: {
      ...scenario.limits,
      connections_per_feed: partOf(connections, index, of),
      backlog_per_feed: partOf(backlog, index, of),
    },
  };
}

/** The first centre has the run's own seed, so that one centre is the one that there always was; each other one of its own. */
export function seedOfCentre(seed: number, centre: number): number {
  if (centre === 0) return seed;
  return drawInteger(createRandom(seed).stream('centre', centre), 0, 2 ** 53 - 2);
}

function dividePace(pace: PacePlan, centres: number): PacePlan {
  if (pace.kind !== 'rate') return pace;
  return {
    ...pace,
    stages: pace.stages.map(({ fromPerSec, ratePerSec, forMs }) => ({
      ...(fromPerSec !== undefined && { fromPerSec: fromPerSec / centres }),
      ratePerSec: ratePerSec / centres,
      forMs,
    })),
  };
}

/** Whole parts that differ by one at most and add up. */
function partOf(total: number, index: number, of: number): number {
  return Math.floor(total / of) + (index < total % of ? 1 : 0);
}
