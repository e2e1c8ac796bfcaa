import { z } from 'zod';
import { deskModes, routingStatuses, text, timestamp, whole } from './fields.ts';

/** `data` of the activity feed: who the agent is. */
export const activityData = z.strictObject({
  rep_id: text.min(1).describe('Internal id of the agent.'),
  desk_mode: z.enum(deskModes).optional().describe('What the desk handles.'),
  rep_name: text.optional().describe("The agent's full name."),
  agent_given_name: text.optional().describe("The agent's first name."),
  agent_family_name: text.optional().describe("The agent's last name."),
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
  status_updated_ts: timestamp.optional().describe('When the status last changed.'),
  status_description: text.optional().describe('The status that the agent chose, or what work makes of it.'),
  routing_status_updated_ts: timestamp.optional().describe('When the routing status last changed.'),
  routing_status: z.enum(routingStatuses).optional().describe('Whether contacts are routed to the agent.'),
  assignment_load_updated_ts: timestamp.optional().describe('When the number of contacts last changed.'),
  assigned_customer_ct: whole.optional().describe('Contacts that the agent has.'),
  previous_routing_status_updated_ts: timestamp
    .optional()
    .describe('When the routing status before this one ended.'),
  previous_routing_status: z.enum(routingStatuses).optional().describe('The routing status before this one.'),
  previous_routing_status_duration_sec: whole
    .optional()
    .describe('Seconds in the routing status before this one.'),
  previous_routing_status_start_ts: timestamp
    .optional()
    .describe('When the routing status before this one began.'),
  utilization_5_min_updated_ts: timestamp.optional().describe('When the utilization was measured.'),
  utilization_5_min_window_start_ts: timestamp
    .optional()
    .describe('Where the five minutes that were measured begin.'),
  utilization_5_min_window_end_ts: timestamp.optional().describe('Where they end.'),
  utilization_5_min_any_status: utilization
    .optional()
    .describe('The utilization, whatever the routing status.'),
  utilization_5_min_active: utilization.optional().describe('The utilization while ACTIVE.'),
  utilization_5_min_away: utilization.optional().describe('The utilization while AWAY.'),
  utilization_5_min_offline: utilization.optional().describe('The utilization while OFFLINE.'),
  utilization_5_min_wrapping_up: utilization.optional().describe('The utilization while WRAPPING_UP.'),
});

export type ActivityData = z.output<typeof activityData>;
export type ActivityDetails = z.output<typeof activityDetails>;
export type Utilization = z.output<typeof utilization>;
