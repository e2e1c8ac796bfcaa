import type { AgentState, AgentStatus } from '../../../centre/model/events/agent-event.ts';
import type { ContactChannel } from '../../../centre/model/events/contact-facts.ts';
import type { AgentView } from '../../../centre/model/view.ts';
import type { Fields } from '../feed-update.ts';
import type { DeskMode, RoutingStatus } from '../wire/fields.ts';

/** Whether contacts are routed to an agent in that state. */
export const routingStatusOf = {
  offline: 'OFFLINE',
  available: 'ACTIVE',
  allocated: 'ACTIVE',
  'on-contact': 'ACTIVE',
  'wrap-up': 'WRAPPING_UP',
  away: 'AWAY',
} as const satisfies Record<AgentState, RoutingStatus>;

/** The words for a state in `status_description`: the chosen status where it shows, else what work makes of it. */
export const describeState: Readonly<
  Record<AgentState, (status: AgentStatus, channel: ContactChannel | null) => string>
> = {
  offline: () => 'Offline',
  available: (status) => (isAvailable(status) ? status.name : 'Available'),
  away: (status) => (isAvailable(status) ? 'Away' : status.name),
  allocated: () => 'Ringing',
  'on-contact': (_, channel) => (channel === 'chat' ? 'In chat' : 'On call'),
  'wrap-up': () => 'Wrap-up',
};

/** Whether the agent chose to be given contacts. */
export function isAvailable({ base }: AgentStatus): boolean {
  return base === 'available';
}

/** Who the agent is. */
export function identityOf(agent: AgentView): Fields<'activity', 'agent_activity_identity_updated'> {
  return {
    desk_mode: deskModeOf(agent.channels),
    rep_name: `${agent.givenName} ${agent.familyName}`,
    agent_given_name: agent.givenName,
    agent_family_name: agent.familyName,
    agent_display_name: agent.displayName,
    external_rep_id: agent.externalId,
  };
}

function deskModeOf(channels: readonly ContactChannel[]): DeskMode {
  const [first, second] = [channels.includes('voice'), channels.includes('chat')];
  if (first && second) return 'BLENDED';
  return first ? 'VOICE' : second ? 'MESSAGING' : 'UNKNOWN';
}
