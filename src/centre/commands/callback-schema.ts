import { z } from 'zod';
import { durationSchema } from '../../lib/schema.ts';
import { numberSchema } from '../config/fields.ts';
import { agent, queue } from './name-fields.ts';

const callback = z
  .string()
  .describe('The ref of callback.open or contact.request-callback, or an id such as callback-1.');

/** What may be asked about requests to be called back. */
export const callbackCommands = [
  z.strictObject({
    do: z.literal('callback.open'),
    queue,
    ref: z.string().optional().describe('A name for later commands.'),
    caller: numberSchema.optional(),
    name: z.string().optional().describe("The customer's name. Default: drawn."),
    message: z.string().prefault('Please call me back.'),
    note: z.string().prefault(''),
    not_before: durationSchema
      .optional()
      .describe('Nobody is to call sooner, from now. Default: at any time.'),
    classification: z
      .string()
      .min(1)
      .optional()
      .describe('What the request is classified as. Default: nothing.'),
    recorded: z
      .enum(['audio', 'transcript'])
      .optional()
      .describe('The message was recorded, and, for transcript, put into writing too. Default: neither.'),
    due: durationSchema.optional().describe('When the call is wanted, from now.'),
    expires: durationSchema.optional().describe('Until when, from now.'),
  }),
  z.strictObject({ do: z.literal('callback.assign'), callback, agent }),
  z.strictObject({
    do: z.literal('callback.attempt'),
    callback,
    agent: agent.optional().describe('Default: the agent whom it is assigned to.'),
    reached: z.boolean().prefault(true),
    note: z.string().prefault(''),
  }),
  z.strictObject({ do: z.literal('callback.close'), callback, agent: agent.optional() }),
] as const;
