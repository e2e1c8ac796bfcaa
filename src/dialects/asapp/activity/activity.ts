import type { AgentId, ContactId } from '../../../centre/model/ids.ts';
import type { AgentView, CentreView } from '../../../centre/model/view.ts';
import { describeState, identityOf, isAvailable, routingStatusOf } from './agent-facts.ts';
import type { ActivityEventType } from '../event-types.ts';
import type { Ids } from '../ids.ts';
import { Entity, type Fields, type Handlers, type FeedUpdate, type WholeData } from '../feed-update.ts';
import { writeTime } from '../time.ts';
import { UtilizationLog, utilizationWindowMs } from './utilization.ts';

/** What the dialect remembers of an agent beyond what was said. */
interface Rep {
  readonly entity: Entity;
  readonly utilization: UtilizationLog;
  /** When the present routing status began, simulated epoch ms; `null` until the first change is seen. */
  routingSince: number | null;
  /** The status that was told last; `null` before the first. */
  description: string | null;
  /** The names of the queues that were told last. */
  queueNames: readonly string[];
}

/** The activity feed: what agents are and do, accumulated per `rep_id`. `agents` as the day finds them. */
export function createActivityFeed(
  ids: Ids,
  utilizationEveryMs: number,
  agents: readonly AgentView[],
): Handlers<'activity'> {
  const reps = new Map<AgentId, Rep>();
  const firstSlots = new Map(agents.map(({ id, slots }) => [id, slots]));

  function repOf(agentId: AgentId, view: CentreView): Rep {
    const known = reps.get(agentId);
    if (known !== undefined) return known;
    const agent = view.agent(agentId);
    const id = ids.rep(agentId);
    const membership = membershipOf(agent.queueIds, view);
    const data: WholeData<'activity'> = {
      rep_id: id,
      ...identityOf(agent),
      max_slots: agent.slots,
      ...membership,
    };
    const rep = {
      entity: new Entity('activity', id, data),
      // Everybody begins the day offline and without a customer: what the view says is how this step has left them.
      utilization: new UtilizationLog({
        status: 'OFFLINE',
        load: 0,
        slots: firstSlots.get(agentId) ?? agent.slots,
      }),
      routingSince: null,
      description: null,
      queueNames: membership.queue_names,
    };
    reps.set(agentId, rep);
    return rep;
  }

  function membershipOf(queueIds: AgentView['queueIds'], view: CentreView) {
    return {
      queue_ids: queueIds.map((queueId) => ids.queue(queueId)),
      queue_names: queueIds.map((queueId) => view.queue(queueId).name),
    };
  }

  function tellMembership(rep: Rep, queueIds: AgentView['queueIds'], view: CentreView): FeedUpdate {
    const membership = membershipOf(queueIds, view);
    rep.queueNames = membership.queue_names;
    return update('agent_activity_queue_membership', rep.entity, membership);
  }

  function showStatus(
    agentId: AgentId,
    view: CentreView,
    at: number,
    description: string,
  ): readonly FeedUpdate[] {
    return status(repOf(agentId, view), at, description);
  }

  /** Only a call occupies the desk so that it shows; several chats go on side by side. */
  function showCall(
    event: { readonly agentId: AgentId | null; readonly contactId: ContactId; readonly at: number },
    view: CentreView,
    description: string,
  ): readonly FeedUpdate[] {
    if (event.agentId === null || view.contact(event.contactId).channel !== 'voice') return [];
    return showStatus(event.agentId, view, event.at, description);
  }

  return {
    // The status follows from the change of state that follows from logging in.
    'agent.logged-in': ({ agentId }, view) => {
      const agent = view.agent(agentId);
      const rep = repOf(agentId, view);
      return [
        update('agent_activity_identity_updated', rep.entity, identityOf(agent)),
        update('agent_activity_capacity_updated', rep.entity, { max_slots: agent.slots }),
        tellMembership(rep, agent.queueIds, view),
      ];
    },
    // A change between two statuses of one kind changes no state, so it shows here or nowhere.
    'agent.status-changed': ({ at, agentId, from, to }, view) => {
      const showing = isAvailable(to) ? 'available' : 'away';
      if (isAvailable(from) !== isAvailable(to) || view.agent(agentId).state !== showing) return [];
      return showStatus(agentId, view, at, to.name);
    },
    'agent.state-changed': ({ at, agentId, from, to, previousMs, contactId }, view) => {
      const rep = repOf(agentId, view);
      rep.routingSince ??= at - previousMs;
      const channel = contactId === null ? null : view.contact(contactId).channel;
      const updates = status(rep, at, describeState[to](view.agent(agentId).status, channel));
      const before = routingStatusOf[from];
      const now = routingStatusOf[to];
      if (before === now) return updates;
      const since = rep.routingSince;
      rep.routingSince = at;
      rep.utilization.note(at, { status: now });
      return [
        ...updates,
        update('agent_activity_routing_status_updated', rep.entity, {
          routing_status_updated_ts: writeTime(at),
          routing_status: now,
        }),
        update('agent_activity_previous_routing_status', rep.entity, {
          previous_routing_status_updated_ts: writeTime(at),
          previous_routing_status: before,
          previous_routing_status_duration_sec: Math.round((at - since) / 1000),
          previous_routing_status_start_ts: writeTime(since),
        }),
      ];
    },
    'agent.load-changed': ({ at, agentId, load, slots }, view) => {
      const rep = repOf(agentId, view);
      rep.utilization.note(at, { load, slots });
      return [
        update('agent_activity_assignment_load_updated', rep.entity, {
          assignment_load_updated_ts: writeTime(at),
          assigned_customer_ct: load,
        }),
      ];
    },
    'agent.capacity-changed': ({ at, agentId, slots }, view) => {
      const rep = repOf(agentId, view);
      rep.utilization.note(at, { slots });
      return [update('agent_activity_capacity_updated', rep.entity, { max_slots: slots })];
    },
    'agent.queues-changed': ({ agentId, queueIds }, view) => [
      tellMembership(repOf(agentId, view), queueIds, view),
    ],
    // Whoever was not told of yet is, with the new name, when they log in.
    'queue.info-changed': ({ queueId }, view) => {
      const { name } = view.queue(queueId);
      return view.agents.flatMap(({ id, queueIds }) => {
        const rep = reps.get(id);
        const place = queueIds.indexOf(queueId);
        if (rep === undefined || place < 0 || rep.queueNames[place] === name) return [];
        return [tellMembership(rep, queueIds, view)];
      });
    },
    'agent.identity-changed': ({ agentId }, view) => [
      update('agent_activity_identity_updated', repOf(agentId, view).entity, identityOf(view.agent(agentId))),
    ],
    'contact.held': (event, view) => showCall(event, view, 'On hold'),
    'contact.resumed': (event, view) => showCall(event, view, 'On call'),
    'contact.uttered': (event, view) => showCall(event, view, event.by === 'agent' ? 'Talking' : 'Listening'),
    'interval.elapsed': ({ at, everyMs }, view) => {
      if (everyMs !== utilizationEveryMs) return [];
      return view.agents
        .filter(({ loggedIn }) => loggedIn)
        .map(({ id }) => {
          const { entity, utilization } = repOf(id, view);
          const sums = utilization.sum(at);
          return update('agent_activity_utilization_5_min', entity, {
            utilization_5_min_updated_ts: writeTime(at),
            utilization_5_min_window_start_ts: writeTime(at - utilizationWindowMs),
            utilization_5_min_window_end_ts: writeTime(at),
            utilization_5_min_any_status: sums.ANY,
            utilization_5_min_active: sums.ACTIVE,
            utilization_5_min_away: sums.AWAY,
            utilization_5_min_offline: sums.OFFLINE,
            utilization_5_min_wrapping_up: sums.WRAPPING_UP,
          });
        });
    },
  };
}

function update<T extends ActivityEventType>(
  eventType: T,
  entity: Entity,
  fields: Fields<'activity', T>,
): FeedUpdate {
  return { entity, eventType, fields };
}

/** Nothing where the status is what was told last. */
function status(rep: Rep, at: number, description: string): readonly FeedUpdate[] {
  if (rep.description === description) return [];
  rep.description = description;
  return [
    update('agent_activity_status_updated', rep.entity, {
      status_updated_ts: writeTime(at),
      status_description: description,
    }),
  ];
}
