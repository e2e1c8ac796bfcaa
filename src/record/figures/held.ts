import type { Summary } from '../summary.ts';

/** What of a summary says how much of a rate left in time. */
export type HeldSummary = Pick<Summary, 'load' | 'rendered' | 'filtered' | 'withheld' | 'inTime'>;

/**
 * How many messages of a rate were to leave: those that it asked for, without the places that were left empty on purpose, by
 * a fault that kept or put off the message that would have had it, or because nobody wanted it any more.
 */
export function countToLeave({ load, rendered, filtered, withheld }: HeldSummary): number {
  if (load === null) return 0;
  const putOff = Math.max(0, load.offered - (rendered - filtered));
  return Math.max(0, load.requested - putOff - withheld);
}

/** Which share of what was to leave left in time; 1 where nothing was to; `null` where the run has no rate. */
export function heldShare(summary: HeldSummary): number | null {
  if (summary.load === null) return null;
  const toLeave = countToLeave(summary);
  return toLeave === 0 ? 1 : Math.min(1, summary.inTime / toLeave);
}
