import { targetEverything } from '../../dialects/index.ts';
import { InputError, type Problem } from '../../lib/errors.ts';
import type { LoadStage } from '../../lib/pace.ts';
import { loadScenarioFor } from '../../load/load-scenario.ts';
import { planLoad, type LoadPlan } from '../../load/plan.ts';
import { loadScenario, type Scenario } from '../../scenario/index.ts';
import { adaptScenario, endlessMs, namedAsGiven } from '../run/adapt-scenario.ts';
import { findScenario } from '../run/scenario-source.ts';
import { withRateFlags } from '../flags/rate-flags.ts';
import type { LoadFlags } from './flags.ts';

/** A load that is ready to be played. */
export interface PlannedLoad {
  /**
   * Its pace is the plan's; its days follow one another until the plan is over. It is named as the command line has it: a file, or
   * the flags in place of one.
   */
  readonly scenario: Scenario;
  readonly plan: LoadPlan;
}

/** Reads what is to be played from the flags. Throws an `InputError` with everything that is wrong with them. */
export function planFromFlags(file: string | undefined, flags: LoadFlags): PlannedLoad {
  checkSource(file, flags);
  const wishes = { ratePerSec: flags.rate, durationMs: flags.duration, stages: flags.stages };
  if (file !== undefined) {
    const own = namedAsGiven(loadScenario(findScenario(file), { start: flags.start }), file);
    const plan = planLoad(wishes, own.pace);
    return { plan, scenario: paced(own, flags, plan) };
  }
  const { vendor = '', profile = 'both', timeout } = flags;
  const targets = targetEverything(vendor, usualUrl, undefined, timeout);
  const plan = planLoad(wishes);
  const scenario = loadScenario(loadScenarioFor(highestOf(plan.stages), profile), { start: flags.start });
  const named = { ...scenario, file: `${flags.hub === true ? '--hub ' : ''}--vendor ${vendor}` };
  return { plan, scenario: paced({ ...named, targets }, flags, plan) };
}

const usualUrl = 'https://localhost:8443/events';

function checkSource(file: string | undefined, { vendor, profile }: LoadFlags): void {
  const problems: Problem[] = [];
  if (file === undefined && vendor === undefined) {
    problems.push({
      message: 'What is to be sent? Name a scenario, or give --vendor for a centre that phoney makes up.',
    });
  }
  if (file !== undefined && vendor !== undefined) {
    problems.push({
      file: '--vendor',
      message: `${file} and --vendor exclude each other. Keep one of them.`,
    });
  }
  if (file !== undefined && profile !== undefined) {
    problems.push({
      file: '--profile',
      message: 'A scenario has traffic of its own. Leave --profile out, or use --vendor.',
    });
  }
  if (problems.length > 0) throw new InputError(problems);
}

function highestOf(stages: readonly LoadStage[]): number {
  return Math.max(...stages.flatMap(({ ratePerSec, fromPerSec = 0 }) => [ratePerSec, fromPerSec]));
}

/** The scenario at the plan's pace, with everything else as the flags want it. */
function paced(scenario: Scenario, flags: LoadFlags, { stages }: LoadPlan): Scenario {
  const { rate: _rate, duration: _duration, ...rest } = flags;
  const own = scenario.pace.kind === 'rate' ? scenario.pace : undefined;
  const pace = {
    ...own,
    kind: 'rate',
    stages,
    ...(flags.warmUp !== undefined && { warmUpMs: flags.warmUp }),
  } as const;
  const { limits } = scenario;
  return {
    ...adaptScenario(scenario, rest),
    limits: { ...limits, connections_per_feed: flags.connections ?? limits.connections_per_feed },
    pace: withRateFlags(pace, flags),
    endMs: scenario.startMs + endlessMs,
  };
}
