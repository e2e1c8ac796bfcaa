import { z } from 'zod';
import { durationSchema } from '../../lib/schema.ts';
import { overflowReasons } from '../commands/contact-schema.ts';
import { agentsSchema, queuesSchema } from '../config/range.ts';
import { eventTypes } from './event-kinds.ts';

const reasons = [...overflowReasons, 'abandoned', 'recalled', 'customer-hung-up', 'manual', 'timer'] as const;

const states = [
  'offline',
  'available',
  'allocated',
  'on-contact',
  'wrap-up',
  'away',
  'requested',
  'listening',
  'whispering',
  'barged-in',
  'ended',
] as const;

const count = z.int().min(1).max(1_000_000_000);

/** What a triggered command comes after: an event, which of them, and how long after it. */
export const afterSchema = z
  .strictObject({
    event: z
      .enum(eventTypes)
      .describe('An event of the centre, by its name in the record, such as contact.connected.'),
    agent: z.string().optional().describe('Only of this agent, by name.'),
    agents: agentsSchema
      .optional()
      .describe('Only of these agents: a list, a range such as agent-1..agent-9, or {team}.'),
    queue: z.string().optional().describe('Only of this queue, by name.'),
    queues: queuesSchema.optional().describe('Only of these queues: a list, a range, or {channel}.'),
    contact: z
      .string()
      .optional()
      .describe('Only of this contact: the ref of contact.start, or an id such as contact-1.'),
    channel: z.enum(['voice', 'chat']).optional().describe('Only of contacts or queues of this channel.'),
    direction: z.enum(['inbound', 'outbound']).optional().describe('Only of contacts in this direction.'),
    by: z
      .enum(['customer', 'agent', 'bot', 'supervisor', 'system'])
      .optional()
      .describe('Only what this side did.'),
    outcome: z
      .enum(['answered', 'abandoned', 'deflected', 'contained', 'timed-out', 'machine'])
      .optional()
      .describe('Of contact.ended: only with this outcome.'),
    reason: z.enum(reasons).optional().describe('Only for this reason.'),
    state: z
      .enum(states)
      .optional()
      .describe('Of agent.state-changed and supervision.changed: only to this state.'),
    status: z.string().optional().describe('Of agent.status-changed: only to this status.'),
    nth: count
      .optional()
      .describe('The how manieth of them: 3 is the third and no other. Default: the first only.'),
    every: count.optional().describe('Each so manieth of them: 1 is each one, 3 the third, the sixth, …'),
    times: count.optional().describe('At the most so many of them. Without every: the first so many.'),
    plus: durationSchema
      .prefault('0s')
      .describe(
        'How long after it, in simulated time. Default: at once, after everything else at that instant.',
      ),
  })
  .describe('The event that it comes after, in place of a time.')
  .meta({ id: 'after' });

/** What a triggered command comes after, as read. */
export type After = z.output<typeof afterSchema>;
/** The same as it is written. */
export type AfterInput = z.input<typeof afterSchema>;
