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
  readonly #lines: Line<Agent>[] = [];

  /** Puts the agent at the end of the line of their load. Earlier places of theirs are void by their stamp. */
  add(agent: Agent): void {
    let line = this.#lines[agent.readyLoad];
    if (line === undefined) this.#lines[agent.readyLoad] = line = new Line<Agent>();
    line.push({ agent, stamp: agent.readyStamp });
  }

  /** The agent whose turn it is; `undefined` when none is ready. */
  peek(): Agent | undefined {
    for (const line of this.#lines) {
      const agent = line?.peek();
      if (agent !== undefined) return agent;
    }
    return undefined;
  }
}

/** First in, first out. */
class Line<Agent extends Member> {
  #places: Place<Agent>[] = [];
  #head = 0;

  push(place: Place<Agent>): void {
    this.#places.push(place);
  }

  peek(): Agent | undefined {
    for (; this.#head < this.#places.length; this.#head++) {
      const { agent, stamp } = this.#places[this.#head] as Place<Agent>;
      if (agent.readyStamp === stamp) {
        this.#compact();
        return agent;
      }
    }
    this.#places = [];
    this.#head = 0;
    return undefined;
  }

  #compact(): void {
    if (this.#head < 256 || this.#head * 2 < this.#places.length) return;
    this.#places = this.#places.slice(this.#head);
    this.#head = 0;
  }
}
