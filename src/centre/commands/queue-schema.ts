import { z } from 'zod';
import { cappingSchema } from '../config/centre-config.ts';
import { dateSchema, hoursSchema, numberSchema } from '../config/fields.ts';
import { queue } from './name-fields.ts';

/** What may be asked of a queue. */
export const queueCommands = [
  z.strictObject({ do: z.literal('queue.set-hours'), queue, hours: hoursSchema }),
  z.strictObject({ do: z.literal('queue.set-holidays'), queue, holidays: z.array(dateSchema) }),
  z.strictObject({ do: z.literal('queue.set-capping'), queue, ...cappingSchema.shape }),
  z.strictObject({ do: z.literal('queue.set-mitigation'), queue, on: z.boolean() }),
  z.strictObject({
    do: z.literal('queue.set-info'),
    queue,
    name: z.string().min(1).optional().describe('A new name to show; commands go on using the first one.'),
    number: numberSchema.optional(),
    priority: z.int().optional(),
  }),
] as const;
