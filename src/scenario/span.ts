import { Calendar } from '../centre/model/calendar.ts';
import type { At, LocalTime } from './fields.ts';

/** From when to when a run goes, simulated epoch ms, and how local times of its centre are read. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
  /** The instant of a command; may lie outside the run. */
  resolve(at: At): number;
  /** `2026-03-02 08:00:00`, local. */
  format(ms: number): string;
}

/**
 * The span of a run that begins at the local time `start`. Times that the clocks skip or show twice are read as
 * {@link Calendar.instantOf} does.
 */
export function spanOf(start: LocalTime, durationMs: number, timeZone: string): Span {
  const calendar = new Calendar(timeZone, 0, 0);
  const epochOf = ({ date, time }: LocalTime): number => calendar.instantOf(Date.parse(`${date}T${time}Z`));
  const startMs = epochOf(start);
  return {
    startMs,
    endMs: startMs + durationMs,
    resolve: (at) => ('afterMs' in at ? startMs + at.afterMs : epochOf({ date: start.date, ...at })),
    format: (ms) => {
      const local = new Date(calendar.localMs(ms)).toISOString();
      return `${local.slice(0, 10)} ${local.slice(11, 19)}`;
    },
  };
}
