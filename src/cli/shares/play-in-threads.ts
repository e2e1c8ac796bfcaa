import { availableParallelism } from 'node:os';
import { scenarioOfShare } from '../../run/share/plan.ts';
import type { Scenario } from '../../scenario/index.ts';
import { openThreads } from '../../shares/threads/threads.ts';
import { openReports } from '../report/reports.ts';
import { listenForStop } from '../run/play-and-report.ts';
import type { InSharesParts } from './in-shares-parts.ts';
import { playShares } from './play-shares.ts';

/** How long threads may take to be ready: they read certificates and open connections. */
const readyWithinMs = 60_000;

/** Plays a scenario in shares, each in a thread of this process, and says how the command ends. */
export async function playInThreads(scenario: Scenario, parts: InSharesParts): Promise<number> {
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
