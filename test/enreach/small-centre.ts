import type { Customer } from '../../src/centre/model/events/contact-facts.ts';
import type { CentreEvent } from '../../src/centre/model/event.ts';
import type { AgentId, CallbackId, ContactId, CustomerId, QueueId } from '../../src/centre/model/ids.ts';
import type {
  AgentView,
  CallbackView,
  CentreView,
  ContactView,
  QueueView,
} from '../../src/centre/model/view.ts';

/** Makes what is read-only for dialects ours to change. */
type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** 2026-03-02 08:00 UTC. */
export const morning = Date.UTC(2026, 2, 2, 8);

export const [alice, bob, carol, sue] = ['agent-1', 'agent-2', 'agent-3', 'agent-4'] as [
  AgentId,
  AgentId,
  AgentId,
  AgentId,
];
export const [sales, support] = ['queue-1', 'queue-2'] as [QueueId, QueueId];
const contactId = 'contact-1' as ContactId;

const customer: Customer = { id: 'customer-1' as CustomerId, name: 'Ada Quill', number: '+15105550123' };

function agentNamed(
  id: AgentId,
  username: string,
  queueIds: QueueId[],
  supervisor = false,
): Mutable<AgentView> {
  return {
    id,
    username,
    givenName: username,
    familyName: 'Example',
    displayName: username,
    email: `${username}@example.com`,
    externalId: null,
    phone: { number: '+15105550100', extension: '1001' },
    team: null,
    supervisor,
    channels: ['voice'],
    slots: 1,
    queueIds,
    loggedIn: true,
    loginOrdinal: 1,
    loggedInAt: morning,
    leaving: false,
    sourceIp: '192.0.2.1',
    status: { base: 'available', name: 'Available', custom: false },
    state: 'available',
    stateSince: morning,
    fetchMode: false,
    contactIds: [],
    heldCount: 0,
    wrapUp: null,
  };
}

const open = {
  byHours: false,
  byHoliday: false,
  byWaitCap: false,
  bySizeCap: false,
  byFallbackSizeCap: false,
  byMitigation: false,
};

function queueNamed(id: QueueId, name: string, agentIds: AgentId[]): Mutable<QueueView> {
  return {
    id,
    name,
    channel: 'voice',
    number: '+15105550200',
    hours: [],
    holidays: [],
    capping: { enabled: false, size: 0, estimatedWaitMs: 0, fallbackSize: 0 },
    mitigation: false,
    closure: open,
    open: true,
    waitsPastClosing: false,
    schedule: { lastOpenAt: null, lastCloseAt: null, nextOpenAt: null, nextCloseAt: null },
    waiting: [],
    estimatedWaitMs: null,
    allocatedCount: 0,
    connectedCount: 0,
    agentIds,
  };
}

/** A centre of two queues and four agents (alice and bob in Sales, carol in Support, sue supervises) whose facts a test sets by hand. */
export function createSmallCentre() {
  const agents = [
    agentNamed(alice, 'alice', [sales]),
    agentNamed(bob, 'bob', [sales]),
    agentNamed(carol, 'carol', [support]),
    agentNamed(sue, 'sue', [], true),
  ];
  const queues = [queueNamed(sales, 'Sales', [alice, bob]), queueNamed(support, 'Support', [carol])];
  const contact: Mutable<ContactView> = {
    id: contactId,
    ordinal: 1,
    channel: 'voice',
    direction: 'inbound',
    direct: false,
    profile: 'voice',
    customer,
    callerNumber: customer.number,
    dialledNumber: '+15105550200',
    client: { kind: 'phone', version: '1' },
    sessionOrdinal: 0,
    createdAt: morning,
    queueId: sales,
    agentId: null,
    intents: [],
  };
  const callback: Mutable<CallbackView> = {
    id: 'callback-1' as CallbackId,
    ordinal: 1,
    queueId: sales,
    contactId,
    customer,
    message: 'Please call me back.',
    note: '',
    createdAt: morning,
    modifiedAt: morning,
    dueAt: null,
    expiresAt: null,
    assignedTo: null,
    lastModifiedBy: null,
    closed: false,
    attempts: [],
  };
  const find = <Item extends { id: string }>(items: Item[], id: string): Item => {
    const item = items.find((each) => each.id === id);
    if (item === undefined) throw new Error(`There is no ${id}.`);
    return item;
  };
  const view: Mutable<CentreView> = {
    now: morning,
    timeZone: 'UTC',
    utcOffsetMinutes: 0,
    agents,
    queues,
    contacts: [contact],
    callbacks: [callback],
    agent: (id) => find(agents, id),
    queue: (id) => find(queues, id),
    contact: (id) => find([contact], id),
    callback: (id) => find([callback], id),
  };
  return {
    view,
    contact,
    callback,
    agent: (id: AgentId) => find(agents, id),
    queue: (id: QueueId) => find(queues, id),
  };
}

type WithoutTime<Event> = Event extends CentreEvent
  ? Omit<Event, 'at' | 'contactId'> & Partial<Pick<CentreEvent, 'at'>>
  : never;

/** An event of the centre's one contact, where it has one, in the morning unless it says otherwise. */
export function eventOf(event: WithoutTime<CentreEvent>): CentreEvent {
  return { at: morning, contactId, ...event } as CentreEvent;
}
