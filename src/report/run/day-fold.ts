import type { AgentState } from '../../centre/model/events/agent-event.ts';
import type { RunRecord } from '../../record/record.ts';
import { Cells, type Row } from './cells.ts';

const narrowestMs = 1000;
const mostCells = 960;
const keptAgents = 60;
const keptQueues = 24;

/** The states of an agent, and the letter that each has in a report. */
export const stateLetters = {
  offline: 'o',
  available: 'a',
  allocated: 'l',
  'on-contact': 'c',
  'wrap-up': 'w',
  away: 'y',
} as const satisfies Readonly<Record<AgentState, string>>;

const states = Object.keys(stateLetters) as AgentState[];

/** What the centre did, in simulated time since the run began. */
export interface Day {
  readonly cellMs: number;
  readonly agents: readonly AgentDay[];
  /** Those that are not shown, as there are too many. */
  readonly moreAgents: number;
  readonly queues: readonly QueueDay[];
  readonly moreQueues: number;
}

/** An agent's day. */
export interface AgentDay {
  readonly id: string;
  /** The state that lasted longest in each cell, run by run: `o12a3` is twelve cells offline, then three available. */
  readonly states: string;
  /** Ms in each state that the agent was in. */
  readonly lastedMs: Readonly<Partial<Record<AgentState, number>>>;
}

/** A queue's day. */
export interface QueueDay {
  readonly id: string;
  readonly most: number;
  /** How many waited at most in each cell. */
  readonly sizes: readonly number[];
}

interface AgentBook {
  state: AgentState;
  sinceMs: number;
  readonly rows: Readonly<Record<AgentState, Row>>;
  readonly lastedMs: Partial<Record<AgentState, number>>;
}

interface QueueBook {
  size: number;
  /** Up to where its sizes are in the row. */
  untilMs: number;
  readonly row: Row;
}

/** Folds events into the centre's day. Memory does not grow with the run. */
export class DayFold {
  readonly #startMs: number;
  readonly #cells = new Cells(narrowestMs, mostCells);
  readonly #agents = new Map<string, AgentBook>();
  readonly #queues = new Map<string, QueueBook>();
  readonly #more = { agents: new Set<string>(), queues: new Set<string>() };
  #lastMs = 0;

  /** `startMs` is simulated. */
  constructor(startMs: number) {
    this.#startMs = startMs;
  }

  readonly add = (record: RunRecord): void => {
    if (record.type !== 'event') return;
    const { event } = record;
    const atMs = event.at - this.#startMs;
    this.#lastMs = Math.max(this.#lastMs, atMs);
    if (event.type === 'agent.state-changed') this.#changeState(event, atMs);
    if (event.type === 'queue.size-changed') this.#changeSize(event, atMs);
  };

  /** The day up to the last event, or to `untilMs`, simulated epoch ms. */
  read(untilMs = this.#startMs): Day {
    const endMs = Math.max(untilMs - this.#startMs, this.#lastMs);
    for (const agent of this.#agents.values()) this.#spend(agent, endMs);
    for (const queue of this.#queues.values()) this.#wait(queue, endMs);
    const { widthMs } = this.#cells;
    // An end between two cells belongs to the one before it.
    const count = Math.max(1, Math.ceil(endMs / widthMs));
    return {
      cellMs: widthMs,
      agents: [...this.#agents].map(([id, { rows, lastedMs }]) => ({
        id,
        states: encode(rows, count),
        lastedMs: { ...lastedMs },
      })),
      moreAgents: this.#more.agents.size,
      queues: [...this.#queues].map(([id, { row }]) => {
        return { id, most: Math.max(0, ...row.values), sizes: [...row.values.subarray(0, count)] };
      }),
      moreQueues: this.#more.queues.size,
    };
  }

  #changeState(
    { agentId, from, to }: { agentId: string; from: AgentState; to: AgentState },
    at: number,
  ): void {
    // One that a later phoney knows is passed over.
    if (!Object.hasOwn(stateLetters, from) || !Object.hasOwn(stateLetters, to)) return;
    const agent = this.#agent(agentId, from);
    if (agent === undefined) return;
    this.#spend(agent, at);
    agent.state = to;
  }

  #changeSize({ queueId, size }: { queueId: string; size: number }, atMs: number): void {
    const queue = this.#queue(queueId);
    if (queue === undefined) return;
    this.#wait(queue, atMs);
    queue.size = size;
    this.#wait(queue, atMs);
  }

  #agent(id: string, state: AgentState): AgentBook | undefined {
    const known = this.#agents.get(id);
    if (known !== undefined) return known;
    if (this.#agents.size === keptAgents) return void this.#more.agents.add(id);
    const rows = Object.fromEntries(states.map((one) => [one, this.#cells.row('sum')]));
    const agent = { state, sinceMs: 0, rows: rows as Record<AgentState, Row>, lastedMs: {} };
    this.#agents.set(id, agent);
    return agent;
  }

  #queue(id: string): QueueBook | undefined {
    const known = this.#queues.get(id);
    if (known !== undefined) return known;
    if (this.#queues.size === keptQueues) return void this.#more.queues.add(id);
    const queue = { size: 0, untilMs: 0, row: this.#cells.row('most') };
    this.#queues.set(id, queue);
    return queue;
  }

  /** Gives the time up to `untilMs` to the agent's state. */
  #spend(agent: AgentBook, untilMs: number): void {
    const { state, rows, lastedMs } = agent;
    const last = this.#cells.at(untilMs);
    const { widthMs } = this.#cells;
    const { values } = rows[state];
    for (let cell = Math.floor(agent.sinceMs / widthMs); cell <= last; cell++) {
      const from = Math.max(agent.sinceMs, cell * widthMs);
      const to = Math.min(untilMs, (cell + 1) * widthMs);
      values[cell] = (values[cell] ?? 0) + Math.max(0, to - from);
    }
    lastedMs[state] = (lastedMs[state] ?? 0) + Math.max(0, untilMs - agent.sinceMs);
    agent.sinceMs = Math.max(agent.sinceMs, untilMs);
  }

  /** Puts the queue's size into the cells up to `untilMs`. */
  #wait(queue: QueueBook, untilMs: number): void {
    const last = this.#cells.at(untilMs);
    const { values } = queue.row;
    for (let cell = Math.floor(queue.untilMs / this.#cells.widthMs); cell <= last; cell++) {
      values[cell] = Math.max(values[cell] ?? 0, queue.size);
    }
    queue.untilMs = untilMs;
  }
}

function encode(rows: Readonly<Record<AgentState, Row>>, count: number): string {
  let text = '';
  let [letter, length] = ['', 0];
  for (let cell = 0; cell < count; cell++) {
    const next = stateLetters[longestIn(rows, cell)];
    if (next !== letter && length > 0) {
      text += `${letter}${length}`;
      length = 0;
    }
    letter = next;
    length++;
  }
  return length === 0 ? text : `${text}${letter}${length}`;
}

function longestIn(rows: Readonly<Record<AgentState, Row>>, cell: number): AgentState {
  const lasted = (state: AgentState): number => rows[state].values[cell] ?? 0;
  return states.reduce((most, state) => (lasted(state) > lasted(most) ? state : most));
}
