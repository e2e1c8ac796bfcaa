import { z } from 'zod';
import { durationSchema, publicUrlSchema } from '../../lib/schema.ts';
import { availability } from './wire/enumerations.ts';

const guid = z
  .guid({
    error: ({ input }) =>
      `"${String(input)}" is not a GUID. Write one such as 29f6e823-b484-e611-80c9-00505689257e.`,
  })
  .transform((text) => text.toLowerCase());

const environmentName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'Write the name of an environment variable, such as RTE_PASSWORD.');

const passwords = {
  password: z
    .string()
    .min(1)
    .optional()
    .describe('The password itself: for made-up users only, everybody who has the file knows it.'),
  password_env: environmentName
    .optional()
    .describe('The environment variable that holds the password. Use this for anything that is not made up.'),
};

const oneSecret = {
  check: ({ password, password_env }: { password?: unknown; password_env?: unknown }) =>
    password === undefined || password_env === undefined,
  message: 'password and password_env exclude each other. Remove one of them.',
};

const user = z
  .strictObject({
    id: guid.optional().describe('The user’s GUID. Default: drawn from the seed and the name.'),
    ...passwords,
    supervises: z
      .union([z.literal('all'), z.literal('none'), z.array(z.string().min(1))])
      .optional()
      .describe(
        'Whose events the user may hear beside the own ones: everybody’s, nobody’s, or those of these queues and of the agents who serve them. Default: all for an agent with supervisor: true, else none.',
      ),
  })
  .refine(oneSecret.check, oneSecret.message)
  .describe('What differs for one agent of the centre.');

const queue = z
  .strictObject({
    id: guid.optional().describe('The queue’s GUID. Default: drawn from the seed and the name.'),
    call_list_id: guid.optional().describe('The GUID of the call list for its callbacks. Default: drawn.'),
  })
  .describe('What differs for one queue of the centre.');

const otherOrganisation = z
  .strictObject({
    id: guid.describe('Its GUID.'),
    users: z.array(guid).default([]).describe('Its users: their tokens are refused with 403.'),
    queues: z.array(guid).default([]).describe('Its queues.'),
    call_lists: z.array(guid).default([]).describe('Its call lists.'),
  })
  .describe('An organisation beside the centre’s own; what is its own is refused as such.');

const token = z
  .strictObject({
    algorithm: z.enum(['HS256', 'RS256']).default('HS256').describe('How tokens are signed.'),
    secret_env: environmentName
      .optional()
      .describe(
        'HS256: the environment variable that holds the secret, 32 bytes or more. Default: a new one in each run.',
      ),
    key_file: z
      .string()
      .min(1)
      .optional()
      .describe(
        'RS256: the PEM file of a private RSA key, 2048 bits or more. Default: a new one in each run.',
      ),
    lifetime: durationSchema.prefault('1h').describe('How long a token is good for a new connection.'),
    issuer: z.string().min(1).default('phoney').describe('`iss`.'),
    audience: z.string().min(1).default('rte').describe('`aud`.'),
    for_others: z
      .enum(['supervisors', 'everybody', 'nobody'])
      .default('supervisors')
      .describe(
        'Who may fetch the token of another user of the organisation: those who supervise the user, everybody or nobody. The others are answered 403.',
      ),
  })
  .superRefine(({ algorithm, secret_env: secret, key_file: key, lifetime }, context) => {
    if (algorithm === 'HS256' && key !== undefined)
      context.addIssue('key_file is for RS256, and algorithm is HS256. Change one of them.');
    if (algorithm === 'RS256' && secret !== undefined)
      context.addIssue('secret_env is for HS256, and algorithm is RS256. Change one of them.');
    if (lifetime < 1000)
      context.addIssue('A token must live for a second at least. Write 1s or more as lifetime.');
  })
  .prefault({})
  .describe('The JWT that opens a connection.');

const hub = z
  .strictObject({
    path: z
      .string()
      .regex(/^\/[A-Za-z0-9._~/-]*[A-Za-z0-9._~-]$/, 'Write a path such as /rte, without a slash at its end.')
      .default('/rte')
      .describe('Where the hub is on the server.'),
    keep_alive: durationSchema.prefault('15s').describe('How often the hub pings its clients.'),
    client_timeout: durationSchema
      .prefault('30s')
      .describe('After which silence a client that has pinged is closed.'),
    max_message_bytes: z.int().min(1024).default(32_768).describe('The longest message a client may send.'),
    max_buffered_bytes: z
      .int()
      .min(65_536)
      .default(1_048_576)
      .describe('What may wait for a client that reads too slowly; beyond it the connection is closed.'),
    max_subscriptions: z
      .int()
      .min(1)
      .default(10_000)
      .describe('How many subscriptions one connection may have; each further one is refused.'),
  })
  .prefault({})
  .describe('The SignalR hub.');

