import { z } from 'zod';
import { idsSchema, isoTime } from './fields.ts';

const channel = z.enum(['voice', 'chat']);

const contactPhase = z
  .enum(['bot', 'waiting', 'ringing', 'talking', 'transferring', 'after', 'ended'])
  .describe("Where it is on its way; after: agents' work once the customer's part is over.");

/** The agents. */
export const agentsSchema = z.strictObject({
  agents: z.array(
    z
      .strictObject({
        id: z.string(),
        name: z.string().describe('As commands name it.'),
        displayName: z.string(),
        team: z.string().nullable(),
        supervisor: z.boolean(),
        queues: z.array(z.string()),
        loggedIn: z.boolean(),
        status: z.string(),
        state: z.enum(['offline', 'available', 'allocated', 'on-contact', 'wrap-up', 'away']),
        stateSince: isoTime,
        contacts: z.array(z.string()).describe('Ids of contacts, the oldest first.'),
        ids: idsSchema,
      })
      .meta({ id: 'Agent' }),
  ),
});

/** The queues. */
export const queuesSchema = z.strictObject({
  queues: z.array(
    z
      .strictObject({
        id: z.string(),
        name: z.string().describe('As commands name it.'),
        channel,
        number: z.string(),
        open: z.boolean(),
        waiting: z.array(z.string()).describe('Ids of contacts.'),
        estimatedWaitMs: z.number().nullable(),
        agents: z.array(z.string()),
        ids: idsSchema,
      })
      .meta({ id: 'Queue' }),
  ),
});

/** The contacts that are not over. */
export const contactsSchema = z.strictObject({
  contacts: z.array(
    z
      .strictObject({
        id: z.string(),
        channel,
        direction: z.enum(['inbound', 'outbound']),
        profile: z.string(),
        customer: z.strictObject({ id: z.string(), name: z.string(), number: z.string() }),
        caller: z.string(),
        queue: z.string().nullable(),
        agent: z.string().nullable(),
        created: isoTime,
        phase: contactPhase,
        waitingSince: isoTime.nullable().describe('null when it does not wait.'),
        over: z.strictObject({ at: isoTime, outcome: z.string() }).nullable(),
      })
      .meta({ id: 'Contact' }),
  ),
});

/** The requests to be called back, closed ones too. */
export const callbacksSchema = z.strictObject({
  callbacks: z.array(
    z
      .strictObject({
        id: z.string(),
        queue: z.string(),
        contact: z.string().nullable(),
        customer: z.strictObject({ id: z.string(), name: z.string(), number: z.string() }),
        message: z.string(),
        assignedTo: z.string().nullable(),
        closed: z.boolean(),
        created: isoTime,
        due: isoTime.nullable(),
        attempts: z.array(
          z.strictObject({ at: isoTime, agent: z.string(), reached: z.boolean(), note: z.string() }),
        ),
      })
      .meta({ id: 'Callback' }),
  ),
});
