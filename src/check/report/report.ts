import type { Level } from '../../dialects/demand.ts';

/** What a demand came to. `warned`: advice that is not followed. `not seen`: nobody can say, and the evidence says why. */
export type Verdict = 'held' | 'broken' | 'warned' | 'skipped' | 'not seen';

/** A demand with its verdict. */
export interface Judged {
  readonly id: string;
  readonly title: string;
  readonly section: string;
  readonly level: Level;
  readonly verdict: Verdict;
  /** Whole sentences: what was seen, then what to do. */
  readonly evidence: readonly string[];
  readonly durationMs: number;
}

/** How many demands came to what. Questions are counted apart from demands that could not be seen. */
export interface CheckCounts {
  readonly held: number;
  readonly broken: number;
  readonly warned: number;
  readonly skipped: number;
  readonly notSeen: number;
  readonly questions: number;
}

/** What a check found: `--json` prints it. Fields may be added. */
export interface CheckReport {
  readonly type: 'check';
  readonly vendor: string;
  /** Who was checked: an address, or where it connects to. */
  readonly target: string;
  /** `held` when nothing that is required is broken. */
  readonly verdict: 'held' | 'broken';
  /** True when it was ended before every demand was looked at. */
  readonly interrupted: boolean;
  readonly counts: CheckCounts;
  readonly demands: readonly Judged[];
}

/** Counts verdicts. */
export function makeReport(
  { vendor, target, interrupted }: Pick<CheckReport, 'vendor' | 'target' | 'interrupted'>,
  demands: readonly Judged[],
): CheckReport {
  const count = (wanted: Verdict, isQuestion = false): number =>
    demands.filter(({ verdict, level }) => verdict === wanted && (level === 'question') === isQuestion)
      .length;
  const counts = {
    held: count('held'),
    broken: count('broken'),
    warned: count('warned'),
    skipped: count('skipped') + count('skipped', true),
    notSeen: count('not seen'),
    questions: count('not seen', true),
  };
  const verdict = counts.broken > 0 ? 'broken' : 'held';
  return { type: 'check', vendor, target, verdict, interrupted, counts, demands };
}
