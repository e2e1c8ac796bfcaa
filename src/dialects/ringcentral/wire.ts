import { z } from 'zod';

/**
 * The five kinds of event of the WFM "Generic HTTP" integration, as they stand in a JSON body (page "Understanding the
 * Event Payload"). All values are text; `external_agent_id` may be null.
 */

/** What `event_type` says in a state event: the predefined states, in the page's spelling and order. */
export const stateNames = [
  'AVAILABLE',
  'LUNCH',
  'ON BREAK',
  'TRAINING',
  'AWAY',
  'TRANSITION',
  'ENGAGED',
  'WORKING',
] as const;
/** One of {@link stateNames}. */
export type StateName = (typeof stateNames)[number];

const text = z.string();
const digits = z.string().regex(/^\d+$/, 'must be digits, as text');
const dateTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2} ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/, 'must be YYYY-MM-DD HH:mm:ss');
const externalAgentId = text
  .nullable()
  .describe("The customer's own id of the agent; null when there is none.");
const callId = z
  .string()
  .regex(/^\d{30}$/, 'must be 30 digits')
  .describe('The call, a number of its own.');

const agent = {
  agent_id: digits.describe('The agent, a number that stays the same.'),
  agent_phone: text
    .min(1)
    .describe("Where the agent's calls ring: a number, or the main number with an extension."),
  source_ip: text.min(1).describe('The address that the agent logged in from.'),
  external_agent_id: externalAgentId,
  duration: digits.describe('Whole seconds: of a state event, in the state before; of LOGOUT, online.'),
  agent_login_id: digits.describe(
    "The log-in that this belongs to: another for each of the agent's log-ins.",
  ),
  account_id: digits.describe('The account of the agent or of the dialled number.'),
  date_time: dateTime.describe('When it happened, in the time zone of the integration.'),
  username: text.min(1).describe('The name that the agent logs in with, usually with the account in it.'),
};

/** "Agent Login Events". */
const loginSchema = z.strictObject({
  ...agent,
  event_type: z.literal('LOGIN').describe('An agent logged in.'),
});

/** "Agent Logoff Events". */
const logoutSchema = z.strictObject({
  ...agent,
  event_type: z.literal('LOGOUT').describe('An agent logged out.'),
});

const callOfState = {
  call_id: callId.describe('The call, once it is connected.'),
  call_source_id: digits.describe(
    'The queue, or the campaign, that the call came from; 0 when there is none.',
  ),
  call_source_name: text.describe("The queue's or the campaign's name."),
  dnis: text.optional().describe('The number that was dialled to reach the queue; ACD only.'),
  call_type: z.enum(['ACD', 'VPD']).describe('ACD: inbound through a queue. VPD: dialled for a campaign.'),
};

const state = {
  ...agent,
  prev_state: z.enum(['LOGIN', ...stateNames]).describe('The state before.'),
  prev_aux_state: text.describe('The name of the state before, as the agent saw it.'),
  event_type: z
    .enum(stateNames)
    .describe('The state now; of a custom state, the base state it is mapped to.'),
  event_aux_type: text.describe('The name of the state, as the agent sees it; empty in an automatic one.'),
  pending_disp: z.enum(['0', '1']).describe('Whether the call before still waits for its disposition.'),
};

/** Those of the call that never come alone. */
const wantedOfCall = ['call_id', 'call_source_id', 'call_source_name', 'call_type'] as const;

/** "Agent State Events". The fields of the call come together, on the state that follows from the connected call. */
const stateSchema = z
  .strictObject({ ...state, ...z.object(callOfState).partial().shape })
  .superRefine((event, context) => {
    const missing = wantedOfCall.filter((name) => event[name] === undefined);
    if (missing.length === wantedOfCall.length && event.dnis === undefined) return;
    for (const name of missing) {
      context.addIssue({
        code: 'custom',
        path: [name],
        message: 'must stand beside the other fields of the call',
      });
    }
    if (event.call_type === 'ACD' && event.dnis === undefined) {
      context.addIssue({ code: 'custom', path: ['dnis'], message: 'must stand beside call_type ACD' });
    }
  })
  // The same in the words of JSON Schema.
  .meta({
    dependentRequired: Object.fromEntries(
      Object.keys(callOfState).map((name) => [name, wantedOfCall.filter((wanted) => wanted !== name)]),
    ),
    if: { type: 'object', properties: { call_type: { const: 'ACD' } }, required: ['call_type'] },
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    then: { type: 'object', properties: { dnis: { type: 'string' } }, required: ['dnis'] },
  });

