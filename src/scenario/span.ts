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
 * The span of a run that begins at the local time `start`. Of an hour that the clock shows twice the first is meant; a time
 * that it skips counts as the one an hour later.
 */
export function spanOf(start: LocalTime, durationMs: number, timeZone: string): Span {
  const calendar = new Calendar(timeZone, 0, 0);
  const offsetMs = (ms: number): number => calendar.offsetMinutes(ms) * 60_000;
  const epochOf = ({ date, time }: LocalTime): number => {
    const noon = Date.parse(`${date}T12:00:00Z`);
    const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
    const ms = calendar.onDayOf(noon - offsetMs(noon), hours * 60 + minutes) + seconds * 1000;
    // Clocks go back by an hour, on Lord Howe Island by half an hour.
    const back = [3_600_000, 1_800_000].find((shift) => offsetMs(ms - shift) - offsetMs(ms) === shift);
    return ms - (back ?? 0);
  };
  const startMs = epochOf(start);
  return {
    startMs,
    endMs: startMs + durationMs,
    resolve: (at) => ('afterMs' in at ? startMs + at.afterMs : epochOf({ date: start.date, ...at })),
    format: (ms) => {
      const local = new Date(ms + offsetMs(ms)).toISOString();
      return `${local.slice(0, 10)} ${local.slice(11, 19)}`;
    },
  };
}
