import type { AsappActivityEvent, EnreachMessage, RingcentralAgentEvent } from 'phoney/types';

export function onActivity(event: AsappActivityEvent): string | undefined {
  if (event.event_type !== 'agent_activity_status_updated') return undefined;
  return `${event.data.rep_id} is ${event.details?.status_description}`;
}

export function onAgentEvent(event: RingcentralAgentEvent): string {
  switch (event.event_type) {
    case 'LOGIN':
    case 'LOGOUT':
      return `${event.username} at ${event.agent_phone}`;
    default:
      return `${event.username}: ${event.prev_state} to ${event.event_type}`;
  }
}

export function onMessage({ data }: EnreachMessage): number | undefined {
  return data.eventType === 'QueueStatus' ? data.nbrOfQueuingRequesters : undefined;
}
