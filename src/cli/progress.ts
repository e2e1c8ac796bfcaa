import type { Clock } from '../lib/clock.ts';
import { count, formatFeeds } from '../record/report-text.ts';
import type { Summary } from '../record/summary.ts';
import type { Output } from './output.ts';

/** What the progress of a run is told from. */
export interface ProgressSource {
  readonly readSummary: () => Summary;
  /** Simulated epoch ms. */
  readonly simulatedNow: () => number;
  readonly startMs: number;
  readonly endMs: number;
}

const liveEveryMs = 150;
const firstNoteMs = 1000;
const noteEveryMs = 5000;

/**
 * Shows how far a run is until `signal` aborts: live lines on a terminal, a line every five seconds elsewhere. Reads
 * the same numbers as the report.
 */
export async function showProgress(
  source: ProgressSource,
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

function formatPosition({ simulatedNow, startMs, endMs, readSummary }: ProgressSource): string {
  const share = Number.isFinite(endMs)
    ? Math.min(1, (simulatedNow() - startMs) / (endMs - startMs))
    : undefined;
  const bar =
    share === undefined
      ? ''
      : `${'█'.repeat(Math.round(share * 24)).padEnd(24, '░')} ${Math.round(share * 100)} %  `;
  const { delivered, open } = readSummary();
  return `${bar}${formatSimulated(simulatedNow())}  ${count(delivered)} delivered, ${count(open)} on their way`;
}

function formatNote({ simulatedNow, readSummary }: ProgressSource): string {
  const { rendered, delivered, dropped, open } = readSummary();
  return `${formatSimulated(simulatedNow())}  rendered ${count(rendered)}, delivered ${count(delivered)}, dropped ${count(dropped)}, on their way ${count(open)}`;
}

function formatSimulated(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 19).replace('T', ' ');
}
