import type { ActivityEventType, JourneyEventType, QueueEventType } from '../event-types.ts';
import type { ActivityData, ActivityDetails } from './activity.ts';
import type { JourneyData, JourneyDetails } from './journey.ts';
import type { QueueData, QueueDetails } from './queue.ts';

/** The fields that one event type updates; everything else in its message is accumulated from the events before. */
interface Row<Data, Details> {
  readonly data: readonly (keyof Data)[];
  readonly details: readonly (keyof Details)[];
}

/**
 * Which event type fills which fields, activity feed. The renderer's types come from these three tables, so an event
 * type can say neither more nor less than stands here. The page lists fields and types without joining them: who fills
 * what is read off the names, and is our assumption where a name leaves it open.
 */
const activityFields = {
  agent_activity_identity_updated: {
    data: [
      'desk_mode',
      'rep_name',
      'agent_given_name',
      'agent_family_name',
      'agent_display_name',
      'external_rep_id',
    ],
    details: [],
  },
  agent_activity_capacity_updated: { data: ['max_slots'], details: [] },
  agent_activity_queue_membership: { data: ['queue_ids', 'queue_names'], details: [] },
  agent_activity_status_updated: { data: [], details: ['status_updated_ts', 'status_description'] },
  agent_activity_routing_status_updated: {
    data: [],
    details: ['routing_status_updated_ts', 'routing_status'],
  },
  agent_activity_previous_routing_status: {
    data: [],
    details: [
      'previous_routing_status_updated_ts',
      'previous_routing_status',
      'previous_routing_status_duration_sec',
      'previous_routing_status_start_ts',
    ],
  },
  agent_activity_assignment_load_updated: {
    data: [],
    details: ['assignment_load_updated_ts', 'assigned_customer_ct'],
  },
  agent_activity_utilization_5_min: {
    data: [],
    details: [
      'utilization_5_min_updated_ts',
      'utilization_5_min_window_start_ts',
      'utilization_5_min_window_end_ts',
      'utilization_5_min_any_status',
      'utilization_5_min_active',
      'utilization_5_min_away',
      'utilization_5_min_offline',
      'utilization_5_min_wrapping_up',
    ],
  },
} as const satisfies Record<ActivityEventType, Row<ActivityData, ActivityDetails>>;

const customerParameters = [
  'customer_params_field_01',
  'customer_params_field_02',
  'customer_params_field_03',
  'customer_params_field_04',
  'customer_params_field_05',
  'customer_params_field_06',
  'customer_params_field_07',
  'customer_params_field_08',
  'customer_params_field_09',
  'customer_params_field_10',
  'customer_params_key_name_01',
  'customer_params_key_name_02',
  'customer_params_key_name_03',
  'customer_params_key_name_04',
  'customer_params_key_name_05',
  'customer_params_key_name_06',
  'customer_params_key_name_07',
  'customer_params_key_name_08',
  'customer_params_key_name_09',
  'customer_params_key_name_10',
] as const;

const queueInfo = ['queue_id', 'group_id', 'queue_name'] as const;

const agentInfo = [
  'agent_id',
  'rep_id',
  'agent_name',
  'agent_given_name',
  'agent_family_name',
  'agent_display_name',
  'external_agent_id',
] as const;

