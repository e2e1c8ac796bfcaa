import type { QueueClosure } from '../../src/centre/model/events/queue-event.ts';
import type { AgentId, QueueId } from '../../src/centre/model/ids.ts';
import type {
  AgentView,
  CallbackView,
  CentreView,
  ContactView,
  QueueView,
} from '../../src/centre/model/view.ts';

/** Makes what is read-only for dialects a test's to change. */
export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Nothing closes the queue. */
export const openClosure: QueueClosure = {
  byHours: false,
  byHoliday: false,
  byWaitCap: false,
  bySizeCap: false,
  byFallbackSizeCap: false,
  byMitigation: false,
};

/** An agent who logged in at `since` (epoch ms) and is available for calls, but for what `facts` say. */
export function stillAgent(
  id: AgentId,
  since: number,
  facts: Partial<AgentView> & Pick<AgentView, 'username'>,
): Mutable<AgentView> {
  return {
    id,
    givenName: 'Alice',
    familyName: 'Larsen',
    displayName: 'Alice L.',
    email: `${facts.username}@example.com`,
    externalId: null,
    phone: { number: '+15105550100', extension: '1001' },
    team: null,
    supervisor: false,
    channels: ['voice'],
    slots: 1,
    queueIds: [],
    loggedIn: true,
    loginOrdinal: 1,
    loggedInAt: since,
    leaving: false,
    sourceIp: '192.0.2.1',
    status: { base: 'available', name: 'Available', custom: false },
    state: 'available',
    stateSince: since,
    fetchMode: false,
    contactIds: [],
    heldCount: 0,
    wrapUp: null,
    ...facts,
  };
}

/** A queue that is always open and empty, but for what `facts` say. */
export function stillQueue(
  id: QueueId,
  facts: Partial<QueueView> & Pick<QueueView, 'name' | 'number'>,
): Mutable<QueueView> {
  return {
    id,
    channel: 'voice',
    hours: [],
    holidays: [],
    capping: { enabled: false, size: 0, estimatedWaitMs: 0, fallbackSize: 0 },
    mitigation: false,
    closure: openClosure,
    open: true,
    waitsPastClosing: false,
    schedule: { lastOpenAt: null, lastCloseAt: null, nextOpenAt: null, nextCloseAt: null },
    waiting: [],
    estimatedWaitMs: null,
    allocatedCount: 0,
    connectedCount: 0,
    agentIds: [],
    ...facts,
  };
}

/** Whom and what there is in a centre that stands still. */
export interface Inhabitants {
  readonly agents: readonly AgentView[];
  readonly queues: readonly QueueView[];
  readonly contacts: readonly ContactView[];
  readonly callbacks?: readonly CallbackView[];
}

/** A centre that stands still, seen at `now` (epoch ms). */
export function stillView(
  now: number,
  { agents, queues, contacts, callbacks = [] }: Inhabitants,
): Mutable<CentreView> {
  return {
    now,
    timeZone: 'UTC',
    utcOffsetMinutes: 0,
    agents,
    queues,
    contacts,
    callbacks,
    agent: (id) => find(agents, id),
    queue: (id) => find(queues, id),
    contact: (id) => find(contacts, id),
    callback: (id) => find(callbacks, id),
  };
}

/** What has that id. */
export function find<Item extends { readonly id: string }>(items: readonly Item[], id: string): Item {
  const item = items.find((each) => each.id === id);
  if (item === undefined) throw new RangeError(`There is no ${id}.`);
  return item;
}
