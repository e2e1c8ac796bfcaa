import { z } from 'zod';
import { parseDuration } from '../lib/duration.ts';
import { isOfFeeds, metrics, type Metric } from '../record/metric.ts';

const bound = z.union([z.number(), z.string()]);

/** An expectation as it is written, its bounds read as its metric wants them. */
export const expectationSchema = z
  .strictObject({
    id: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe('Its name in the report, unique. Default: feed and metric.'),
    metric: z.enum(Object.keys(metrics) as [Metric, ...Metric[]]).describe('What is measured.'),
    feed: z
      .string()
      .regex(/^[^.\s]+\.[^.\s]+$/, 'Write a vendor and a feed, such as asapp.journey.')
      .optional()
      .describe('Only the messages of this feed, such as asapp.journey. Default: all.'),
    min: bound
      .optional()
      .describe(
        'The least that is allowed: a number, for delivered_share 99.9 % or 0.999, for latencies a duration such as 250ms.',
      ),
    max: bound.optional().describe('The most that is allowed, written like min.'),
  })
  .transform((given, context) => {
    const read = (key: 'min' | 'max'): number | undefined => {
      const value = given[key];
      if (value === undefined) return undefined;
      const result = readBound(value, metrics[given.metric].kind);
      if (typeof result === 'number') return result;
      context.addIssue({ code: 'custom', path: [key], message: result, input: value });
      return undefined;
    };
    const [min, max] = [read('min'), read('max')];
    if (given.min === undefined && given.max === undefined) {
      context.addIssue('An expectation needs a bound. Give min, max or both.');
    }
    if (min !== undefined && max !== undefined && min > max) {
      context.addIssue(
        `min ${given.min} is greater than max ${given.max}: nothing can meet that. Exchange them.`,
      );
    }
    const { id, metric, feed } = given;
    if (feed !== undefined && !isOfFeeds(metric)) {
      context.addIssue({
        code: 'custom',
        path: ['feed'],
        message: `${metric} is of the whole run, in which the feed "${feed}" has no part. Leave feed out.`,
        input: feed,
      });
    }
    return {
      id,
      metric,
      ...(feed !== undefined && { feed }),
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
    };
  });

function readBound(value: number | string, kind: 'count' | 'share' | 'time'): number | string {
  if (kind === 'time') {
    const ms = typeof value === 'string' ? parseDuration(value) : undefined;
    if (ms !== undefined) return ms;
    return typeof value === 'number'
      ? `${value} has no unit. Write a number and a unit, such as ${value}ms or 2s.`
      : `"${value}" is not a duration. Write a number and a unit, such as 250ms or 2s.`;
  }
  if (kind === 'share') {
    const share = typeof value === 'string' ? readPercent(value) : value;
    if (share !== undefined && share >= 0 && share <= 1) return share;
    const given = typeof value === 'string' ? `"${value}"` : String(value);
    return `${given} is not a share. Write one such as 99.9 % or 0.999, from 0 % to 100 %.`;
  }
  if (typeof value === 'string') return `"${value}" is not a number. This metric wants one.`;
  return Number.isInteger(value) && value >= 0
    ? value
    : `${value} is not a count. Write a whole number, 0 or more.`;
}

/** The share that `99.9 %` is, exactly as 0.999 would be read; `undefined` for any other text. */
function readPercent(text: string): number | undefined {
  const [, percent] = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(text) ?? [];
  return percent === undefined ? undefined : Number(`${percent}e-2`);
}
