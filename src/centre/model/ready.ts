import type { Agent } from './state.ts';

interface Place {
  readonly agent: Agent;
  readonly stamp: number;
}

/**
 * The agents who could take a contact of one queue: least loaded first, and among equals the one whose load changed
 * longest ago. An agent who took something keeps an outdated place, which is skipped when its turn comes: every change
 * costs the same, however many agents there are.
 */
export class ReadyAgents {
  readonly #lines: Line[] = [];

  /** Puts the agent at the end of the line of their load. Earlier places of theirs are void by their stamp. */
  add(agent: Agent): void {
    let line = this.#lines[agent.readyLoad];
    if (line === undefined) this.#lines[agent.readyLoad] = line = new Line();
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
class Line {
  #places: Place[] = [];
  #head = 0;

  push(place: Place): void {
    this.#places.push(place);
  }

  peek(): Agent | undefined {
    for (; this.#head < this.#places.length; this.#head++) {
      const { agent, stamp } = this.#places[this.#head] as Place;
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
