import { z } from 'zod';
import { deskModes, routingStatuses, text, timestamp, whole } from './fields.ts';

/** `data` of the activity feed: who the agent is. */
export const activityData = z.strictObject({
  rep_id: text.min(1).describe('Internal id of the agent.'),
  desk_mode: z.enum(deskModes).optional().describe('What the desk handles.'),
  rep_name: text.optional().describe("The agent's full name."),
  agent_given_name: text.optional(),
  agent_family_name: text.optional(),
  agent_display_name: text.optional().describe('The name that customers see.'),
  external_rep_id: text.optional().describe("The agent's id in the company's own systems."),
  max_slots: whole.optional().describe('How many contacts at once.'),
  queue_ids: z.array(text).optional().describe('The queues that the agent serves.'),
  queue_names: z.array(text).optional().describe('Their names, in the same order.'),
});

const utilization = z.strictObject({
  linear_sec: whole.describe('Seconds of the window in the status.'),
  linear_utilized_sec: whole.describe('Those of them with at least one contact.'),
  cumulative_sec: whole.describe('The seconds, each times the slots.'),
  cumulative_utilized_sec: whole.describe('The seconds, each times the contacts.'),
});

/** `details` of the activity feed, accumulated per `rep_id`. */
export const activityDetails = z.strictObject({
  status_updated_ts: timestamp.optional(),
  status_description: text.optional().describe('The status that the agent chose, or what work makes of it.'),
  routing_status_updated_ts: timestamp.optional(),
  routing_status: z.enum(routingStatuses).optional().describe('Whether contacts are routed to the agent.'),
  assignment_load_updated_ts: timestamp.optional(),
  assigned_customer_ct: whole.optional().describe('Contacts that the agent has.'),
  previous_routing_status_updated_ts: timestamp.optional(),
  previous_routing_status: z.enum(routingStatuses).optional(),
  previous_routing_status_duration_sec: whole.optional(),
  previous_routing_status_start_ts: timestamp.optional(),
  utilization_5_min_updated_ts: timestamp.optional(),
  utilization_5_min_window_start_ts: timestamp.optional(),
  utilization_5_min_window_end_ts: timestamp.optional(),
  utilization_5_min_any_status: utilization.optional(),
  utilization_5_min_active: utilization.optional(),
  utilization_5_min_away: utilization.optional(),
  utilization_5_min_offline: utilization.optional(),
  utilization_5_min_wrapping_up: utilization.optional(),
});

export type ActivityData = z.output<typeof activityData>;
export type ActivityDetails = z.output<typeof activityDetails>;
export type Utilization = z.output<typeof utilization>;
