import type { Run, RunClock } from '../../run/handle.ts';
import type { Clock } from '../../lib/clock.ts';
import { formatFeeds } from '../../record/report/report-text.ts';
import { count, formatSeconds } from '../../record/report/wording.ts';
import type { Output } from '../output.ts';

const liveEveryMs = 150;
const firstNoteMs = 1000;
const noteEveryMs = 5000;

/** What progress is measured by. */
export interface ProgressParts {
  readonly clock: Clock;
  /** Real ms after which the run ends, whatever the simulated time. */
  readonly stopAfterMs?: number;
}

/**
 * Shows how far a run is until `signal` aborts: live lines on a terminal, a line every five seconds elsewhere. Reads
 * the same numbers as the report.
 */
export async function showProgress(
  run: Run,
  output: Output,
  { clock, stopAfterMs = Infinity }: ProgressParts,
  signal: AbortSignal,
): Promise<void> {
  const beganMs = clock.monotonicMs();
  let waitMs = output.isLive ? liveEveryMs : firstNoteMs;
  for (;;) {
    await clock.sleep(waitMs, signal);
    if (signal.aborted) break;
    const elapsedMs = clock.monotonicMs() - beganMs;
    if (output.isLive) {
      output.live([
        formatPosition(run),
        formatTimes(run, elapsedMs, stopAfterMs),
        ...formatFeeds(run.summary()),
      ]);
    } else {
      output.note(formatNote(run));
      waitMs = noteEveryMs;
    }
  }
  output.live([]);
}

function formatPosition(run: Run): string {
  const share = shareOf(run.clock);
  const bar =
    share === undefined
      ? ''
      : `${'█'.repeat(Math.round(share * 24)).padEnd(24, '░')} ${Math.round(share * 100)} %  `;
  const { delivered, open } = run.summary();
  return `${bar}${formatLocalTime(run)}  ${count(delivered)} delivered, ${count(open)} on their way`;
}

function shareOf({ simulatedMs, startMs, endMs }: RunClock): number | undefined {
  return Number.isFinite(endMs) ? Math.min(1, (simulatedMs - startMs) / (endMs - startMs)) : undefined;
}

/** `12.3 s so far, about 1m20s left`, as far as that can be known. */
function formatTimes(run: Run, elapsedMs: number, stopAfterMs: number): string {
  const leftMs = remainingMs(run, elapsedMs, stopAfterMs);
  const left = leftMs === undefined ? '' : `, about ${formatSeconds(leftMs)} left`;
  return `${formatSeconds(elapsedMs)} so far${left}`;
}

/** Real ms until the end; `undefined` while nobody can tell. */
export function remainingMs(
  { clock, state }: Pick<Run, 'clock' | 'state'>,
  elapsedMs: number,
  stopAfterMs: number,
): number | undefined {
  if (Number.isFinite(stopAfterMs)) return Math.max(0, stopAfterMs - elapsedMs);
  const share = shareOf(clock);
  if (share === undefined || state === 'paused') return undefined;
  if (clock.pace.kind === 'speed') return Math.max(0, clock.endMs - clock.simulatedMs) / clock.pace.speed;
  // As fast as until now; of the first steps nobody can tell.
  return share < 0.01 ? undefined : (elapsedMs * (1 - share)) / share;
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
