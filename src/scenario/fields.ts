import { z } from 'zod';
import { parseDuration } from '../lib/duration.ts';
import { durationBetween } from '../lib/schema.ts';

const day = 86_400_000;

/** How long a run, or a part of it, may be. */
export const runLength = durationBetween(1, 366 * day, 'a duration from 1ms to 366d, such as 8h');

/** A date and a time of day, of a clock on the wall of the centre. */
export interface LocalTime {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** `HH:MM:SS` */
  readonly time: string;
}

/** When a command is carried out, before the start of the run is known. */
export type At = { readonly afterMs: number } | { readonly time: string } | LocalTime;

const dateForm = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{1,2}:\d{2}(?::\d{2})?))?$/;
const timeForm = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;

/** When the run begins. */
export const startSchema = z
  .string()
  .transform((text, context): LocalTime => {
    const start = readLocalTime(text);
    if (start !== undefined) return start;
    context.addIssue(
      `"${text}" is not a date. ${zoneHint(text)}Write 2026-03-02, 2026-03-02T08:00 in the centre's time zone, or now.`,
    );
    return z.NEVER;
  })
  .describe(
    "When the simulated day begins, in the centre's time zone: 2026-03-02T08:00, a date alone for midnight, or now for when it is loaded.",
  );

/** When a command is carried out. */
export const atSchema = z
  .string()
  .transform((text, context): At => {
    const time = readTime(text);
    if (time !== undefined) return { time };
    const afterMs = parseDuration(text.replace(/^\+/, ''));
    if (afterMs !== undefined) return { afterMs };
    const local = readLocalTime(text);
    if (local !== undefined && text.length > 10) return local;
    context.addIssue(
      `"${text}" is not a time. ${zoneHint(text)}Write 08:05 for the first day, +90s for so long after the start, or 2026-03-03T08:05.`,
    );
    return z.NEVER;
  })
  .describe(
    "When: 08:05 or 08:05:30 on the first day, +90s after the start, or 2026-03-03T08:05. In the centre's time zone.",
  );

function readLocalTime(text: string): LocalTime | undefined {
  const [, date = '', clock = '00:00'] = dateForm.exec(text) ?? [];
  const time = readTime(clock);
  return time === undefined || !isDate(date) ? undefined : { date, time };
}

function readTime(text: string): string | undefined {
  const [found, hours = '', minutes = '', seconds = '00'] = timeForm.exec(text) ?? [];
  return found === undefined ? undefined : `${hours.padStart(2, '0')}:${minutes}:${seconds}`;
}

/** Whether the calendar has this day: there is no 30 February. */
function isDate(date: string): boolean {
  const ms = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date);
}

function zoneHint(text: string): string {
  return /\d(Z|[+-]\d{2}:?\d{2})$/.test(text) && text.length > 16
    ? 'Leave the time zone out; centre.time_zone says it. '
    : '';
}
