import type { Run } from '../../run/handle.ts';
import type { Clock } from '../../lib/clock.ts';
import { formatFeeds } from '../../record/report/report-text.ts';
import { count } from '../../record/report/wording.ts';
import type { Output } from '../output.ts';

const liveEveryMs = 150;
const firstNoteMs = 1000;
const noteEveryMs = 5000;

/**
 * Shows how far a run is until `signal` aborts: live lines on a terminal, a line every five seconds elsewhere. Reads
 * the same numbers as the report.
 */
export async function showProgress(
  run: Run,
  output: Output,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  let waitMs = output.isLive ? liveEveryMs : firstNoteMs;
  for (;;) {
    await clock.sleep(waitMs, signal);
    if (signal.aborted) break;
    if (output.isLive) output.live([formatPosition(run), ...formatFeeds(run.summary())]);
    else output.note(formatNote(run));
    if (!output.isLive) waitMs = noteEveryMs;
  }
  output.live([]);
}

function formatPosition(run: Run): string {
  const { simulatedMs, startMs, endMs } = run.clock;
  const share = Number.isFinite(endMs) ? Math.min(1, (simulatedMs - startMs) / (endMs - startMs)) : undefined;
  const bar =
    share === undefined
      ? ''
      : `${'█'.repeat(Math.round(share * 24)).padEnd(24, '░')} ${Math.round(share * 100)} %  `;
  const { delivered, open } = run.summary();
  return `${bar}${formatLocalTime(run)}  ${count(delivered)} delivered, ${count(open)} on their way`;
}

function formatNote(run: Run): string {
  const { rendered, delivered, dropped, open } = run.summary();
  return `${formatLocalTime(run)}  rendered ${count(rendered)}, delivered ${count(delivered)}, dropped ${count(dropped)}, on their way ${count(open)}`;
}

/** Simulated time by the clock of the centre. */
function formatLocalTime({ clock }: Run): string {
  const local = new Date(clock.simulatedMs + clock.utcOffsetMinutes * 60_000);
  return local.toISOString().slice(0, 19).replace('T', ' ');
}
