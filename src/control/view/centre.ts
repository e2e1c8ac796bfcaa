import type { z } from 'zod';
import type { AgentId, QueueId } from '../../centre/model/ids.ts';
import type { CentreView, ContactView } from '../../centre/model/view.ts';
import type { agentsSchema, callbacksSchema, contactsSchema, queuesSchema } from '../schema/centre.ts';
import { formatTime, formatTimeOrNull, type idsSchema } from '../schema/fields.ts';

/** What each vendor calls an agent or a queue. */
export type IdsOf<Id> = (id: Id) => z.input<typeof idsSchema>;

/** The agents, in the order of the configuration. */
export function viewAgents(centre: CentreView, idsOf: IdsOf<AgentId>): z.input<typeof agentsSchema> {
  const agents = centre.agents.map((agent) => ({
    id: agent.id,
    name: agent.username,
    displayName: agent.displayName,
    team: agent.team,
    supervisor: agent.supervisor,
    queues: agent.queueIds.map((id) => centre.queue(id).name),
    loggedIn: agent.loggedIn,
    status: agent.status.name,
    state: agent.state,
    stateSince: formatTime(agent.stateSince),
    contacts: [...agent.contactIds],
    ids: idsOf(agent.id),
  }));
  return { agents };
}

/** The queues, in the order of the configuration. */
export function viewQueues(centre: CentreView, idsOf: IdsOf<QueueId>): z.input<typeof queuesSchema> {
  const queues = centre.queues.map((queue) => ({
    id: queue.id,
    name: queue.name,
    channel: queue.channel,
    number: queue.number,
    open: queue.open,
    waiting: [...queue.waiting],
    estimatedWaitMs: queue.estimatedWaitMs,
    agents: queue.agentIds.map((id) => centre.agent(id).username),
    ids: idsOf(queue.id),
  }));
  return { queues };
}

/** The contacts that are not over, the oldest first. */
export function viewContacts(centre: CentreView): z.input<typeof contactsSchema> {
  return { contacts: centre.contacts.map((contact) => viewContact(centre, contact)) };
}

function viewContact(centre: CentreView, contact: ContactView) {
  const {
    id,
    channel,
    direction,
    profile,
    customer,
    callerNumber,
    queueId,
    agentId,
    createdAt,
    phase,
    over,
  } = contact;
  return {
    id,
    channel,
    direction,
    profile,
    customer,
    caller: callerNumber,
    queue: queueId === null ? null : centre.queue(queueId).name,
    agent: agentId === null ? null : centre.agent(agentId).username,
    created: formatTime(createdAt),
    phase,
    waitingSince: formatTimeOrNull(contact.waitingSince),
    over: over === undefined ? null : { at: formatTime(over.at), outcome: over.outcome },
  };
}

/** The requests to be called back, the oldest first. */
export function viewCallbacks(centre: CentreView): z.input<typeof callbacksSchema> {
  const callbacks = centre.callbacks.map((callback) => ({
    id: callback.id,
    queue: centre.queue(callback.queueId).name,
    contact: callback.contactId,
    customer: callback.customer,
    message: callback.message,
    assignedTo: callback.assignedTo === null ? null : centre.agent(callback.assignedTo).username,
    closed: callback.closed,
    created: formatTime(callback.createdAt),
    due: formatTimeOrNull(callback.dueAt),
    attempts: callback.attempts.map(({ at, agentId, reached, note }) => ({
      at: formatTime(at),
      agent: centre.agent(agentId).username,
      reached,
      note,
    })),
  }));
  return { callbacks };
}
