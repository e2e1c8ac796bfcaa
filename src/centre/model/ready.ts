import { Fifo } from '../../lib/fifo.ts';

/** What decides an agent's place in the lines of those who are ready. */
interface Member {
  /** How much the agent has in hand: the number of the line. */
  readonly readyLoad: number;
  /** Changes whenever the agent's place does. */
  readonly readyStamp: number;
}

interface Place<Agent> {
  readonly agent: Agent;
  readonly stamp: number;
}

/**
 * The agents who could take a contact of one queue: least loaded first, and among equals the one whose load changed
 * longest ago. An agent who took something keeps an outdated place, which is skipped when its turn comes: every change
 * costs the same, however many agents there are.
 */
export class ReadyAgents<Agent extends Member> {
  readonly #lines: Fifo<Place<Agent>>[] = [];

  /** Puts the agent at the end of the line of their load. Earlier places of theirs are void by their stamp. */
  add(agent: Agent): void {
    const line = (this.#lines[agent.readyLoad] ??= new Fifo());
    line.add({ agent, stamp: agent.readyStamp });
  }

  /** The agent whose turn it is; `undefined` when none is ready. */
  peek(): Agent | undefined {
    for (const line of this.#lines) {
      // Loads that nobody ever had are holes.
      for (let place = line?.peek(); place !== undefined; place = line?.peek()) {
        if (place.agent.readyStamp === place.stamp) return place.agent;
        line?.take();
      }
    }
    return undefined;
  }
}