const call = {
  recording_url: text.describe(
    'The recording (WAV), valid some time after the call; empty when there is none.',
  ),
  queue_duration: digits.describe('Whole seconds that the caller was in the queue.'),
  agent_disposition: text.describe('What the agent noted about the call, if already.'),
  gate_name: text.describe('The queue that the caller came through.'),
  call_duration: digits.describe('Whole seconds from the start of the call to its end.'),
  call_id: callId,
  account_id: agent.account_id,
  gate_id: digits.describe('The queue, or the campaign; 0 when there is none.'),
  call_start: dateTime.describe('When the call began, in the time zone of the integration.'),
  dnis: text.describe('The number that was dialled.'),
  ani: text.describe("The caller's number."),
};

/** The fields that the page's unanswered sample lacks: nobody was engaged. */
const callAgent = {
  agent_id: agent.agent_id,
  external_agent_id: externalAgentId,
  username: agent.username,
};

/** "End Call Events" of an inbound routed call. */
const acdCallSchema = z.discriminatedUnion('call_state', [
  z.strictObject({
    ...call,
    ...callAgent,
    event_type: z.literal('ACD-CALL').describe('The end of an inbound call that came through a queue.'),
    call_state: z.literal('ANSWERED').describe('An agent spoke to somebody.'),
  }),
  z.strictObject({
    ...call,
    event_type: z.literal('ACD-CALL').describe('The end of an inbound call that came through a queue.'),
    call_state: z
      .enum(['ABANDON', 'DEFLECTED'])
      .describe('ABANDON: the caller gave up. DEFLECTED: nobody answered.'),
  }),
]);

/** "End Call Events" of an outbound dialled call. A machine is heard by the agent whose call it is. */
const vpdCallSchema = z.discriminatedUnion('call_state', [
  z.strictObject({
    ...call,
    ...callAgent,
    event_type: z.literal('VPD-CALL').describe('The end of an outbound call.'),
    call_state: z.literal('ANSWERED').describe('An agent spoke to somebody.'),
  }),
  z.strictObject({
    ...call,
    ...callAgent,
    event_type: z.literal('VPD-CALL').describe('The end of an outbound call.'),
    call_state: z.literal('MACHINE').describe('A machine answered.'),
  }),
  z.strictObject({
    ...call,
    event_type: z.literal('VPD-CALL').describe('The end of an outbound call.'),
    call_state: z.literal('ABANDONED').describe('Nobody was there for the call.'),
  }),
]);

/** Every field that some event has, `event_type` among them. */
export const fieldNames: ReadonlySet<string> = new Set(
  [state, callOfState, call, callAgent, { call_state: text }].flatMap((fields) => Object.keys(fields)),
);

/** LOGIN or LOGOUT. */
export type LogEvent = z.infer<typeof loginSchema> | z.infer<typeof logoutSchema>;
/** A change of state, with the call's fields or without. */
export type StateEvent = z.infer<typeof stateSchema>;
/** The end of a call, inbound or outbound. */
export type CallEvent = z.infer<typeof acdCallSchema> | z.infer<typeof vpdCallSchema>;
/** Any event of the integration. */
export type WfmEvent = LogEvent | StateEvent | CallEvent;
/** What `event_type` may say. */
export type EventType = WfmEvent['event_type'];

/** Every `event_type`, for help texts and validation. */
export const eventTypes: readonly EventType[] = ['LOGIN', 'LOGOUT', ...stateNames, 'ACD-CALL', 'VPD-CALL'];

/** The schema of the events of that type; `undefined` when there is no such type. */
export function schemaOf(eventType: unknown): z.ZodType<WfmEvent> | undefined {
  switch (eventType) {
    case 'LOGIN':
      return loginSchema;
    case 'LOGOUT':
      return logoutSchema;
    case 'ACD-CALL':
      return acdCallSchema;
    case 'VPD-CALL':
      return vpdCallSchema;
    default:
      return stateNames.some((name) => name === eventType) ? stateSchema : undefined;
  }
}