const statusKey = z.string().min(1);

/**
 * `targets.enreach` of a scenario: an Enreach RTE hub and its token endpoint. What the vendor does not say is a setting
 * with our assumption as its default; docs/vendors/enreach.md lists them.
 */
export const enreachConfig = z
  .strictObject({
    organisation: guid.optional().describe('The organisation’s GUID. Default: drawn from the seed.'),
    sign_in: z
      .strictObject(passwords)
      .refine(oneSecret.check, oneSecret.message)
      .prefault({})
      .describe('The password of every user without one of their own. Absent: such users cannot sign in.'),
    users: z
      .record(z.string(), user)
      .default({})
      .describe('Users by the name of the agent. Every agent is a user.'),
    queues: z
      .record(z.string(), queue)
      .default({})
      .describe('Queues by name. Every queue of the centre is one.'),
    other_organisations: z.array(otherOrganisation).default([]).describe('Organisations beside the own one.'),
    token,
    wss_endpoint: z
      .enum(['wss', 'https'])
      .default('wss')
      .describe(
        'The scheme of `WssEndpoint`: as the vendor writes it, or the one that Microsoft’s JavaScript client needs in Node (ws and http on a server without TLS).',
      ),
    public_url: publicUrlSchema
      .optional()
      .describe(
        'Where clients reach this program, such as https://rte.example.com/engine behind a proxy: `WssEndpoint` is under it. Default: the address that the caller used.',
      ),
    trust_forwarded: z
      .boolean()
      .default(false)
      .describe(
        'Believe X-Forwarded-Proto, -Host, -Port and -Prefix, and make `WssEndpoint` of them. Only behind a proxy that sets all that it lets through: callers can write them, too.',
      ),
    hub,
    cors_origins: z
      .array(
        z
          .string()
          .regex(/^https?:\/\/[^/\s]+$/, 'Write an origin such as https://app.example, without a slash.'),
      )
      .default([])
      .describe('Origins of the web pages that may call the token endpoint and the hub from a browser.'),
    naming: z
      .enum(['auto', 'camel', 'pascal'])
      .default('auto')
      .describe(
        'Property names: camel case in JSON and .NET names in MessagePack (auto), or one form for both.',
      ),
    queue_status_every: durationSchema
      .prefault('5s')
      .refine((ms) => ms >= 100, 'Write 100ms or more, such as 5s.')
      .describe('How often `QueueStatus` is sent, in simulated time, if it is not what it was.'),
    max_wait_time_unit: z.enum(['s', 'ms']).default('s').describe('The unit of `QueueStatus.MaxWaitTime`.'),
    availability: z
      .record(statusKey, availability)
      .default({})
      .describe(
        'The `Availability` of an agent’s status, built-in or of your own. Default: available Available, break BRB, lunch Away, training Busy, away Away; one of your own as its name says (Do not disturb, DND, Busy, BRB, Be right back), else as its base.',
      ),
    publicity: z
      .enum(['Undefined', 'Public', 'Private'])
      .default('Public')
      .describe('`Publicity` of every call event of a user.'),
    supervision: z
      .strictObject({
        call_in_number: z
          .string()
          .regex(
            /^\+[1-9]\d{3,14}$/,
            'Write the number with a plus sign and digits only, such as +15105550199.',
          )
          .optional()
          .describe(
            '`SupervisionCallInNumber`: what a supervisor dials. Default: a number of the centre that is nobody’s.',
          ),
        entity: z
          .enum(['supervisor', 'target'])
          .default('supervisor')
          .describe(
            'Whose events the two supervision events are: the supervisor’s or the supervised user’s.',
          ),
      })
      .prefault({})
      .describe('Supervision of calls.'),
  })
  .describe('Enreach RTE: a SignalR hub and the token endpoint in front of it.');

/** {@link enreachConfig} with its defaults filled in, lengths of time in ms. */
export type EnreachConfig = z.output<typeof enreachConfig>;
