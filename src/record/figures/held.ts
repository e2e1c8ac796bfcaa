import type { Summary } from '../summary.ts';

/** What of a summary says how much of a rate left in time. */
export type HeldSummary = Pick<Summary, 'load' | 'rendered' | 'filtered' | 'withheld' | 'inTime'>;

/**
 * How many messages of a rate were to leave: those that never became due, and those that were rendered, without what was withheld
 * on purpose or because nobody wanted it any more. Places that stayed empty as a fault put a message off are not among them.
 */
export function countToLeave({ load, rendered, filtered, withheld }: HeldSummary): number {
  return load === null ? 0 : Math.max(0, load.neverOffered + rendered - filtered - withheld);
}

/** Which share of what was to leave left in time; 1 where nothing was to; `null` where the run has no rate. */
export function heldShare(summary: HeldSummary): number | null {
  if (summary.load === null) return null;
  const toLeave = countToLeave(summary);
  return toLeave === 0 ? 1 : Math.min(1, summary.inTime / toLeave);
}
