import type { CentreEvent } from '../../../src/centre/model/event.ts';
import type { AgentId } from '../../../src/centre/model/ids.ts';
import type { CentreView } from '../../../src/centre/model/view.ts';
import { show } from './show.ts';

type Fields = Readonly<Record<string, unknown>>;
type Status = 'active' | 'away' | 'offline' | 'wrapping_up';

const statusOf = {
  offline: 'offline',
  available: 'active',
  allocated: 'active',
  'on-contact': 'active',
  'wrap-up': 'wrapping_up',
  away: 'away',
} as const;

const statuses: readonly Status[] = ['active', 'away', 'offline', 'wrapping_up'];
const windowMs = 300_000;

/** From `at` on, until the next one. */
interface Stretch {
  readonly at: number;
  readonly status: Status;
  readonly load: number;
  readonly slots: number;
}

interface AgentBook {
  stretches: Stretch[];
  status: Status;
  statusSince: number;
  previous: { readonly status: Status; readonly since: number; readonly until: number } | null;
  load: number;
  slots: number;
  description: string | null;
}

/** What the events say of each agent, and what of it a message has wrong. */
export class AgentBooks {
  readonly #books = new Map<AgentId, AgentBook>();

  constructor(view: CentreView) {
    for (const { id, slots } of view.agents) {
      const first: Stretch = { at: -Infinity, status: 'offline', load: 0, slots };
      this.#books.set(id, {
        stretches: [first],
        status: 'offline',
        statusSince: view.now,
        previous: null,
        load: 0,
        slots,
        description: null,
      });
    }
  }

  see(event: CentreEvent, view: CentreView): void {
    if (event.type === 'agent.state-changed') {
      const book = this.#book(event.agentId);
      const status = statusOf[event.to];
      if (status !== book.status) {
        book.previous = { status: book.status, since: book.statusSince, until: event.at };
        Object.assign(book, { status, statusSince: event.at });
      }
      return this.#note(book, event.at);
    }
    if (event.type === 'agent.load-changed') {
      const book = this.#book(event.agentId);
      book.load = event.load;
      return this.#note(book, event.at);
    }
    if (event.type === 'agent.capacity-changed') {
      const book = this.#book(event.agentId);
      book.slots = view.agent(event.agentId).slots;
      this.#note(book, event.at);
    }
  }

  /** What the details of a message have wrong. */
  check(id: AgentId, type: string, details: Fields, at: number): string[] {
    const book = this.#book(id);
    const problems: string[] = [];
    const is = (key: string, value: unknown): void => {
      if (details[key] !== value) problems.push(`${key} is ${show(details[key])}, not ${show(value)}`);
    };
    if (type === 'agent_activity_routing_status_updated') is('routing_status', book.status.toUpperCase());
    if (type === 'agent_activity_assignment_load_updated') is('assigned_customer_ct', book.load);
    if (type === 'agent_activity_status_updated') {
      if (details['status_description'] === book.description) problems.push('tells the same status again');
      book.description = show(details['status_description']);
      is('status_updated_ts', new Date(at).toISOString());
    }
    if (type === 'agent_activity_previous_routing_status' && book.previous !== null) {
      const { status, since, until } = book.previous;
      is('previous_routing_status', status.toUpperCase());
      is('previous_routing_status_start_ts', new Date(since).toISOString());
      is('previous_routing_status_duration_sec', Math.round((until - since) / 1000));
    }
    if (type === 'agent_activity_utilization_5_min')
      problems.push(...this.#checkUtilization(book, details, at));
    return problems;
  }

  #checkUtilization(book: AgentBook, details: Fields, at: number): string[] {
    const problems: string[] = [];
    const totals = new Map<string, number>();
    for (const status of statuses) {
      const told = details[`utilization_5_min_${status}`] as Readonly<Record<string, number>>;
      for (const [column, seconds] of Object.entries(secondsOf(book.stretches, status, at))) {
        const value = told[column] ?? Number.NaN;
        totals.set(column, (totals.get(column) ?? 0) + value);
        if (Math.abs(value - seconds) > 1.5) problems.push(`${status}.${column} is ${value}, not ${seconds}`);
      }
      if (status === 'offline' && told['linear_utilized_sec'] !== 0)
        problems.push('serves somebody while offline');
    }
    const all = details['utilization_5_min_any_status'] as Readonly<Record<string, number>>;
    for (const [column, sum] of totals) {
      if (all[column] !== sum) problems.push(`any_status.${column} is ${all[column]}, and its parts ${sum}`);
    }
    return problems;
  }

  #note(book: AgentBook, at: number): void {
    const { status, load, slots } = book;
    book.stretches = book.stretches.filter(
      (_, i) => (book.stretches[i + 1]?.at ?? Infinity) > at - 2 * windowMs,
    );
    book.stretches.push({ at, status, load, slots });
  }

  #book(id: AgentId): AgentBook {
    const book = this.#books.get(id);
    if (book === undefined) throw new Error(`There is no agent ${id}.`);
    return book;
  }
}

function secondsOf(stretches: readonly Stretch[], wanted: Status, at: number): Record<string, number> {
  const sums = { linear_sec: 0, linear_utilized_sec: 0, cumulative_sec: 0, cumulative_utilized_sec: 0 };
  for (const [i, { at: from, status, load, slots }] of stretches.entries()) {
    const until = Math.min(at, stretches[i + 1]?.at ?? at);
    const seconds = Math.max(0, until - Math.max(from, at - windowMs)) / 1000;
    if (status !== wanted) continue;
    sums.linear_sec += seconds;
    if (load > 0) sums.linear_utilized_sec += seconds;
    sums.cumulative_sec += seconds * slots;
    sums.cumulative_utilized_sec += seconds * Math.min(load, slots);
  }
  return sums;
}
