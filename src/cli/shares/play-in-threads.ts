import { availableParallelism } from 'node:os';
import type { Clock } from '../../lib/clock.ts';
import type { SharePlan } from '../../run/share/plan.ts';
import { scenarioOfShare } from '../../run/share/plan.ts';
import type { Scenario } from '../../scenario/index.ts';
import { openThreads } from '../../shares/threads/threads.ts';
import type { Output } from '../output.ts';
import { openReports } from '../report/reports.ts';
import type { ReportFlags } from '../report/report-flags.ts';
import { listenForStop } from '../run/play-and-report.ts';
import { playShares } from './play-shares.ts';

/** How long threads may take to be ready: they read certificates and open connections. */
const readyWithinMs = 60_000;

/** What {@link playInThreads} takes besides the scenario. */
export interface InThreadsParts {
  readonly plans: readonly SharePlan[];
  /** Real ms that the run takes. */
  readonly forMs: number;
  readonly flags: ReportFlags & { readonly json?: boolean; readonly failFast?: boolean };
  readonly output: Output;
  readonly clock: Clock;
}

/** Plays a scenario in shares, each in a thread of this process, and says how the command ends. */
export async function playInThreads(scenario: Scenario, parts: InThreadsParts): Promise<number> {
  const { plans, forMs, flags, output, clock } = parts;
  // What cannot be divided is told before a thread is opened.
  for (const plan of plans) scenarioOfShare(scenario, plan);
  const cores = availableParallelism();
  if (plans.length > cores) {
    output.note(
      `warning: ${plans.length} threads have ${cores} ${cores === 1 ? 'core' : 'cores'} to share: more threads than cores are slower, not faster.`,
    );
  }
  const reports = openReports(flags, flags, output);
  const interrupt = listenForStop(output);
  const orders = plans.map((plan) => ({ plan, scenario, stopAfterMs: forMs, details: reports.areWanted }));
  const shares = openThreads(orders, { clock, env: process.env });
  try {
    return await playShares(shares, {
      scenario,
      forMs,
      readyWithinMs,
      flags,
      output,
      clock,
      reports,
      interrupt,
    });
  } finally {
    await shares.close();
    interrupt.release();
  }
}
