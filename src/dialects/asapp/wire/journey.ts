import { z } from 'zod';
import {
  dispositionFieldTypes,
  fileMimeTypes,
  flag,
  opportunityOrigins,
  text,
  timestamp,
  valueTypes,
  whole,
} from './fields.ts';

/** `data` of the journey feed: the customer, the opportunity, its queue and its agent. */
export const journeyData = z.strictObject({
  customer_id: text.optional().describe('Internal id of the customer.'),
  opportunity_origin: z.enum(opportunityOrigins).optional().describe('Why an agent is wanted.'),
  opportunity_id: text.optional().describe('The present or last request for an agent within the issue.'),
  queue_id: text.optional().describe('The queue it was routed to; absent when none.'),
  session_id: text.optional().describe("The session of the customer's application."),
  session_type: text.optional(),
  user_id: text.optional(),
  user_type: text.optional(),
  session_update_ts: timestamp.optional(),
  agent_id: text.optional().describe('Internal id of the agent; absent while none is assigned.'),
  agent_name: text.optional(),
  agent_given_name: text.optional(),
  agent_family_name: text.optional(),
  agent_display_name: text.optional(),
  queue_name: text.optional(),
  external_agent_id: text.optional(),
  rep_id: text.optional().describe("Named by the page's table only: equal to agent_id."),
  group_id: text.optional().describe("Named by the page's table only: equal to queue_id."),
});

const surveyResponse = z.strictObject({
  question: text.optional(),
  question_category: text.optional(),
  question_type: text.optional(),
  answer: text.optional(),
  ordering: whole.optional().describe('The place in the survey.'),
});

const uploadedFile = z.strictObject({
  file_upload_event_id: text.optional(),
  file_upload_ts: timestamp.optional(),
  file_name: text.optional(),
  file_mime_type: z.enum(fileMimeTypes).optional(),
  file_size_mb: z.number().min(0).optional(),
  file_image_width: whole.optional().describe('Pixels; absent when it is no picture.'),
  file_image_height: whole.optional().describe('Pixels; absent when it is no picture.'),
});

const dispositionField = z.strictObject({
  field_type: z.enum(dispositionFieldTypes).optional(),
  field_name: text.optional(),
  field_value: text.optional(),
});

const actionInput = z.strictObject({ value: text.optional(), value_type: z.enum(valueTypes).optional() });

/** The ten numbered places for what the company's application tells about a customer: value and key of each. */
export const customerParameterSlots = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'] as const;
type Slot = (typeof customerParameterSlots)[number];

function numbered<Prefix extends string>(prefix: Prefix) {
  const shape = Object.fromEntries(
    customerParameterSlots.map((slot) => [`${prefix}_${slot}`, text.optional()]),
  );
  return shape as Record<`${Prefix}_${Slot}`, z.ZodOptional<z.ZodString>>;
}

/** `details` of the journey feed, accumulated per `issue_id`, in the page's order. */
export const journeyDetails = z.strictObject({
  issue_start_ts: timestamp.optional(),
  intent_code: text.optional(),
  business_intent_code: text.optional(),
  flow_node_type: text.optional(),
  flow_node_name: text.optional(),
  intent_code_path: text.optional().describe('Every intent so far, comma-separated.'),
  business_intent_code_path: text.optional(),
  flow_name_path: text.optional().describe('Every flow so far, comma-separated.'),
  business_flow_name_path: text.optional(),
  issue_ended_ts: timestamp.optional(),
  survey_responses: z.array(surveyResponse).optional(),
  survey_submit_ts: timestamp.optional(),
  last_flow_action_called_ts: timestamp.optional(),
  last_flow_action_called_node_name: text.optional(),
  last_flow_action_called_action_id: text.optional(),
  last_flow_action_called_version: text.optional(),
  last_flow_action_called_inputs: z.record(text, actionInput).optional(),
  detected_ts: timestamp.optional(),
  escalated_ts: timestamp.optional(),
  queued_ts: timestamp.optional(),
  assigned_ts: timestamp.optional(),
  abandoned_ts: timestamp.optional(),
  queued_ms: whole.optional(),
  opportunity_ended_ts: timestamp.optional(),
  ended_type: text.optional().describe('How the opportunity ended.'),
  assigment_ended_ts: timestamp.optional().describe('Spelt as the vendor spells it, without the second n.'),
  handle_ms: whole.optional(),
  is_ghost_customer: flag
    .optional()
    .describe('True: the customer wrote nothing while the agent had the chat.'),
  last_agent_utterance_ts: timestamp.optional(),
  agent_utterance_ct: whole.optional(),
  agent_first_response_ms: whole.optional(),
  timeout_ts: timestamp.optional(),
  last_customer_utterance_ts: timestamp.optional(),
  customer_utterance_ct: whole.optional(),
  is_resolved: flag.optional(),
  customer_ended_ts: timestamp.optional(),
  ...numbered('customer_params_field'),
  ...numbered('customer_params_key_name'),
  uploaded_files_list: z.array(uploadedFile).optional(),
  last_assignment_summary_ts: timestamp.optional(),
  last_assignment_summary_text: text.optional(),
  disposition_ts: timestamp.optional(),
  disposition_fields: z.array(dispositionField).optional(),
});

export type JourneyData = z.output<typeof journeyData>;
export type JourneyDetails = z.output<typeof journeyDetails>;
