/** What an agent's time is spent on, in words that every vendor has a way to say. */
export type Doing = 'offline' | 'available' | 'on contact' | 'wrap-up' | 'away';

/** From a second of the epoch on, until the next span begins. */
export type Span = readonly [fromSec: number, doing: Doing];

/** A call that somebody answered. */
export interface Call {
  /** Its conversations, one for each agent who was connected, as `agent@second of the epoch`. */
  readonly conversations: string;
  /** Who talked to the caller last. */
  readonly lastAgent: string;
  /** When it was dialled, as a second of the epoch; `null` when the vendor has not said. */
  readonly beganSec: number | null;
}

/** What somebody learns about a centre from one vendor. Agents go by the ids that the centre's owner gave them. */
export interface Story {
  readonly days: Readonly<Record<string, readonly Span[]>>;
  /** By the vendor's id. */
  readonly calls: ReadonlyMap<string, Call>;
}

/** Puts together what one vendor says, bit by bit and in order. */
export class StoryBook {
  readonly #days = new Map<string, Span[]>();
  readonly #began = new Map<string, number>();
  readonly #conversations = new Map<string, [agent: string, second: number][]>();

  /**
   * From `atMs` on, the agent does this; before the first word they were offline. Of what is said within one second only
   * the last counts: a shorter span cannot be told by a vendor whose times have no fractions.
   */
  spend(agent: string, atMs: number, doing: Doing): void {
    const day = this.#days.get(agent) ?? [];
    this.#days.set(agent, day);
    const second = secondOf(atMs);
    if (day.at(-1)?.[0] === second) day.pop();
    if ((day.at(-1)?.[1] ?? 'offline') !== doing) day.push([second, doing]);
  }

  /** The call is known to have begun at `atMs`, or before: the earliest counts. */
  begin(call: string, atMs: number): void {
    this.#began.set(call, Math.min(this.#began.get(call) ?? Infinity, secondOf(atMs)));
  }

  /** An agent and the caller are connected. */
  connect(call: string, agent: string, atMs: number): void {
    const conversations = this.#conversations.get(call) ?? [];
    this.#conversations.set(call, conversations);
    conversations.push([agent, secondOf(atMs)]);
  }

  /** Everything so far. */
  read(): Story {
    const calls = [...this.#conversations].map(([id, list]): [string, Call] => [
      id,
      {
        conversations: list.map(([agent, second]) => `${agent}@${second}`).join(' '),
        lastAgent: list.at(-1)?.[0] ?? '',
        beganSec: this.#began.get(id) ?? null,
      },
    ]);
    const days = [...this.#days].filter(([, spans]) => spans.length > 0);
    return { days: Object.fromEntries(days), calls: new Map(calls) };
  }
}

function secondOf(atMs: number): number {
  return Math.floor(atMs / 1000);
}
