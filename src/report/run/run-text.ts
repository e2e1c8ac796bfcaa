import { noPaint } from '../../record/report/paint.ts';
import { formatNumbers, formatReport } from '../../record/report/report-text.ts';
import type { RunEnd } from '../../record/run-end.ts';
import type { RunHeader } from '../../record/run-header.ts';
import { titleOf } from './tables.ts';
import type { Summary } from '../../record/summary.ts';
import { localTime } from './local-time.ts';

/** The report that a terminal shows, without its colours. */
export function formatRunText(header: RunHeader, summary: Summary, end: RunEnd | undefined): string[] {
  const { seed, timeZone } = header;
  const formatAt = (epochMs: number): string => localTime(epochMs, timeZone);
  const lines =
    end === undefined
      ? [...formatNumbers(summary, noPaint, formatAt), '', 'unfinished: the record breaks off']
      : formatReport(summary, end, noPaint, formatAt);
  return [`${titleOf(header)}, seed ${seed}`, '', ...lines];
}
