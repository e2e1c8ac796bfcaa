import { z } from 'zod';
import { momentSchema } from './fields.ts';
import { profileOverridesSchema, profileSchema } from './profile.ts';

const curveKey = z
  .string()
  .regex(
    /^(?:[01]?\d|2[0-3])(?:-(?:[01]?\d|2[0-4]))?$/,
    'Write an hour from 0 to 23, or a range such as 8-16, which ends before 16:00.',
  );

/** How the rate varies over the day: 24 factors, or `{8-12: 1.5, 12-16: 1}` with 0 for the hours not named. */
export const curveSchema = z
  .union([z.array(z.number().min(0)).length(24), z.record(curveKey, z.number().min(0))])
  .transform((value): number[] => (Array.isArray(value) ? value : spreadCurve(value)))
  .describe('What per_hour is multiplied by in each hour: 24 numbers, or hours and ranges of hours.');

/** One stream of contacts: Poisson arrivals of one profile. */
export const trafficEntrySchema = z.strictObject({
  profile: z.string().prefault('voice').describe('A shipped profile (see the list) or one of your own.'),
  queue: z
    .string()
    .describe('The queue that the contacts want; for a direct profile, whose agents they call.'),
  per_hour: z.number().min(0).max(10_000_000).describe('The mean number of arrivals in an hour.'),
  curve: curveSchema.prefault(Array<number>(24).fill(1)),
  from: momentSchema.optional().describe('When it begins: 09:00 on the first day, or 1h after the start.'),
  until: momentSchema.optional().describe('When it stops. Default: at the end of the run.'),
  with: profileOverridesSchema.prefault({}).describe('Fields of the profile that differ here.'),
});

/** All streams of contacts. */
export const trafficSchema = z.array(trafficEntrySchema);

/** Profiles of one's own, by name. */
export const profilesSchema = z.record(z.string(), profileSchema);

/** The streams of contacts as read. */
export type Traffic = z.output<typeof trafficSchema>;
/** The streams of contacts as they are written. */
export type TrafficInput = z.input<typeof trafficSchema>;
/** One stream of contacts as read. */
export type TrafficEntry = z.output<typeof trafficEntrySchema>;

function spreadCurve(hours: Readonly<Record<string, number>>): number[] {
  const curve = Array<number>(24).fill(0);
  for (const [key, factor] of Object.entries(hours)) {
    const [from = '0', to] = key.split('-');
    const first = Number(from);
    const length = to === undefined ? 1 : (Number(to) - first + 24) % 24 || 24;
    for (let i = 0; i < length; i++) curve[(first + i) % 24] = factor;
  }
  return curve;
}
