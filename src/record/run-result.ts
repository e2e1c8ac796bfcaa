import type { Summary } from './summary.ts';
import type { ExpectationResult } from './verdict.ts';

/** A run that is over. */
export interface RunResult {
  readonly verdict: 'passed' | 'failed';
  readonly seed: number;
  readonly summary: Summary;
  readonly expectations: readonly ExpectationResult[];
  readonly elapsedMs: number;
  /** True when it was stopped before its time. */
  readonly interrupted: boolean;
  /** The expectation that ended it, as it could not be met any more. Absent: none did. */
  readonly abortedBy?: string;
}
