import { z } from 'zod';
import { durationSchema } from '../../lib/schema.ts';
import { isTimeZone } from '../../lib/time-zone.ts';
import { hasNumbers } from '../numbers/numbers.ts';
import { clockTimeSchema, dateSchema, hoursSchema, numberSchema } from './fields.ts';

const agentNameSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'Use letters, digits, dots, dashes and underscores, such as alice.');

const timeZoneSchema = z.string().refine((zone) => isTimeZone(zone), {
  message: 'Write the IANA name of a time zone, such as Europe/Helsinki.',
});

/** When a queue takes no more contacts. Zero is no threshold. */
export const cappingSchema = z.strictObject({
  enabled: z.boolean().prefault(true).describe('False switches all three off without losing them.'),
  size: z.int().min(0).prefault(0).describe('The queue is capped at this size. 0: no threshold.'),
  estimated_wait: durationSchema
    .prefault('0s')
    .describe('The queue is capped when the estimated wait exceeds this. 0s: no threshold.'),
  fallback_size: z
    .int()
    .min(0)
    .prefault(0)
    .describe('The queue is capped at this size while there is no estimate. 0: no threshold.'),
});

/** A queue of the centre. */
export const queueSchema = z.strictObject({
  name: z.string().min(1).describe('The name, unique.'),
  channel: z.enum(['voice', 'chat']).prefault('voice').describe('What it takes.'),
  number: numberSchema.optional().describe('The number that customers dial. Default: one of its own.'),
  hours: hoursSchema.prefault([]).describe('When it is open. Default: always.'),
  holidays: z.array(dateSchema).prefault([]).describe('Days on which it is closed.'),
  capping: cappingSchema.prefault({}).describe('When it takes no more contacts. Default: never.'),
  mitigation: z.boolean().prefault(false).describe('Closed by hand, to hold back a flood of contacts.'),
  priority: z.int().prefault(0).describe('The higher goes first when an agent serves several queues.'),
  skills: z.array(z.string()).prefault([]).describe('What its agents must be able to do.'),
  overflow_to: z
    .string()
    .optional()
    .describe(
      'A queue, an agent or a number (+1…) that gets what this queue does not take. Default: refused.',
    ),
  max_wait: durationSchema
    .optional()
    .describe(
      'After this wait a contact overflows, or is ended when there is no overflow_to. Default: never.',
    ),
  ring_for: durationSchema.prefault('25s').describe('How long an agent may let it ring.'),
  on_no_answer: z
    .enum(['return', 'overflow'])
    .prefault('return')
    .describe('What happens when an agent does not answer: back to the head of the queue, or overflow_to.'),
  wrap_up: durationSchema.prefault('2m').describe('The most time for work after a contact. 0s: none.'),
  announce_every: durationSchema
    .prefault('30s')
    .describe('How often waiting customers are told how long it will take. 0s: never.'),
});

const breakSchema = z.strictObject({
  at: clockTimeSchema,
  for: durationSchema.describe('How long.'),
  status: z.string().prefault('break').describe('A built-in status or one of statuses.'),
});

/** An agent of the centre, or `count` agents of a kind. */
export const agentSchema = z.strictObject({
  name: agentNameSchema.describe('The sign-in name, unique. With count, the agents are name-1, name-2, …'),
  count: z.int().min(1).max(10_000).optional().describe('How many agents of this kind. Default: one.'),
  given_name: z.string().optional().describe('Default: drawn.'),
  family_name: z.string().optional().describe('Default: drawn.'),
  display_name: z.string().optional().describe('Default: given and family name.'),
  email: z.string().optional().describe('Default: the name at example.com.'),
  external_id: z
    .string()
    .nullable()
    .prefault(null)
    .describe("The customer's own id. With count, -1, -2, … follow."),
  team: z.string().nullable().prefault(null).describe('The team; supervisors see the calls of theirs.'),
  supervisor: z.boolean().prefault(false).describe('May listen to calls. Serves only the queues listed.'),
  channels: z
    .array(z.enum(['voice', 'chat']))
    .min(1)
    .optional()
    .describe('What the agent takes. Default: the channels of the queues that the agent serves.'),
  queues: z
    .array(z.string())
    .optional()
    .describe('The queues that the agent serves. Default: each whose skills the agent has.'),
  skills: z.array(z.string()).prefault([]).describe('What the agent can do.'),
  chat_slots: z.int().min(1).max(100).prefault(3).describe('How many chats at once.'),
  shift: hoursSchema.optional().describe('When the agent is logged in. Default: for the whole run.'),
  breaks: z.array(breakSchema).prefault([]).describe('Statuses at fixed times of the day, while logged in.'),
  phone: numberSchema
    .optional()
    .describe(
      'The number that rings at the agent, or the main number with an extension behind it. Default: one of their own.',
    ),
  extension: z.string().optional().describe('Default: 1001 and up.'),
  source_ip: z.ipv4().optional().describe('Where the agent logs in from. Default: 10.0.0.1 and up.'),
  fetch_mode: z
    .boolean()
    .prefault(false)
    .describe('Picks contacts by hand instead of having them allocated.'),
  overflow_to: z
    .string()
    .optional()
    .describe(
      'Where calls to the own number go that the agent does not take. Default: the first queue served.',
    ),
});

/** The simulated contact centre: where it is, who works there, what customers reach. */
export const centreSchema = z.strictObject({
  time_zone: timeZoneSchema.prefault('UTC').describe('The IANA name of its time zone.'),
  country: z
    .string()
    .refine(hasNumbers, {
      error: ({ input }) =>
        `There are no telephone numbers for "${String(input)}". Write the ISO code of a country, such as FI.`,
    })
    .optional()
    .describe(
      'The ISO code of the country whose telephone numbers queues, agents and customers have by default. Default: that of the time zone; US for UTC.',
    ),
  statuses: z
    .array(
      z.strictObject({
        name: z.string().min(1).describe('The name that agents see, such as Team meeting.'),
        base: z
          .enum(['available', 'break', 'lunch', 'training', 'away'])
          .prefault('away')
          .describe('The built-in status that it counts as.'),
      }),
    )
    .prefault([])
    .describe('Statuses that agents may choose besides available, break, lunch, training and away.'),
  queues: z.array(queueSchema).min(1).describe('The queues.'),
  agents: z.array(agentSchema).prefault([]).describe('The agents.'),
});

/** The centre's configuration as read: lengths of time in ms, times of day in minutes. */
export type CentreConfig = z.output<typeof centreSchema>;
/** The configuration as it is written. */
export type CentreInput = z.input<typeof centreSchema>;
/** A queue's configuration as read. */
export type QueueConfig = z.output<typeof queueSchema>;
/** An agent's configuration as read. */
export type AgentConfig = z.output<typeof agentSchema>;

/** The sign-in names that one entry of `agents` stands for. */
export function agentNames({ name, count }: AgentConfig): string[] {
  return count === undefined ? [name] : Array.from({ length: count }, (_, i) => `${name}-${i + 1}`);
}
