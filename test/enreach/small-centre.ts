import type { Customer } from '../../src/centre/model/events/contact-facts.ts';
import type { CentreEvent } from '../../src/centre/model/event.ts';
import type { AgentId, CallbackId, ContactId, CustomerId, QueueId } from '../../src/centre/model/ids.ts';
import type { AgentView, CallbackView, ContactView, QueueView } from '../../src/centre/model/view.ts';
import { find, stillAgent, stillQueue, stillView, type Mutable } from '../kit/still-centre.ts';

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
  const names = { username, givenName: username, familyName: 'Example', displayName: username };
  return stillAgent(id, morning, { ...names, supervisor, queueIds });
}

function queueNamed(id: QueueId, name: string, agentIds: AgentId[]): Mutable<QueueView> {
  return stillQueue(id, { name, number: '+15105550200', agentIds });
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
    phase: 'talking',
    waitingSince: null,
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
  const view = stillView(morning, { agents, queues, contacts: [contact], callbacks: [callback] });
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
