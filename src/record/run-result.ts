import type { RateVerdict } from './figures/judge-rate.ts';
import type { ShareRow } from './report/share-row.ts';
import type { Summary } from './summary.ts';
import type { ExpectationResult } from './verdict.ts';

/** How a run ended. */
export interface Ending {
  readonly verdict: 'passed' | 'failed';
  readonly expectations: readonly ExpectationResult[];
  /** In whole ms. */
  readonly elapsedMs: number;
  /** True when it was stopped before its time. */
  readonly interrupted: boolean;
  /** The expectation that ended it, as it could not be met any more. Absent: none did. */
  readonly abortedBy?: string;
  /** Whether the first message that was dropped ended it (--fail-fast). */
  readonly failedFast?: true;
  /** Of a run at a rate: whether it was held, and if not, who was the bottleneck. Absent: it has none, or it is one share of several. */
  readonly rate?: RateVerdict;
  /** The shares that it was played in. Absent: one process played all of it. */
  readonly shares?: readonly ShareRow[];
}

/** A run that is over. */
export interface RunResult extends Ending {
  readonly seed: number;
  readonly summary: Summary;
}
