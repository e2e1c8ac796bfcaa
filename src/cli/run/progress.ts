import type { RunWatch } from '../../run/options.ts';
import type { Clock } from '../../lib/clock.ts';
import { formatFeeds } from '../../record/report-text.ts';
import { count } from '../../record/wording.ts';
import type { Output } from '../output.ts';

const liveEveryMs = 150;
const firstNoteMs = 1000;
const noteEveryMs = 5000;

/**
 * Shows how far a run is until `signal` aborts: live lines on a terminal, a line every five seconds elsewhere. Reads
 * the same numbers as the report.
 */
export async function showProgress(
  source: RunWatch,
  output: Output,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  let waitMs = output.isLive ? liveEveryMs : firstNoteMs;
  for (;;) {
    await clock.sleep(waitMs, signal);
    if (signal.aborted) break;
    if (output.isLive) output.live([formatPosition(source), ...formatFeeds(source.readSummary())]);
    else output.note(formatNote(source));
    if (!output.isLive) waitMs = noteEveryMs;
  }
  output.live([]);
}

function formatPosition(watch: RunWatch): string {
  const { simulatedNow, startMs, endMs, readSummary } = watch;
  const share = Number.isFinite(endMs)
    ? Math.min(1, (simulatedNow() - startMs) / (endMs - startMs))
    : undefined;
  const bar =
    share === undefined
      ? ''
      : `${'█'.repeat(Math.round(share * 24)).padEnd(24, '░')} ${Math.round(share * 100)} %  `;
  const { delivered, open } = readSummary();
  return `${bar}${formatLocalTime(watch)}  ${count(delivered)} delivered, ${count(open)} on their way`;
}

function formatNote(watch: RunWatch): string {
  const { rendered, delivered, dropped, open } = watch.readSummary();
  return `${formatLocalTime(watch)}  rendered ${count(rendered)}, delivered ${count(delivered)}, dropped ${count(dropped)}, on their way ${count(open)}`;
}

/** Simulated time by the clock of the centre. */
function formatLocalTime({ simulatedNow, utcOffsetMinutes }: RunWatch): string {
  const local = new Date(simulatedNow() + utcOffsetMinutes() * 60_000);
  return local.toISOString().slice(0, 19).replace('T', ' ');
}
