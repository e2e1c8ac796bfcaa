import { z } from 'zod';
import { readPercent } from '../lib/percent.ts';
import { hubTransports, otherTransports } from './hub/hub-fault.ts';
import { faultKinds, type AnyFaultKind } from './kinds.ts';
import { oneOf } from './one-of.ts';

const texts = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
  .transform((given) => (typeof given === 'string' ? [given] : given));

/** A message is tried no more often: the first attempt, and as many retries as a target may have. */
export const maxTries = 101;

const tries = z.int().min(1).max(maxTries);
const transport = oneOf(hubTransports, otherTransports);
const connectionSchema = z.union([z.int().min(1), z.string().min(1)]);

/** Which messages a fault may touch. All keys must fit, and of a list any. */
export const whereSchema = z.strictObject({
  vendor: texts.optional().describe('Of these vendors, such as asapp.'),
  feed: texts.optional().describe('Of these feeds, such as journey, or with the vendor asapp.journey.'),
  event_type: texts.optional().describe('Of these event types, by the vendor’s names.'),
  agent: texts.optional().describe('About these agents, by name.'),
  queue: texts.optional().describe('About these queues, by name.'),
  contact: texts
    .optional()
    .describe('About these contacts: the name that a command gave one, or its id in the record.'),
  client: texts.optional().describe('At a hub: clients who are connected as these users, by name.'),
  connection: z
    .union([connectionSchema, z.array(connectionSchema).min(1)])
    .transform((given) => (Array.isArray(given) ? given : [given]))
    .optional()
    .describe(
      'At a hub: 2 is the second connection of each client that gets as far as its handshake; or the id of one that is there.',
    ),
  path: texts.optional().describe('At the vendor’s routes: those whose path begins so, such as /token.'),
  transport: z
    .union([transport, z.array(transport).min(1)])
    .transform((given) => (typeof given === 'string' ? [given] : given))
    .optional()
    .describe('At a hub: connections over one of these transports.'),
  attempt: z
    .union([tries, z.array(tries).min(1)])
    .transform((given) => (typeof given === 'number' ? [given] : given))
    .optional()
    .describe('Of a fault on the wire: which tries of a message, 1 for the first. Default: all.'),
});

/** Which messages a fault may touch, as read. */
export type Where = z.output<typeof whereSchema>;

const count = z.int().min(1).max(1_000_000_000);

/** `5 %` is 0.05. */
function readShare(text: string, context: z.core.$RefinementCtx): number {
  const share = readPercent(text);
  if (share !== undefined && share <= 1) return share;
  context.addIssue(`"${text}" is no probability. Write a number from 0 to 1, such as 0.05, or 5 %.`);
  return z.NEVER;
}

/** What every fault has: its name, where, and how often. */
const common = {
  name: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe(
      'Its name in records and reports, unique among those that go on. Default: the fault, with a number where there are several.',
    ),
  where: whereSchema.optional().describe('Which messages it may touch. Default: all.'),
  probability: z
    .union([z.number().min(0).max(1), z.string().transform(readShare)])
    .optional()
    .describe('Touches each of them with this probability, 0 to 1, or such as 5 %. Default: 1.'),
  first: count.optional().describe('Touches the first so many, and then none.'),
  every: count.optional().describe('Touches each so manieth: 3 is the third, the sixth, …'),
  times: count.optional().describe('Touches at the most so many.'),
};

/** How often a fault touches what it may touch. */
export interface HowOften {
  readonly probability?: number | undefined;
  readonly first?: number | undefined;
  readonly every?: number | undefined;
  readonly times?: number | undefined;
}

/** A fault as it is read: its kind, what every fault has, and its own arguments beside them. */
export interface FaultInput extends HowOften {
  readonly fault: string;
  readonly name?: string | undefined;
  readonly where?: Where | undefined;
}

/** One branch for each kind, with `more` keys, such as when it begins. */
export function faultSchema<More extends z.ZodRawShape>(
  more: More,
): z.ZodType<FaultInput & z.output<z.ZodObject<More>>> {
  const branches = faultKinds.map((kind) => branchOf(kind, more));
  // The types of so many branches are beyond the compiler; each has what FaultInput says.
  return z.discriminatedUnion('fault', branches as never) as never;
}

function branchOf(kind: AnyFaultKind, more: z.ZodRawShape): z.ZodType {
  const { name, about, args } = kind;
  const isPerAttempt = kind.touches === 'message' && kind.plan !== undefined;
  const others = kind.touches === 'message' ? kind.elsewhere?.kind.args : undefined;
  return z
    .strictObject({ fault: z.literal(name), ...withBoth({ ...args, ...others, ...common }, more) })
    .superRefine((read, context) => {
      const { probability, first, every, where } = read as HowOften & { readonly where?: Where };
      if (where?.attempt !== undefined && !isPerAttempt) {
        const message = `${name} is not done to attempts. Leave attempt out, or name a fault on the wire, such as reset.`;
        context.addIssue({ code: 'custom', path: ['where', 'attempt'], message });
      }
      const given = Object.entries({ probability, first, every }).filter(([, value]) => value !== undefined);
      if (given.length < 2) return;
      const names = given.map(([key]) => key).join(' and ');
      context.addIssue(`${names} exclude each other: each says how often. Keep one of them.`);
    })
    .describe(about);
}

/** Of a key that both have, such as `after`, either meaning is read: what is written tells which. */
function withBoth(own: z.ZodRawShape, more: z.ZodRawShape): z.ZodRawShape {
  const shape = { ...own, ...more };
  for (const key of Object.keys(own)) {
    const [mine, other] = [own[key], more[key]];
    if (mine !== undefined && other !== undefined) shape[key] = z.union([mine, other]);
  }
  return shape;
}
