import type { AsappEvent } from './event.ts';

/** What an agent is counted as. `unknown`: a state that ASAPP has added since. */
export type AgentState = 'active' | 'away' | 'offline' | 'unknown' | 'wrapping up';

/** A line of the board. */
export interface Agent {
  readonly id: string;
  readonly name: string;
  readonly state: AgentState;
  /** What stands beside it, such as `Lunch`. */
  readonly text: string;
  /** ISO 8601. */
  readonly since: string;
  readonly customers: number;
}

/** What became of an event: a duplicate and an event that came too late change nothing. */
export type Taken = 'shown' | 'duplicate' | 'late' | 'not about agents';

const states: Readonly<Record<string, AgentState>> = {
  ACTIVE: 'active',
  AWAY: 'away',
  OFFLINE: 'offline',
  WRAPPING_UP: 'wrapping up',
};

/** Who does what, as far as we have been told. */
export class Board {
  readonly #agents = new Map<string, Agent>();
  /** Of each agent, the `create_time` of the latest event: ASAPP promises no order. */
  readonly #latest = new Map<string, string>();
  readonly #seen = new Set<string>();

  hasSeen(eventId: string): boolean {
    return this.#seen.has(eventId);
  }

  take(event: AsappEvent): Taken {
    if (this.hasSeen(event.event_id)) return 'duplicate';
    this.#seen.add(event.event_id);
    const { rep_id: id, rep_name: name = '' } = event.data;
    if (id === undefined || !event.event_type.startsWith('agent_activity_')) return 'not about agents';
    const createTime = event.meta_data.create_time;
    if (createTime < (this.#latest.get(id) ?? '')) return 'late';
    this.#latest.set(id, createTime);
    const {
      routing_status: status,
      status_description: text = '',
      status_updated_ts: since = createTime,
      assigned_customer_ct: customers = 0,
    } = event.details ?? {};
    const state = status === undefined ? 'offline' : (states[status] ?? 'unknown');
    this.#agents.set(id, { id, name, state, text, since, customers });
    return 'shown';
  }

  agent(id: string): Agent | undefined {
    return this.#agents.get(id);
  }

  get agents(): readonly Agent[] {
    return [...this.#agents.values()].sort((a, b) => a.id.localeCompare(b.id));
  }

  /** How many agents are in each state that somebody is in. */
  count(): Readonly<Partial<Record<AgentState, number>>> {
    const counts: Partial<Record<AgentState, number>> = {};
    for (const { state } of this.#agents.values()) counts[state] = (counts[state] ?? 0) + 1;
    return counts;
  }
}
