import { z } from 'zod';
import { durationBetween } from '../../lib/schema.ts';

/** How often one command may be carried out: more than that is another mistake than a scenario. */
export const mostTimes = 10_000;

/** How often something is done, and how long after one another. */
export const repeatSchema = z
  .strictObject({
    every: durationBetween(1, 366 * 86_400_000, 'a duration from 1ms to 366d, such as 30s').describe(
      'How long after the last time, in simulated time.',
    ),
    times: z
      .int()
      .min(1)
      .max(mostTimes)
      .optional()
      .describe('How often in all, the first time counted. Default: to the end of the day.'),
  })
  .describe('Does it again and again, always so long after the last time.')
  .meta({ id: 'repeat' });

/** How often something is done, as read. */
export type Repeat = z.output<typeof repeatSchema>;
/** The same as it is written. */
export type RepeatInput = z.input<typeof repeatSchema>;

/** The instants from `fromMs` to `endMs` at which it is done: once, without `repeat`. */
export function instantsOf(repeat: Repeat | undefined, fromMs: number, endMs: number): number[] {
  if (repeat === undefined) return fromMs <= endMs ? [fromMs] : [];
  const times = Math.min(repeat.times ?? Infinity, Math.floor((endMs - fromMs) / repeat.every) + 1);
  return Array.from({ length: Math.max(0, times) }, (_, index) => fromMs + index * repeat.every);
}
