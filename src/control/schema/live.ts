import { z } from 'zod';
import { contactsSchema, queuesSchema } from './centre.ts';
import { deliveriesQuery, deliveriesSchema } from './deliveries.ts';
import { isoTime } from './fields.ts';
import { clientsSchema } from './hub.ts';
import { runSchema } from './run.ts';

const count = z.int().min(0);
const measured = z.number().nullable();

/** What a screen asks for: its list of deliveries by what they are, and what it has not seen of the series. */
export const liveQuery = deliveriesQuery.omit({ since: true, cursor: true }).extend({
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('How many deliveries, the newest.'),
  after: z.coerce
    .number()
    .int()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER)
    .default(0)
    .describe('Points of the series after this second only.'),
});

const agent = z.strictObject({
  name: z.string(),
  displayName: z.string(),
  team: z.string().nullable(),
  status: z.string(),
  state: z.string(),
  stateSince: isoTime,
  contacts: z.array(z.string()),
});

const queue = z.strictObject({
  ...queuesSchema.shape.queues.element.pick({ name: true, channel: true, open: true, estimatedWaitMs: true })
    .shape,
  waiting: count,
  longestWaitMs: z.number().nullable().describe('Of who waits; null when nobody does.'),
  agents: count,
  availableAgents: count,
});

const contact = contactsSchema.shape.contacts.element
  .pick({ id: true, channel: true, direction: true, queue: true, agent: true, created: true, phase: true })
  .extend({ customer: z.string(), waitingSince: isoTime.nullable() });

const point = z
  .strictObject({
    second: count.describe('From 1 for the second of real time in which somebody first looked.'),
    rendered: count.describe('Messages, without copies.'),
    delivered: count,
    dropped: count,
    attempts: count,
    latencyP50Ms: measured.describe('From due to delivered, in this second.'),
    latencyP99Ms: measured,
  })
  .meta({ id: 'SeriesPoint' });

/** Everything that a screen shows, in an answer of a bounded size. */
export const liveSchema = z.strictObject({
  run: runSchema.pick({
    run: true,
    state: true,
    begun: true,
    scenario: true,
    seed: true,
    clock: true,
    pace: true,
  }),
  verdict: z.enum(['passed', 'failed']).nullable().describe('null while the run lasts.'),
  books: runSchema.shape.summary.shape.books,
  open: count,
  events: count,
  sent: runSchema.shape.summary.shape.sent,
  late: runSchema.shape.summary.shape.late,
  attempts: count,
  retried: count,
  refusedCommands: count,
  latencyMs: runSchema.shape.summary.shape.latencyMs.describe('Of the whole run.'),
  load: runSchema.shape.summary.shape.load,
  agents: z.strictObject({
    total: count,
    byState: z.record(z.string(), count),
    shown: z.array(agent).describe('The first 300.'),
  }),
  queues: z.strictObject({ total: count, shown: z.array(queue).describe('The first 100.') }),
  contacts: z.strictObject({
    total: count,
    byPhase: z.record(z.string(), count),
    shown: z.array(contact).describe('The newest 100.'),
  }),
  deliveries: deliveriesSchema.shape.deliveries.describe('The newest that are meant, the newest first.'),
  searched: count.describe('How many of the kept messages were looked through for them, the newest first.'),
  faults: z.array(z.string()).describe('The names of those that go on or are to begin.'),
  hubs: z.array(
    z.strictObject({
      vendor: z.string(),
      total: count,
      clients: clientsSchema.shape.clients.describe('The first 100.'),
    }),
  ),
  series: z.array(point).describe('The last ten minutes at most, the oldest first.'),
});

/** What can be asked of this run by name. */
export const offersSchema = z.strictObject({
  vendors: z.array(
    z.strictObject({
      vendor: z.string(),
      eventTypes: z
        .array(z.string())
        .describe('What POST /v1/messages takes; empty where clients subscribe.'),
    }),
  ),
  faults: z.array(
    z.strictObject({
      fault: z.string().describe('As fault.start takes it.'),
      about: z.string(),
      arguments: z
        .array(z.strictObject({ name: z.string(), about: z.string(), required: z.boolean() }))
        .describe('Its own; what every fault takes is not listed.'),
    }),
  ),
  statuses: z.array(z.string()).describe('What agent.set-status takes as status.'),
});

/** A run as a scenario: what was played, with what was done by hand. */
export const byHandSchema = z.strictObject({
  name: z.string().describe('A name for the file.'),
  text: z.string().describe('A scenario, YAML.'),
  commands: count.describe('How many commands were added.'),
  missing: count.describe('How much more was done than is kept (1,000).'),
});
