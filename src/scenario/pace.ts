import { z } from 'zod';
import { sendsSomething, type LoadStage, type PacePlan } from '../lib/pace.ts';
import { readPercent } from '../lib/percent.ts';
import { durationBetween } from '../lib/schema.ts';
import { nothingSent, readStages } from '../lib/stages-text.ts';
import { runLength } from './fields.ts';

export const speedSchema = z.number().positive().max(1_000_000);
const rateSchema = z.number().positive().max(1_000_000);

const stageSchema = z
  .strictObject({
    from: z
      .number()
      .min(0)
      .max(1_000_000)
      .optional()
      .describe(
        'The rate at its beginning, from which it goes evenly to `rate`. Default: rate, all the time.',
      ),
    rate: z
      .number()
      .min(0)
      .max(1_000_000)
      .describe('Messages per second, evenly spaced; with from, at its end.'),
    for: runLength.describe('For how long, on the clock.'),
  })
  .transform(({ from, rate, for: forMs }): LoadStage => ({
    ratePerSec: rate,
    forMs,
    ...(from !== undefined && from !== rate && { fromPerSec: from }),
  }));

const writtenStages = z.string().transform((text, context): readonly LoadStage[] => {
  const { stages, problems } = readStages(text);
  for (const problem of problems) context.addIssue(problem);
  return problems.length > 0 ? z.NEVER : stages;
});

const notAShare = 'Write a share from 0 % to 100 %, such as 99 % or 0.99.';

const heldSchema = z
  .union([z.number(), z.string()], { error: notAShare })
  .transform((given, context): number => {
    const share = typeof given === 'number' ? given : (readPercent(given) ?? NaN);
    if (share >= 0 && share <= 1) return share;
    context.addIssue(notAShare);
    return z.NEVER;
  });

const measured = z
  .strictObject({
    speed: speedSchema
      .optional()
      .describe('Simulated time passes so many times as fast: 60 is an hour in a minute.'),
    rate: rateSchema.optional().describe('Messages per second, evenly spaced, whatever the simulated time.'),
    stages: z
      .union([z.array(stageSchema).min(1), writtenStages])
      .refine(sendsSomething, { error: nothingSent })
      .optional()
      .describe(
        'Rates one after the other, as a list or as text such as 0..1000/30s,1000/5m; the last goes on until the run ends, which 0 does.',
      ),
    warm_up: durationBetween(0, 600_000, 'a duration from 0s to 10m, such as 2s')
      .optional()
      .describe(
        'With rate or stages: how long opening connections before the first message may take; 0s opens none. Default: 2s.',
      ),
    late_after: durationBetween(1, 3_600_000, 'a duration from 1ms to 1h, such as 10ms')
      .optional()
      .describe('With rate or stages: what leaves later than this after it was due is late. Default: 10ms.'),
    held: heldSchema
      .optional()
      .describe(
        'With rate or stages: the share of the messages that has to leave in time, otherwise the run fails; 0 % asks for none. Default: 99 %.',
      ),
  })
  .superRefine(({ warm_up: warmUp, late_after: lateAfter, held, ...pace }, context) => {
    const given = Object.keys(pace);
    const isSpeed = given.length === 1 && given[0] === 'speed';
    if (isSpeed && warmUp !== undefined) {
      context.addIssue('Only a rate is warmed up for. Leave warm_up out, or write rate or stages.');
    }
    if (isSpeed && (lateAfter !== undefined || held !== undefined)) {
      context.addIssue('Only a rate is held. Leave late_after and held out, or write rate or stages.');
    }
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
    return {
      kind: 'rate',
      stages: value.stages ?? [{ ratePerSec: value.rate ?? 1, forMs: Infinity }],
      ...(value.warm_up !== undefined && { warmUpMs: value.warm_up }),
      ...(value.late_after !== undefined && { lateAfterMs: value.late_after }),
      ...(value.held !== undefined && { heldShare: value.held }),
    };
  })
  .describe(
    'How fast the day is played: {speed: 60}, {rate: 1000} messages per second, {stages: [{rate, for}]}, or max.',
  );
