import type { Party } from '../../../centre/model/events/contact-facts.ts';
import type { AgentView, QueueView } from '../../../centre/model/view.ts';
import type { Journey, JourneyHandlers } from './state.ts';
import type { FeedUpdate } from '../feed-update.ts';
import { writeTime } from '../time.ts';
import type { OpportunityOrigin } from '../wire/fields.ts';

const originOf = {
  customer: 'CUSTOMER',
  bot: 'BOT',
  system: 'SYSTEM',
} as const satisfies Record<string, OpportunityOrigin>;

const endedTypeOf = {
  customer: 'CUSTOMER_ENDED',
  agent: 'AGENT_ENDED',
  bot: 'BOT_ENDED',
  supervisor: 'SUPERVISOR_ENDED',
  system: 'SYSTEM_ENDED',
} as const satisfies Record<Party, string>;

/** From the request for an agent to the end of that agent's part. */
export const opportunityHandlers: JourneyHandlers<
  | 'contact.agent-requested'
  | 'contact.queued'
  | 'contact.deflected'
  | 'contact.connected'
  | 'contact.abandoned'
  | 'contact.disconnected'
> = {
  'contact.agent-requested': (journey, { at, by }) => [
    ...journey.endOpportunity(at, 'SUPERSEDED'),
    ...journey.openOpportunity(at, originOf[by]),
    journey.update('OPPORTUNITY_ESCALATED', { escalated_ts: writeTime(at) }),
  ],
  'contact.queued': (journey, { at, queueId }, view) => {
    const id = journey.ids.queue(queueId);
    return [
      ...openIfNone(journey, at),
      journey.update('QUEUED', { queue_id: id, group_id: id, queued_ts: writeTime(at) }),
      nameQueue(journey, view.queue(queueId)),
    ];
  },
  'contact.deflected': (journey, { at }) => journey.endOpportunity(at, 'DEFLECTED'),
  'contact.connected': (journey, { at, agentId, queueId, waitedMs }, view) => {
    const opened = openIfNone(journey, at);
    journey.assign(at, agentId);
    const id = journey.ids.rep(agentId);
    return [
      ...opened,
      journey.update('ASSIGNED', { agent_id: id, rep_id: id, assigned_ts: writeTime(at) }),
      ...(queueId === null ? [] : [journey.update('QUEUED_DURATION', { queued_ms: Math.round(waitedMs) })]),
      introduce(journey, view.agent(agentId)),
    ];
  },
  'contact.abandoned': (journey, { at }) => [
    journey.update('QUEUE_ABANDONED', { abandoned_ts: writeTime(at) }),
    ...journey.endOpportunity(at, 'ABANDONED'),
  ],
  'contact.disconnected': (journey, { at, by, handledMs, transferred, ghost }) => [
    journey.update('ASSIGNMENT_ENDED', {
      assigment_ended_ts: writeTime(at),
      handle_ms: Math.round(handledMs),
      is_ghost_customer: ghost,
    }),
    ...(hasResponded(journey.agent)
      ? [journey.update('AGENT_RESPONSE_BY_OPPORTUNITY', agentSideOf(journey))]
      : []),
    ...(hasResponded(journey.customer)
      ? [journey.update('CUSTOMER_RESPONSE_BY_OPPORTUNITY', customerSideOf(journey))]
      : []),
    ...journey.endOpportunity(at, endedType(journey, by, transferred)),
  ],
};

function endedType(journey: Journey, by: Party, transferred: boolean): string {
  if (transferred) return 'TRANSFERRED';
  return journey.timedOut ? 'TIMED_OUT' : endedTypeOf[by];
}

/** A transferred chat queues, or reaches the next agent, without anybody asking anew: that is an opportunity too. */
function openIfNone(journey: Journey, at: number): readonly FeedUpdate[] {
  return journey.opportunityOpen ? [] : journey.openOpportunity(at, 'TRANSFER');
}

/** The name of the queue that the chat came to, or came through last. */
export function nameQueue(journey: Journey, { id, name }: Pick<QueueView, 'id' | 'name'>): FeedUpdate {
  journey.queue = { id, name };
  return journey.update('ISSUE_OPPORTUNITY_QUEUE_INFO_UPDATED', { queue_name: name });
}

/** Who the agent is that has the chat, or had it last. */
export function introduce(journey: Journey, agent: AgentView): FeedUpdate {
  return journey.update('ISSUE_ASSIGNMENT_AGENT_INFO_UPDATED', {
    agent_name: `${agent.givenName} ${agent.familyName}`,
    agent_given_name: agent.givenName,
    agent_family_name: agent.familyName,
    agent_display_name: agent.displayName,
    external_agent_id: agent.externalId,
  });
}

/** Whether this side wrote anything while the agent had the chat. */
function hasResponded({ count, before }: Journey['customer']): boolean {
  return count > before;
}

/** What the agents wrote in the issue so far. */
export function agentSideOf({ agent }: Journey) {
  return {
    last_agent_utterance_ts: agent.lastAt === null ? null : writeTime(agent.lastAt),
    agent_utterance_ct: agent.count,
  };
}

/** What the customer wrote in the issue so far. */
export function customerSideOf({ customer }: Journey) {
  return {
    last_customer_utterance_ts: customer.lastAt === null ? null : writeTime(customer.lastAt),
    customer_utterance_ct: customer.count,
  };
}
