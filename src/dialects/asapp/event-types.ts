import { suggestNames } from '../../lib/errors.ts';

/** The three processed feeds, by the last part of their `name`. */
export const feedNames = ['activity', 'journey', 'queue'] as const;
export type FeedName = (typeof feedNames)[number];

/** Page, "Activity Feed", "Event Types": what agents are and do. */
const activityEventTypes = [
  'agent_activity_identity_updated',
  'agent_activity_status_updated',
  'agent_activity_capacity_updated',
  'agent_activity_assignment_load_updated',
  'agent_activity_routing_status_updated',
  'agent_activity_previous_routing_status',
  'agent_activity_queue_membership',
  'agent_activity_utilization_5_min',
] as const;
export type ActivityEventType = (typeof activityEventTypes)[number];

/** Page, "Journey Feed", "Event Types": the milestones of a chat. */
const journeyEventTypes = [
  'ISSUE_CREATED',
  'ISSUE_ENDED',
  'INTENT_CHANGE',
  'FIRST_INTENT_UPDATED',
  'INTENT_PATH_UPDATED',
  'NODE_VISITED',
  'LINK_RESOLVED',
  'FLOW_SUCCESS',
  'FLOW_SUCCESS_NEGATED',
  'END_SRS_RESPONSE',
  'SURVEY_SUBMITTED',
  'CONVERSATION_ENDED',
  'CUSTOMER_ENDED',
  'ISSUE_SESSION_UPDATED',
  'DETECTED',
  'OPPORTUNITY_ENDED',
  'OPPORTUNITY_ESCALATED',
  'QUEUED',
  'QUEUE_ABANDONED',
  'TIMED_OUT',
  'TEXT_MESSAGE',
  'FIRST_OPPORTUNITY',
  'QUEUED_DURATION',
  'CUSTOMER_RESPONSE_BY_OPPORTUNITY',
  'ISSUE_OPPORTUNITY_QUEUE_INFO_UPDATED',
  'ASSIGNED',
  'ASSIGNMENT_ENDED',
  'AGENT_RESPONSE_BY_OPPORTUNITY',
  'SUPERVISOR_UTTERANCE_BY_OPPORTUNITY',
  'AGENT_FIRST_RESPONDED',
  'ISSUE_ASSIGNMENT_AGENT_INFO_UPDATED',
  'LAST_FLOW_ACTION_CALLED',
  'JOURNEY_CUSTOMER_PARAMETERS',
  'FILE_UPLOAD_DETECTED',
  'DISPOSITION',
  'LAST_ASSIGNMENT_SUMMARY',
] as const;
export type JourneyEventType = (typeof journeyEventTypes)[number];

/** Page, "Queue State Feed", "Event Types": how queues are set up and stand. */
const queueEventTypes = [
  'queue_info_updated',
  'queue_size_updated',
  'queue_estimated_wait_time_updated',
  'business_hours_settings_updated',
  'holiday_settings_updated',
  'queue_capping_settings_updated',
  'queue_mitigation_updated',
  'queue_availability_updated',
] as const;
export type QueueEventType = (typeof queueEventTypes)[number];

/** The event types of each feed. No name stands in two of them. */
export const eventTypes = {
  activity: activityEventTypes,
  journey: journeyEventTypes,
  queue: queueEventTypes,
} as const satisfies Record<FeedName, readonly string[]>;

/** Any of the 52. */
export type EventType = ActivityEventType | JourneyEventType | QueueEventType;

/** The feed that sends `eventType`; `undefined` when none does. */
export function feedOf(eventType: string): FeedName | undefined {
  return feedNames.find((feed) => (eventTypes[feed] as readonly string[]).includes(eventType));
}

/**
 * Why `eventType` is not one of `feed`'s (of any feed's, when none is named), and which ones may have been meant:
 * whole sentences for a {@link Problem}.
 */
export function explainEventType(eventType: string, feed?: FeedName): string {
  const home = feedOf(eventType);
  if (feed !== undefined && home !== undefined) {
    return `"${eventType}" belongs to the ${home} feed, not to ${feed}. Move it to feeds.${home}.event_list.`;
  }
  const where = feed === undefined ? 'any ASAPP feed' : `the ${feed} feed`;
  const known: readonly string[] = feed === undefined ? Object.values(eventTypes).flat() : eventTypes[feed];
  const near = suggestNames(eventType, known);
  const far =
    feed === undefined || near.length > 0 ? [] : suggestNames(eventType, Object.values(eventTypes).flat());
  const [elsewhere] = far;
  const hint =
    near.length > 0
      ? `Did you mean ${near.join(' or ')}?`
      : elsewhere === undefined
        ? `It has ${known.length} types, from ${known[0]} to ${known.at(-1)}.`
        : `Did you mean ${elsewhere}, of the ${feedOf(elsewhere)} feed?`;
  return `"${eventType}" is no event type of ${where}. ${hint}`;
}
