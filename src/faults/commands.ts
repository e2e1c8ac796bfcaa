import { z } from 'zod';
import { durationBetween } from '../lib/schema.ts';
import { faultSchema, type FaultInput, type whereSchema } from './schema.ts';

const longestMs = 366 * 86_400_000;

/** A fault begins. */
export type FaultStart = FaultInput & { readonly do: 'fault.start'; readonly for?: number | undefined };
/** A fault ends before its time. */
export interface FaultStop {
  readonly do: 'fault.stop';
  readonly name: string;
}
/** What may be asked of a run's faults while it lasts. Lengths of time in ms. */
export type FaultCommand = FaultStart | FaultStop;

/** A {@link FaultCommand} as it is written. */
export type FaultCommandInput =
  | {
      readonly do: 'fault.start';
      readonly fault: string;
      readonly name?: string;
      readonly where?: z.input<typeof whereSchema>;
      readonly for?: string;
      /** How often, and the fault's own. */
      readonly [argument: string]: unknown;
    }
  | FaultStop;

/** The schemas of {@link FaultCommand}, with `more` keys, such as its time. */
export function faultCommandSchemas<More extends z.ZodRawShape>(more: More) {
  const start = faultSchema({
    do: z.literal('fault.start'),
    for: durationBetween(1, longestMs, 'a duration from 1ms to 366d, such as 5m')
      .optional()
      .describe(
        'How long it goes on, in simulated time. Default: until fault.stop, or to the end of the run.',
      ),
    ...more,
  }).describe('Messages go wrong from now on.');
  const stop = z
    .strictObject({
      do: z.literal('fault.stop'),
      name: z.string().min(1).describe('The name of the fault; without one of its own, what it is.'),
      ...more,
    })
    .describe('A fault is over.');
  return [start, stop] as const;
}

/** Whether a command is about faults. */
export function isAboutFaults(command: { readonly do: string }): command is FaultCommand {
  return command.do === 'fault.start' || command.do === 'fault.stop';
}

/** The name under which a fault goes on. */
export function nameOf({ name, fault }: FaultInput): string {
  return name ?? fault;
}
