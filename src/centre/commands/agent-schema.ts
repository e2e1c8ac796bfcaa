import { z } from 'zod';
import { durationSchema } from '../../lib/schema.ts';
import { numberSchema } from '../config/fields.ts';
import { agent, queue } from './name-fields.ts';

/** What may be asked of an agent. */
export const agentCommands = [
  z.strictObject({ do: z.literal('agent.log-in'), agent }),
  z
    .strictObject({ do: z.literal('agent.log-out'), agent })
    .describe('Takes effect when the work in hand is over.'),
  z.strictObject({
    do: z.literal('agent.set-status'),
    agent,
    status: z.string().describe('available, break, lunch, training, away, or one of statuses.'),
    note: z.string().nullable().prefault(null).describe('A note that the agent leaves.'),
    for: durationSchema.optional().describe('After this the agent is available again. Default: open.'),
    transfer_to: numberSchema
      .optional()
      .describe('Where calls to the own number go meanwhile. Default: where they always go.'),
  }),
  z.strictObject({
    do: z.literal('agent.set-capacity'),
    agent,
    chat_slots: z.int().min(1).max(100).describe('How many chats at once.'),
  }),
  z.strictObject({
    do: z.literal('agent.set-queues'),
    agent,
    queues: z.array(queue).describe('The queues that the agent serves from now on.'),
  }),
  z.strictObject({
    do: z.literal('agent.set-identity'),
    agent,
    given_name: z.string().optional(),
    family_name: z.string().optional(),
    display_name: z.string().optional(),
    email: z.string().optional(),
    external_id: z.string().nullable().optional(),
    extension: z.string().optional(),
  }),
  z.strictObject({ do: z.literal('agent.set-fetch-mode'), agent, on: z.boolean() }),
  z
    .strictObject({ do: z.literal('agent.fetch'), agent, queue: queue.optional() })
    .describe('Picks the longest-waiting contact of the queue, or of any that the agent serves.'),
  z.strictObject({ do: z.literal('agent.end-wrap-up'), agent }),
  z.strictObject({
    do: z.literal('agent.set-setting'),
    agent,
    keyword: z.string().min(1),
    value: z.string().nullable().prefault(null).describe('null, without values, deletes the setting.'),
    values: z
      .record(z.string(), z.string())
      .optional()
      .describe('For a setting of several values: each by name.'),
    allowed_values: z
      .record(z.string(), z.string())
      .optional()
      .describe('What may be chosen, each with what it is called. Default: anything.'),
  }),
  z.strictObject({
    do: z.literal('agent.alert'),
    agent,
    queue: queue.optional(),
    condition: z.string().prefault('queue size').describe('The name of what is watched.'),
    operator: z.enum(['>', '>=', '<', '<=', '=']).prefault('>='),
    threshold: z.number().prefault(1),
    value: z.number().optional().describe('Default: the size of the queue, else the threshold.'),
  }),
] as const;
