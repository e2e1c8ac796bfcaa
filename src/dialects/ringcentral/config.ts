import { z } from 'zod';
import {
  durationSchema,
  publicUrlSchema,
  receiverUrlSchema,
  retriesSchema,
  timeoutSchema,
} from '../../lib/schema.ts';
import { isTimeZone } from '../../lib/time-zone.ts';
import {
  headerNameAdvice,
  headerNameForm,
  headerValueAdvice,
  headerValueForm,
  reservedHeaders,
} from '../../lib/headers.ts';
import { ownTls, subscriptionsConfig, tls } from './subscriptions/config.ts';

const switchedOn = z.boolean().default(true);

const headerValue = z.union([
  z.string().regex(headerValueForm, headerValueAdvice),
  z
    .strictObject({
      env: z.string().min(1).describe('Name of the environment variable that holds the value.'),
    })
    .describe('A secret that does not stand in the file.'),
]);

const headerName = z
  .string()
  .regex(headerNameForm, headerNameAdvice)
  .refine((name) => !reservedHeaders.has(name.toLowerCase()), {
    error: ({ input }) => `"${String(input)}" is set by phoney itself. Leave it out.`,
  });

/** The settings form of the WFM integration of type "Generic HTTP", and what the form leaves open. */
export const wfmConfig = z
  .strictObject({
    agent_event_url: receiverUrlSchema
      .optional()
      .describe('Agent Event URL: where log-ins, log-outs and states are sent. Absent: nowhere.'),
    call_event_url: receiverUrlSchema
      .optional()
      .describe('Call Event URL: where ends of calls are sent; may be the same address. Absent: nowhere.'),
    agent_event_tls: ownTls('the Agent Event URL'),
    call_event_tls: ownTls('the Call Event URL'),
    send_body_as_json: z
      .boolean()
      .default(false)
      .describe('Send body as JSON. Off: the details travel URL-encoded in the query string.'),
    agent_login_events: switchedOn.describe('Agent Login Events: send LOGIN.'),
    agent_logout_events: switchedOn.describe('Agent Logout Events: send LOGOUT.'),
    agent_state_events: switchedOn.describe(
      'Agent State Events: send changes between the predefined states.',
    ),
    send_all_agent_states: z
      .boolean()
      .default(false)
      .describe('Send All Agent States: send custom states too, beside the Agent State Events.'),
    end_call_events: switchedOn.describe('End Call Events: send ACD-CALL.'),
    outbound_end_call_events: switchedOn.describe('Outbound End Call Events: send VPD-CALL.'),
    header_value_pairs: z
      .record(headerName, headerValue)
      .default({})
      .describe('Header Value Pairs: request headers, such as an Authorization. Values are never recorded.'),
    method: z
      .enum(['GET', 'POST'])
      .default('GET')
      .describe(
        'Method of the URL-encoded form. Not in the vendor’s documents: our assumption. JSON is a POST.',
      ),
    timeout_ms: timeoutSchema.describe('Milliseconds to wait for the answer. Our assumption.'),
    retries: retriesSchema
      .default(0)
      .describe('How many more times an event is tried after a failed delivery. Our assumption: never.'),
    strict_order: z
      .boolean()
      .default(true)
      .describe('True: an event waits until the one before it of the same agent has ended. Our assumption.'),
  })
  .superRefine((config, context) => {
    if (config.agent_event_url !== undefined || config.call_event_url !== undefined) return;
    context.addIssue('Nothing would be sent. Give agent_event_url, call_event_url or both.');
  })
  .describe('WFM integration of type "Generic HTTP": an administrator fills in this form.');

const recording = z
  .strictObject({
    ready_after: z
      .strictObject({
        min: durationSchema.prefault('1m').describe('The shortest delay.'),
        max: durationSchema.prefault('2m').describe('The longest delay.'),
      })
      .superRefine(({ min, max }, context) => {
        if (min > max) context.addIssue('min is longer than max. Exchange them.');
      })
      .prefault({})
      .describe('Simulated time from the end of a call until its link is valid, drawn for each call.'),
    base_url: publicUrlSchema
      .optional()
      .describe('Where receivers reach this program, when that is not the address it listens on.'),
  })
  .prefault({})
  .describe('The links to call recordings, which phoney serves itself.');

/**
 * `targets.ringcentral` of a scenario. The names of the settings form are the form's; the rest is what the vendor's pages
 * leave open, each with our assumption as its default.
 */
export const ringcentralConfig = z
  .strictObject({
    account_id: z
      .string()
      .regex(/^\d+$/, 'An account id is digits, as text.')
      .default('15300002')
      .describe('`account_id` of every event; part of usernames and recording links.'),
    time_zone: z
      .string()
      .refine(isTimeZone, {
        error: ({ input }) =>
          `"${String(input)}" is not a time zone. Write an IANA name such as Europe/Helsinki.`,
      })
      .default('UTC')
      .describe('Time zone of `date_time`, `call_start` and the time in call ids. Our assumption: UTC.'),
    duration: z
      .enum(['previous-state', 'since-login'])
      .default('previous-state')
      .describe(
        "What `duration` of a state event counts, in seconds. The page's words say log-in, its samples the previous state.",
      ),
    aux_state_after: durationSchema
      .prefault('1s')
      .describe(
        "How long after a state that an agent chose its aux state is told, as at log-in. The page's sample shows a second. 0s: at once.",
      ),
    pending_disp: z
      .enum(['1-while-pending', '0-while-pending'])
      .default('1-while-pending')
      .describe(
        "What `pending_disp` says while a disposition is pending. The page's words and samples disagree.",
      ),
    outbound_source: z
      .strictObject({
        id: z.string().regex(/^\d+$/, 'An id is digits, as text.').default('90001').describe('Its id.'),
        name: z.string().default('Outbound').describe('Its name.'),
      })
      .prefault({})
      .describe('The campaign that outbound calls come from when no queue of the centre does.'),
    recording,
    tls: tls.optional(),
    wfm: wfmConfig.optional(),
    subscriptions: subscriptionsConfig.optional(),
  })
  .superRefine((config, context) => {
    if (config.wfm !== undefined || config.subscriptions !== undefined) return;
    context.addIssue('Nothing would be sent. Give wfm, subscriptions or both.');
  })
  .describe('RingCentral: WFM "Generic HTTP" events and RingCX agent-state subscriptions.');

/** {@link ringcentralConfig} with its defaults filled in. */
export type RingcentralConfig = z.output<typeof ringcentralConfig>;
/** The settings form, filled in. */
export type WfmConfig = z.output<typeof wfmConfig>;
