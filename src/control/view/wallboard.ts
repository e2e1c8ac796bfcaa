import type { z } from 'zod';
import type { AgentView, CentreView, ContactView, QueueView } from '../../centre/model/view.ts';
import type { liveSchema } from '../schema/live.ts';
import { formatTime, formatTimeOrNull } from '../schema/fields.ts';

type Live = z.input<typeof liveSchema>;

/** So many are shown, whatever the size of the centre: a screen has no more room, and the run no more time. */
const most = { agents: 300, queues: 100, contacts: 100 } as const;

/** The centre as a wallboard has it. `nowMs`: simulated time. */
export function viewWallboard(
  centre: CentreView,
  nowMs: number,
): Pick<Live, 'agents' | 'queues' | 'contacts'> {
  const { agents, queues, contacts } = centre;
  return {
    agents: {
      total: agents.length,
      byState: countBy(agents, ({ state }) => state),
      shown: agents.slice(0, most.agents).map(viewAgent),
    },
    queues: {
      total: queues.length,
      shown: queues.slice(0, most.queues).map((queue) => viewQueue(centre, queue, nowMs)),
    },
    contacts: {
      total: contacts.length,
      byPhase: countBy(contacts, ({ phase }) => phase),
      shown: contacts
        .slice(-most.contacts)
        .reverse()
        .map((contact) => viewContact(centre, contact)),
    },
  };
}

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}

function viewAgent({ username, displayName, team, status, state, stateSince, contactIds }: AgentView) {
  return {
    name: username,
    displayName,
    team,
    status: status.name,
    state,
    stateSince: formatTime(stateSince),
    contacts: [...contactIds],
  };
}

function viewQueue(centre: CentreView, queue: QueueView, nowMs: number) {
  const { name, channel, open, waiting, estimatedWaitMs, agentIds } = queue;
  const waits = waiting.map((id) => nowMs - (centre.contact(id).waitingSince ?? nowMs));
  return {
    name,
    channel,
    open,
    waiting: waiting.length,
    longestWaitMs:
      waits.length === 0
        ? null
        : Math.max(
            0,
            waits.reduce((a, b) => Math.max(a, b)),
          ),
    estimatedWaitMs,
    agents: agentIds.length,
    availableAgents: agentIds.filter((id) => centre.agent(id).state === 'available').length,
  };
}

function viewContact(centre: CentreView, contact: ContactView) {
  const { id, channel, direction, customer, queueId, agentId, createdAt, phase, waitingSince } = contact;
  return {
    id,
    channel,
    direction,
    customer: customer.name,
    queue: queueId === null ? null : centre.queue(queueId).name,
    agent: agentId === null ? null : centre.agent(agentId).username,
    created: formatTime(createdAt),
    phase,
    waitingSince: formatTimeOrNull(waitingSince),
  };
}
