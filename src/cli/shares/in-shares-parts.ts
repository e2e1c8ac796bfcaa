import type { Clock } from '../../lib/clock.ts';
import type { SharePlan } from '../../run/share/plan.ts';
import type { Output } from '../output.ts';
import type { Beside, ReportFlags } from '../report/report-flags.ts';
import type { ShareFlags } from './share-flags.ts';

/** What a load is played in shares with, besides its scenario. */
export interface InSharesParts {
  readonly plans: readonly SharePlan[];
  /** Real ms that the run takes. */
  readonly forMs: number;
  readonly flags: ShareFlags & ReportFlags & Beside & { readonly failFast?: boolean };
  readonly output: Output;
  readonly clock: Clock;
}
