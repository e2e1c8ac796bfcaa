import { z } from 'zod';
import { timeoutSchema, tlsSchema } from '../../../lib/schema.ts';
import {
  bearerTokenForm,
  headerNameAdvice,
  headerNameForm,
  headerValueAdvice,
  headerValueForm,
  reservedHeaders,
} from '../../../lib/headers.ts';

const env = z.string().min(1);

const user = z
  .strictObject({
    name: z.string().min(1).describe('Shown as `createdBy` and `updatedBy`.'),
    token: z
      .string()
      .regex(
        bearerTokenForm,
        'A Bearer token has ASCII letters, digits and -._~+/ only, no spaces; = at its end.',
      )
      .optional()
      .describe('The Bearer token. Better for what is shared: token_env.'),
    token_env: env.optional().describe('Name of the environment variable that holds the Bearer token.'),
    roles: z
      .array(z.string().min(1))
      .default(['WFO_ACCESS'])
      .describe('Without WFO_ACCESS every call is answered 403.'),
  })
  .superRefine(({ token, token_env }, context) => {
    if ((token === undefined) !== (token_env === undefined)) return;
    context.addIssue('A user needs either token or token_env, and not both.');
  });

const authConfig = z
  .strictObject({
    id: z.guid('An authConfigId is a UUID.').describe('The `authConfigId` that a subscription names.'),
    header: z
      .string()
      .regex(headerNameForm, headerNameAdvice)
      .refine((name) => !reservedHeaders.has(name.toLowerCase()), 'This header is set by phoney itself.')
      .default('Authorization')
      .describe('The header that its notifications carry.'),
    value: z.string().regex(headerValueForm, headerValueAdvice).optional().describe("The header's value."),
    value_env: env.optional().describe("Name of the environment variable that holds the header's value."),
  })
  .superRefine(({ value, value_env }, context) => {
    if ((value === undefined) !== (value_env === undefined)) return;
    context.addIssue('An auth config needs either value or value_env, and not both.');
  });

/** TLS files for connections of this vendor, whose page names no client certificate. */
export const tls = tlsSchema('PEM file of a client certificate. The vendor has none.').describe(
  'TLS 1.2 or higher. The receiver is always verified.',
);

/** {@link tls} of one part of a target. */
export const ownTls = (part: string) =>
  tls
    .optional()
    .describe(
      `Of ${part} alone: its certificate in place of the target’s; what is left out is the target’s.`,
    );

/** The REST API through which a WFM system subscribes itself to agent states. */
export const subscriptionsConfig = z
  .strictObject({
    rc_account_id: z
      .string()
      .min(1)
      .default('400000000')
      .describe('`{rcAccountId}` in the path and `mainAccountId` in answers.'),
    sub_account_id: z
      .string()
      .min(1)
      .default('15300002')
      .describe('`{subAccountId}` in the path and `subAccountId` in answers.'),
    tls: ownTls('notifications and validations'),
    users: z.array(user).min(1).describe('Who may call the API. Tokens are never recorded.'),
    auth_configs: z
      .array(authConfig)
      .default([])
      .describe('The authentication that notifications may carry, named by `authConfigId`.'),
    requests_per_minute: z
      .int()
      .min(1)
      .max(10_000)
      .default(120)
      .describe('Calls that a user may make in any minute; the next one is answered 429.'),
    max_subscriptions: z
      .int()
      .min(1)
      .max(10_000)
      .default(100)
      .describe('How many subscriptions may exist, active or not. Our assumption.'),
    timeout_ms: timeoutSchema.describe(
      'Milliseconds to wait for the answer to a notification. Our assumption.',
    ),
    retry_pause_ms: z
      .int()
      .min(0)
      .max(600_000)
      .default(250)
      .describe('Pause before the first retry, doubled for each further one up to 5 s. Our assumption.'),
    strict_order: z
      .boolean()
      .default(true)
      .describe(
        'True: a notification waits until the one before it of the same agent has ended. Our assumption.',
      ),
  })
  .describe('RingCX agent-state subscriptions: a WFM system subscribes itself through a REST API.');

/** {@link subscriptionsConfig} with its defaults filled in. */
export type SubscriptionsConfig = z.output<typeof subscriptionsConfig>;
