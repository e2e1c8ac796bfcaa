import type { AgentStatus } from '../../../src/centre/model/events/agent-event.ts';
import type { ContactOutcome } from '../../../src/centre/model/events/contact-facts.ts';
import type { AgentId, ContactId, CustomerId, QueueId } from '../../../src/centre/model/ids.ts';
import type { AgentView, CentreView, ContactView } from '../../../src/centre/model/view.ts';
import { stillAgent, stillQueue, stillView } from '../still-centre.ts';

/** One agent, one queue and one call: all that one event of each type needs around it. */
export const specimenIds = {
  agent: 'specimen-agent' as AgentId,
  queue: 'specimen-queue' as QueueId,
  call: 'specimen-call' as ContactId,
} as const;

/** What of the specimen changes from one moment to the next. Times in epoch ms. */
export interface Moment {
  readonly now: number;
  readonly direction: 'inbound' | 'outbound';
  readonly callAt: number;
  readonly status: AgentStatus;
  /** How the call ended, once it is over. */
  readonly over?: { readonly at: number; readonly outcome: ContactOutcome };
  readonly inWrapUp: boolean;
}

/** The specimen at a moment. */
export function specimenView(moment: Moment): CentreView {
  return stillView(moment.now, { agents: [agentAt(moment)], queues: [queue], contacts: [callAt(moment)] });
}

function agentAt({ now, status, inWrapUp }: Moment): AgentView {
  return stillAgent(specimenIds.agent, now, {
    username: 'alice',
    phone: { number: '+16505550100', extension: '1212' },
    queueIds: [specimenIds.queue],
    sourceIp: '192.168.0.100',
    status,
    wrapUp: inWrapUp ? { startedAt: now, endsAt: now + 30_000, contactId: specimenIds.call } : null,
  });
}

const queue = stillQueue(specimenIds.queue, {
  name: 'My Queue',
  number: '+14155550110',
  agentIds: [specimenIds.agent],
});

function callAt({ direction, callAt: createdAt, over }: Moment): ContactView {
  return {
    id: specimenIds.call,
    ordinal: 1,
    channel: 'voice',
    direction,
    direct: false,
    profile: 'voice',
    customer: { id: 'specimen-customer' as CustomerId, name: 'Robin Doe', number: '+15105550111' },
    callerNumber: '+15105550111',
    dialledNumber: direction === 'inbound' ? queue.number : '+15105550111',
    client: { kind: 'phone', version: '' },
    sessionOrdinal: 0,
    createdAt,
    phase: over === undefined ? 'talking' : 'after',
    waitingSince: null,
    queueId: specimenIds.queue,
    agentId: specimenIds.agent,
    intents: [],
    ...(over !== undefined && { over }),
  };
}
