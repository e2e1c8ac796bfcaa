import type { CreateParts, CentreView, DialectEvent, Identities, SocketParts } from 'phoney/dialect';

/** What an agent's state is in the words of the routing status. */
const statuses = {
  offline: 'OFF_QUEUE',
  away: 'OFF_QUEUE',
  available: 'IDLE',
  allocated: 'COMMUNICATING',
  'on-contact': 'INTERACTING',
  'wrap-up': 'INTERACTING',
} as const;

/** And what they chose to be in those of the presence. */
const presences = {
  available: 'AVAILABLE',
  break: 'BREAK',
  lunch: 'MEAL',
  training: 'TRAINING',
  away: 'AWAY',
} as const;

type OfContact = Extract<
  DialectEvent,
  { type: 'contact.queued' | 'contact.allocated' | 'contact.connected' | 'contact.disconnected' }
>;

/** Tells what happens in the centre, in the vendor's words and with the vendor's ids. */
export function createTelling({ idOf, newId }: Pick<CreateParts, 'idOf' | 'newId'>) {
  const notify = (feed: string, whose: string, eventType: string, eventBody: object): SocketParts => {
    const topic = `${whose}.${eventType}`;
    const metadata = { CorrelationId: newId() };
    return { feed, topic, eventType, body: { topicName: topic, version: '2', eventBody, metadata } };
  };
  const presence = (agentId: string, at: number, systemPresence: string): SocketParts =>
    notify('presence', `v2.users.${idOf(agentId)}`, 'presence', {
      source: 'PURECLOUD',
      presenceDefinition: { id: idOf(`presence ${systemPresence}`), systemPresence },
      primary: true,
      message: '',
      modifiedDate: new Date(at).toISOString(),
    });
  const conversation = ({ contactId, type }: OfContact, view: CentreView): SocketParts[] => {
    const { customer, queueId, agentId } = view.contact(contactId);
    if (queueId === null) return [];
    const ended = type === 'contact.disconnected';
    const part = (purpose: string, name: string, state: string, more: object) => ({
      ...{ id: idOf(`${contactId} ${purpose}`), purpose, name, ...more },
      calls: [{ id: idOf(`${contactId} ${purpose} call`), state: ended ? 'disconnected' : state }],
    });
    const participants = [part('customer', customer.name, 'connected', {})];
    if (agentId !== null) {
      const state = type === 'contact.allocated' ? 'alerting' : 'connected';
      participants.push(part('agent', view.agent(agentId).displayName, state, { userId: idOf(agentId) }));
    }
    const body = { id: idOf(contactId), participants };
    return [notify('conversations', `v2.routing.queues.${idOf(queueId)}`, 'conversations', body)];
  };

  return {
    /** What the library and the control API call agents and queues. */
    identify: ({ agents, queues }: CentreView): Identities => ({
      agents: new Map(agents.map(({ id }) => [id, { user: idOf(id) }])),
      queues: new Map(queues.map(({ id }) => [id, { queue: idOf(id) }])),
    }),
    render(event: DialectEvent, view: CentreView): readonly SocketParts[] {
      switch (event.type) {
        case 'agent.logged-in':
          return [presence(event.agentId, event.at, 'AVAILABLE')];
        case 'agent.logged-out':
          return [presence(event.agentId, event.at, 'OFFLINE')];
        case 'agent.status-changed':
          return [presence(event.agentId, event.at, presences[event.to.base])];
        case 'agent.state-changed': {
          const userId = idOf(event.agentId);
          const startTime = new Date(event.at).toISOString();
          const routingStatus = { userId, status: statuses[event.to], startTime };
          return [
            notify('routing-status', `v2.users.${userId}`, 'routingStatus', { id: userId, routingStatus }),
          ];
        }
        case 'contact.queued':
        case 'contact.allocated':
        case 'contact.connected':
        case 'contact.disconnected':
          return conversation(event, view);
        default:
          return [];
      }
    },
  };
}
