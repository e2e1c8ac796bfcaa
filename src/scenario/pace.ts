import { z } from 'zod';
import type { PacePlan } from '../lib/pace.ts';
import { runLength } from './fields.ts';

export const speedSchema = z.number().positive().max(1_000_000);
const rateSchema = z.number().positive().max(1_000_000);

const measured = z
  .strictObject({
    speed: speedSchema
      .optional()
      .describe('Simulated time passes so many times as fast: 60 is an hour in a minute.'),
    rate: rateSchema.optional().describe('Messages per second, evenly spaced, whatever the simulated time.'),
    stages: z
      .array(
        z.strictObject({
          rate: rateSchema.describe('Messages per second, evenly spaced.'),
          for: runLength.describe('For how long, on the clock.'),
        }),
      )
      .min(1)
      .optional()
      .describe('Rates one after the other; the last goes on until the run ends.'),
  })
  .superRefine((pace, context) => {
    const given = Object.keys(pace);
    if (given.length === 0) context.addIssue('The pace is empty. Write one of speed, rate and stages.');
    if (given.length > 1) {
      context.addIssue(`${given.join(' and ')} exclude each other. Keep one of them.`);
    }
  });

/** How fast the day is played: one of `speed`, `rate` and `stages`, or `max`. */
export const paceSchema = z
  .union([z.literal('max'), measured])
  .transform((value): PacePlan => {
    if (value === 'max') return { kind: 'max' };
    if (value.speed !== undefined) return { kind: 'speed', speed: value.speed };
    const stages = value.stages ?? [{ rate: value.rate ?? 1, for: Infinity }];
    return { kind: 'rate', stages: stages.map((stage) => ({ ratePerSec: stage.rate, forMs: stage.for })) };
  })
  .describe(
    'How fast the day is played: {speed: 60}, {rate: 1000} messages per second, {stages: [{rate, for}]}, or max.',
  );
