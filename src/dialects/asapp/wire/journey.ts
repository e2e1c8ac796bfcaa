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
  session_type: text.optional().describe('What kind of session it is.'),
  user_id: text.optional().describe("The user of the customer's application."),
  user_type: text.optional().describe('What kind of user that is.'),
  session_update_ts: timestamp.optional().describe('When the session last changed.'),
  agent_id: text.optional().describe('Internal id of the agent; absent while none is assigned.'),
  agent_name: text.optional().describe("The agent's full name."),
  agent_given_name: text.optional().describe("The agent's first name."),
  agent_family_name: text.optional().describe("The agent's last name."),
  agent_display_name: text.optional().describe('The name that the customer sees.'),
  queue_name: text.optional().describe("The queue's name."),
  external_agent_id: text.optional().describe("The agent's id in the company's own systems."),
  rep_id: text.optional().describe("Named by the page's table only: equal to agent_id."),
  group_id: text.optional().describe("Named by the page's table only: equal to queue_id."),
});

const surveyResponse = z.strictObject({
  question: text.optional().describe('The question as it was put.'),
  question_category: text.optional().describe('What the question is about.'),
  question_type: text.optional().describe('What kind of answer it wants.'),
  answer: text.optional().describe('What the customer answered.'),
  ordering: whole.optional().describe('The place in the survey.'),
});

const uploadedFile = z.strictObject({
  file_upload_event_id: text.optional().describe('The upload.'),
  file_upload_ts: timestamp.optional().describe('When the file came.'),
  file_name: text.optional().describe('What the file is called.'),
  file_mime_type: z.enum(fileMimeTypes).optional().describe('What kind of file it is.'),
  file_size_mb: z.number().min(0).optional().describe('How big it is, in megabytes.'),
  file_image_width: whole.optional().describe('Pixels; absent when it is no picture.'),
  file_image_height: whole.optional().describe('Pixels; absent when it is no picture.'),
});

const dispositionField = z.strictObject({
  field_type: z.enum(dispositionFieldTypes).optional().describe('What kind of value it has.'),
  field_name: text.optional().describe('The field of the disposition.'),
  field_value: text.optional().describe('What the agent filled in.'),
});

const actionInput = z.strictObject({
  value: text.optional().describe('The value, as text.'),
  value_type: z.enum(valueTypes).optional().describe('What kind of value it is.'),
});

/** The ten numbered places for what the company's application tells about a customer: value and key of each. */
export const customerParameterSlots = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'] as const;
type Slot = (typeof customerParameterSlots)[number];

function numbered<Prefix extends string>(prefix: Prefix, what: string) {
  const shape = Object.fromEntries(
    customerParameterSlots.map((slot) => [
      `${prefix}_${slot}`,
      text
        .optional()
        .describe(`${what} ${Number(slot)} of what the company's application tells of the customer.`),
    ]),
  );
  return shape as Record<`${Prefix}_${Slot}`, z.ZodOptional<z.ZodString>>;
}

/** `details` of the journey feed, accumulated per `issue_id`, in the page's order. */
export const journeyDetails = z.strictObject({
  issue_start_ts: timestamp.optional().describe('When the conversation began.'),
  intent_code: text.optional().describe('What the customer wants, as the bot understands it.'),
  business_intent_code: text.optional().describe("The same in the company's words."),
  flow_node_type: text.optional().describe('What kind of step of a flow was reached.'),
  flow_node_name: text.optional().describe('The step.'),
  intent_code_path: text.optional().describe('Every intent so far, comma-separated.'),
  business_intent_code_path: text
    .optional()
    .describe("Every intent so far in the company's words, comma-separated."),
  flow_name_path: text.optional().describe('Every flow so far, comma-separated.'),
  business_flow_name_path: text
    .optional()
    .describe("Every flow so far in the company's words, comma-separated."),
  issue_ended_ts: timestamp.optional().describe('When the conversation ended.'),
  survey_responses: z.array(surveyResponse).optional().describe('What the customer answered to the survey.'),
  survey_submit_ts: timestamp.optional().describe('When the survey was sent in.'),
  last_flow_action_called_ts: timestamp.optional().describe('When a flow last called an action.'),
  last_flow_action_called_node_name: text.optional().describe('The step that called it.'),
  last_flow_action_called_action_id: text.optional().describe('The action.'),
  last_flow_action_called_version: text.optional().describe("The action's version."),
  last_flow_action_called_inputs: z
    .record(text, actionInput)
    .optional()
    .describe('What it was given, by name.'),
  detected_ts: timestamp.optional().describe('When it was seen that an agent is wanted.'),
  escalated_ts: timestamp.optional().describe('When the request went on to the queues.'),
  queued_ts: timestamp.optional().describe('When the customer began to wait.'),
  assigned_ts: timestamp.optional().describe('When an agent got the chat.'),
  abandoned_ts: timestamp.optional().describe('When the customer gave up waiting.'),
  queued_ms: whole.optional().describe('Milliseconds in the queue.'),
  opportunity_ended_ts: timestamp.optional().describe('When the request for an agent was over.'),
  ended_type: text.optional().describe('How the opportunity ended.'),
  assigment_ended_ts: timestamp.optional().describe('Spelt as the vendor spells it, without the second n.'),
  handle_ms: whole.optional().describe('Milliseconds from the assignment to its end.'),
  is_ghost_customer: flag
    .optional()
    .describe('True: the customer wrote nothing while the agent had the chat.'),
  last_agent_utterance_ts: timestamp.optional().describe('When the agent wrote last.'),
  agent_utterance_ct: whole.optional().describe('How often the agent wrote.'),
  agent_first_response_ms: whole
    .optional()
    .describe("Milliseconds from the assignment to the agent's first message."),
  timeout_ts: timestamp.optional().describe('When the chat ended because nobody wrote.'),
  last_customer_utterance_ts: timestamp.optional().describe('When the customer wrote last.'),
  customer_utterance_ct: whole.optional().describe('How often the customer wrote.'),
  is_resolved: flag.optional().describe('Whether the matter is settled.'),
  customer_ended_ts: timestamp.optional().describe('When the customer ended the chat.'),
  ...numbered('customer_params_field', 'Value'),
  ...numbered('customer_params_key_name', 'Key'),
  uploaded_files_list: z.array(uploadedFile).optional().describe('The files that the customer sent.'),
  last_assignment_summary_ts: timestamp
    .optional()
    .describe("When the last assignment's summary was written."),
  last_assignment_summary_text: text.optional().describe('The summary.'),
  disposition_ts: timestamp.optional().describe('When the agent recorded what came of it.'),
  disposition_fields: z.array(dispositionField).optional().describe('What the agent recorded.'),
});

export type JourneyData = z.output<typeof journeyData>;
export type JourneyDetails = z.output<typeof journeyDetails>;