/** The same for the journey feed, in the order in which a chat usually goes. */
const journeyFields = {
  ISSUE_CREATED: {
    data: ['customer_id', 'session_id', 'user_id', 'user_type'],
    details: ['issue_start_ts'],
  },
  ISSUE_SESSION_UPDATED: {
    data: ['session_id', 'session_type', 'user_id', 'user_type', 'session_update_ts'],
    details: [],
  },
  JOURNEY_CUSTOMER_PARAMETERS: { data: [], details: customerParameters },
  FIRST_INTENT_UPDATED: { data: [], details: ['intent_code', 'business_intent_code'] },
  INTENT_CHANGE: { data: [], details: ['intent_code', 'business_intent_code'] },
  INTENT_PATH_UPDATED: { data: [], details: ['intent_code_path', 'business_intent_code_path'] },
  NODE_VISITED: {
    data: [],
    details: ['flow_node_type', 'flow_node_name', 'flow_name_path', 'business_flow_name_path'],
  },
  LINK_RESOLVED: { data: [], details: ['flow_node_type', 'flow_node_name'] },
  LAST_FLOW_ACTION_CALLED: {
    data: [],
    details: [
      'last_flow_action_called_ts',
      'last_flow_action_called_node_name',
      'last_flow_action_called_action_id',
      'last_flow_action_called_version',
      'last_flow_action_called_inputs',
    ],
  },
  FLOW_SUCCESS: { data: [], details: [] },
  FLOW_SUCCESS_NEGATED: { data: [], details: [] },
  END_SRS_RESPONSE: { data: [], details: [] },
  // A new request for an agent has neither queue nor agent yet: it takes out those of the request before.
  DETECTED: {
    data: ['opportunity_id', 'opportunity_origin', ...queueInfo, ...agentInfo],
    details: ['detected_ts'],
  },
  FIRST_OPPORTUNITY: { data: [], details: [] },
  OPPORTUNITY_ESCALATED: { data: [], details: ['escalated_ts'] },
  QUEUED: { data: ['queue_id', 'group_id'], details: ['queued_ts'] },
  ISSUE_OPPORTUNITY_QUEUE_INFO_UPDATED: { data: ['queue_name'], details: [] },
  QUEUE_ABANDONED: { data: [], details: ['abandoned_ts'] },
  ASSIGNED: { data: ['agent_id', 'rep_id'], details: ['assigned_ts'] },
  QUEUED_DURATION: { data: [], details: ['queued_ms'] },
  ISSUE_ASSIGNMENT_AGENT_INFO_UPDATED: {
    data: ['agent_name', 'agent_given_name', 'agent_family_name', 'agent_display_name', 'external_agent_id'],
    details: [],
  },
  TEXT_MESSAGE: {
    data: [],
    details: [
      'last_agent_utterance_ts',
      'agent_utterance_ct',
      'last_customer_utterance_ts',
      'customer_utterance_ct',
    ],
  },
  SUPERVISOR_UTTERANCE_BY_OPPORTUNITY: { data: [], details: [] },
  AGENT_FIRST_RESPONDED: { data: [], details: ['agent_first_response_ms'] },
  FILE_UPLOAD_DETECTED: { data: [], details: ['uploaded_files_list'] },
  TIMED_OUT: { data: [], details: ['timeout_ts'] },
  CUSTOMER_ENDED: { data: [], details: ['customer_ended_ts'] },
  ASSIGNMENT_ENDED: { data: [], details: ['assigment_ended_ts', 'handle_ms', 'is_ghost_customer'] },
  AGENT_RESPONSE_BY_OPPORTUNITY: { data: [], details: ['last_agent_utterance_ts', 'agent_utterance_ct'] },
  CUSTOMER_RESPONSE_BY_OPPORTUNITY: {
    data: [],
    details: ['last_customer_utterance_ts', 'customer_utterance_ct'],
  },
  OPPORTUNITY_ENDED: { data: [], details: ['opportunity_ended_ts', 'ended_type'] },
  DISPOSITION: { data: [], details: ['disposition_ts', 'disposition_fields'] },
  LAST_ASSIGNMENT_SUMMARY: {
    data: [],
    details: ['last_assignment_summary_ts', 'last_assignment_summary_text'],
  },
  CONVERSATION_ENDED: { data: [], details: ['is_resolved'] },
  SURVEY_SUBMITTED: { data: [], details: ['survey_responses', 'survey_submit_ts'] },
  ISSUE_ENDED: { data: [], details: ['issue_ended_ts'] },
} as const satisfies Record<JourneyEventType, Row<JourneyData, JourneyDetails>>;

const schedule = [
  'queue_availability_last_scheduled_open_ts',
  'queue_availability_last_scheduled_close_ts',
  'queue_availability_next_scheduled_open_ts',
  'queue_availability_next_scheduled_close_ts',
] as const;

/** The same for the queue feed. */
const queueFields = {
  queue_info_updated: { data: ['queue_name'], details: [] },
  queue_size_updated: {
    data: [],
    details: ['last_queue_size', 'last_queue_size_ts', 'last_queue_size_update_type'],
  },
  queue_estimated_wait_time_updated: {
    data: [],
    details: [
      'estimated_wait_time_updated_ts',
      'estimated_wait_time_seconds',
      'estimated_wait_time_is_available',
    ],
  },
  business_hours_settings_updated: {
    data: [
      'business_hours_time_zone_offset_minutes',
      'business_hours_time_zone_name',
      'business_hours_start_minutes',
      'business_hours_end_minutes',
      ...schedule,
    ],
    details: [],
  },
  holiday_settings_updated: { data: ['holiday_closed_dates', ...schedule], details: [] },
  queue_capping_settings_updated: {
    data: [
      'queue_capping_enabled',
      'queue_capping_estimated_wait_time_seconds',
      'queue_capping_size',
      'queue_capping_fallback_size',
    ],
    details: [],
  },
  queue_mitigation_updated: { data: ['mitigation_status'], details: [] },
  queue_availability_updated: {
    data: ['business_hours_time_zone_offset_minutes', ...schedule],
    details: [
      'queue_availability_is_closed',
      'queue_availability_is_closed_by_business_hours',
      'queue_availability_is_closed_by_holiday_settings',
      'queue_availability_is_closed_by_estimated_wait_time_cap',
      'queue_availability_is_closed_by_size_cap',
      'queue_availability_is_closed_by_fallback_size_cap',
      'queue_availability_is_closed_by_mitigation',
      'queue_availability_is_estimated_wait_time_after_closed_hours',
    ],
  },
} as const satisfies Record<QueueEventType, Row<QueueData, QueueDetails>>;

/** The three tables, by feed. */
export const fieldsByEventType = {
  activity: activityFields,
  journey: journeyFields,
  queue: queueFields,
} as const;
