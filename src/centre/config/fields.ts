import { z } from 'zod';
import { durationSchema } from '../../lib/schema.ts';
import type { OpeningSpan } from '../model/view.ts';

const drawnSchema = z.strictObject({
  distribution: z
    .enum(['constant', 'exponential', 'lognormal', 'gamma'])
    .describe('The shape of the distribution.'),
  mean: durationSchema.describe('The mean.'),
  sd: durationSchema
    .optional()
    .describe('The standard deviation, for lognormal and gamma. Default: half the mean.'),
});

/** A random length of time. A bare duration is always exactly that long. `mean` and `sd` in ms once read. */
export const distributionSchema = z
  .union([durationSchema, drawnSchema])
  .transform((value): Distribution =>
    typeof value === 'number' ? { distribution: 'constant', mean: value, sd: undefined } : value,
  )
  .describe(
    'A length of time: a duration such as 90s, which is then always exactly that, or {distribution, mean, sd}.',
  );

/** A random length of time, in ms. */
export interface Distribution {
  readonly distribution: 'constant' | 'exponential' | 'lognormal' | 'gamma';
  readonly mean: number;
  readonly sd?: number | undefined;
}

/** A chance from 0 (never) to 1 (always). */
export const shareSchema = z.number().min(0).max(1);

/** A telephone number in E.164. */
export const numberSchema = z
  .string()
  .regex(/^\+[1-9]\d{3,14}$/, 'Write the number with a plus sign and digits only, such as +15105550111.')
  .describe('A telephone number in E.164, such as +15105550111.');

/** Relative weights of some named choices; a name alone is that choice, always. */
export function weightsSchema<const Name extends string>(
  names: readonly [Name, ...Name[]],
): z.ZodType<Partial<Record<Name, number>>, Name | Partial<Record<Name, number>>> {
  const choice = z.enum(names);
  const weights = z
    .partialRecord(choice, z.number().min(0))
    .refine((record) => Object.values(record).some((weight) => Number(weight) > 0), {
      message: `At least one of ${names.join(', ')} needs a weight above 0.`,
    });
  return z
    .union([choice, weights])
    .transform(
      (value) => (typeof value === 'string' ? { [value]: 1 } : value) as Partial<Record<Name, number>>,
    )
    .describe(`One of ${names.join(', ')}, or a weight for each.`);
}

/** A time of day as text, `08:30`; minutes since midnight once read. `24:00` is the end of the day. */
export const clockTimeSchema = z
  .string()
  .regex(/^(?:[01]?\d|2[0-3]):[0-5]\d$|^24:00$/, 'Write a time of day such as 08:30, from 00:00 to 24:00.')
  .transform(minutesOf)
  .describe('A time of day in the time zone of the centre, such as 08:30.');

/** A moment of the run: so long after its start, or a time of its first day. */
export type Moment = { readonly afterMs: number } | { readonly minute: number };

/** A moment as text: a time of day on the first day, `08:30`, or a duration from the start of the run, `90m`. */
export const momentSchema = z
  .union([
    clockTimeSchema.transform((minute): Moment => ({ minute })),
    durationSchema.transform((afterMs): Moment => ({ afterMs })),
  ])
  .describe('A time on the first day, such as 08:30, or a duration from the start of the run, such as 90m.');

/** A day as `YYYY-MM-DD` that the calendar has. */
export const dateSchema = z.iso.date('Write a date as YYYY-MM-DD.').describe('A date, YYYY-MM-DD.');

const spanForm = /^(?:(?:[01]?\d|2[0-3]):[0-5]\d|24:00)-(?:(?:[01]?\d|2[0-3]):[0-5]\d|24:00)$/;
const spanSchema = z
  .string()
  .regex(spanForm, 'Write two times of day with a dash, such as 08:00-16:00 or 22:00-06:00.');
const spansSchema = z.union([spanSchema, z.array(spanSchema)]);
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const dayKeySchema = z
  .string()
  .regex(
    /^(?:sun|mon|tue|wed|thu|fri|sat)(?:-(?:sun|mon|tue|wed|thu|fri|sat))?$/,
    'Write a day or a range of days: mon, tue, wed, thu, fri, sat, sun, or mon-fri.',
  );

/**
 * Times in a week: `08:00-16:00` for every day, a list of such spans, or `{mon-fri: …, sat: …}`. A span that ends before
 * it begins goes on past midnight. `never`, or nothing (`[]`), which is always. Sorted and merged {@link OpeningSpan}s once
 * read: the whole week is one, never none.
 */
export const hoursSchema = z
  .union([z.literal('never'), spansSchema, z.record(dayKeySchema, spansSchema)])
  .transform((value): OpeningSpan[] => {
    if (value === 'never') return [];
    const byDay =
      typeof value === 'string' || Array.isArray(value)
        ? [['sun-sat', value] as const]
        : Object.entries(value);
    const spans = byDay.flatMap(([key, texts]) =>
      daysOf(key).flatMap((day) => [texts].flat().flatMap((text) => weekSpans(day, text))),
    );
    return spans.length === 0 ? [{ startMinute: 0, endMinute: weekMinutes }] : mergeSpans(spans);
  })
  .describe(
    'Times in a week: 08:00-16:00, a list of such spans, {mon-fri: 08:00-16:00, sat: 10:00-14:00}, or never.',
  );

const weekMinutes = 7 * 1440;

function minutesOf(text: string): number {
  const [hours = '0', minutes = '0'] = text.split(':');
  return Number(hours) * 60 + Number(minutes);
}

function daysOf(key: string): number[] {
  const [first = '', last = first] = key.split('-');
  const from = days.indexOf(first as (typeof days)[number]);
  const length = (days.indexOf(last as (typeof days)[number]) - from + 7) % 7;
  return Array.from({ length: length + 1 }, (_, i) => (from + i) % 7);
}

/** A span of one day in minutes of the week, cut in two where it runs over the week's end. */
function weekSpans(day: number, text: string): OpeningSpan[] {
  const [from = '', to = ''] = text.split('-');
  const startMinute = day * 1440 + minutesOf(from);
  const length = minutesOf(to) - minutesOf(from);
  const endMinute = startMinute + (length > 0 ? length : length + 1440);
  if (endMinute <= weekMinutes) return [{ startMinute, endMinute }];
  return [
    { startMinute, endMinute: weekMinutes },
    { startMinute: 0, endMinute: endMinute - weekMinutes },
  ];
}

function mergeSpans(spans: OpeningSpan[]): OpeningSpan[] {
  const merged: { startMinute: number; endMinute: number }[] = [];
  for (const span of spans.sort((a, b) => a.startMinute - b.startMinute)) {
    const last = merged.at(-1);
    if (last === undefined || span.startMinute > last.endMinute) merged.push({ ...span });
    else last.endMinute = Math.max(last.endMinute, span.endMinute);
  }
  return merged;
}
