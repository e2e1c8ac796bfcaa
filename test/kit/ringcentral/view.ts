import type { AgentStatus } from '../../../src/centre/model/events/agent-event.ts';
import type { ContactOutcome } from '../../../src/centre/model/events/contact-facts.ts';
import type { AgentId, ContactId, CustomerId, QueueId } from '../../../src/centre/model/ids.ts';
import type { AgentView, CentreView, ContactView, QueueView } from '../../../src/centre/model/view.ts';

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
  const [agents, queues, contacts] = [[agentAt(moment)], [queue], [callAt(moment)]];
  return {
    now: moment.now,
    timeZone: 'UTC',
    utcOffsetMinutes: 0,
    agents,
    queues,
    contacts,
    callbacks: [],
    agent: (id) => find(agents, id),
    queue: (id) => find(queues, id),
    contact: (id) => find(contacts, id),
    callback: (id) => find([], id),
  };
}

function find<T extends { readonly id: string }>(list: readonly T[], id: string): T {
  const found = list.find((each) => each.id === id);
  if (found === undefined) throw new RangeError(`The specimen has no "${id}".`);
  return found;
}

function agentAt({ now, status, inWrapUp }: Moment): AgentView {
  return {
    id: specimenIds.agent,
    username: 'alice',
    givenName: 'Alice',
    familyName: 'Larsen',
    displayName: 'Alice L.',
    email: 'alice@example.com',
    externalId: null,
    phone: { number: '+16505550100', extension: '1212' },
    team: null,
    supervisor: false,
    channels: ['voice'],
    slots: 1,
    queueIds: [specimenIds.queue],
    loggedIn: true,
    loginOrdinal: 1,
    loggedInAt: now,
    leaving: false,
    sourceIp: '192.168.0.100',
    status,
    state: 'available',
    stateSince: now,
    fetchMode: false,
    contactIds: [],
    heldCount: 0,
    wrapUp: inWrapUp ? { startedAt: now, endsAt: now + 30_000, contactId: specimenIds.call } : null,
  };
}

const queue: QueueView = {
  id: specimenIds.queue,
  name: 'My Queue',
  channel: 'voice',
  number: '+14155550110',
  hours: [],
  holidays: [],
  capping: { enabled: false, size: 0, estimatedWaitMs: 0, fallbackSize: 0 },
  mitigation: false,
  closure: {
    byHours: false,
    byHoliday: false,
    byWaitCap: false,
    bySizeCap: false,
    byFallbackSizeCap: false,
    byMitigation: false,
  },
  open: true,
  waitsPastClosing: false,
  schedule: { lastOpenAt: null, lastCloseAt: null, nextOpenAt: null, nextCloseAt: null },
  waiting: [],
  estimatedWaitMs: null,
  allocatedCount: 0,
  connectedCount: 0,
  agentIds: [specimenIds.agent],
};

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
    queueId: specimenIds.queue,
    agentId: specimenIds.agent,
    intents: [],
    ...(over !== undefined && { over }),
  };
}
