import { noPaint } from '../../record/report/paint.ts';
import { formatNumbers, formatReport } from '../../record/report/report-text.ts';
import type { RunEnd } from '../../record/run-end.ts';
import type { RunHeader } from '../../record/run-header.ts';
import type { Summary } from '../../record/summary.ts';

/** The report that a terminal shows, without its colours. */
export function formatRunText(header: RunHeader, summary: Summary, end: RunEnd | undefined): string[] {
  const { scenario, seed, timeZone } = header;
  const formatAt = (epochMs: number): string => localTime(epochMs, timeZone);
  const lines =
    end === undefined
      ? [...formatNumbers(summary, noPaint, formatAt), '', 'unfinished: the record breaks off']
      : formatReport(summary, end, noPaint, formatAt);
  return [`phoney run ${scenario}, seed ${seed}`, '', ...lines];
}

/** `2026-03-02 09:30:00` by the clocks of a time zone; in UTC where none is known. */
export function localTime(epochMs: number, timeZone = 'UTC'): string {
  return new Date(epochMs).toLocaleString('sv-SE', { timeZone });
}
