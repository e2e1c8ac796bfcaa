/** A server that dies without a word leaves what was asked of it unanswered: so much of that is kept, and no more. */
const maxWaiting = 10_000;

/** What this server waits for from others, by id. */
export class Waiting<Outcome> {
  readonly #settlers = new Map<string, (outcome: Outcome) => void>();
  readonly #server: string;
  #last = 0;

  /** `server`: what no other server is called. */
  constructor(server: string) {
    this.#server = server;
  }

  /** Waits for one more; answers its id. `settle` is called once at most. Throws when too much is waited for. */
  add(settle: (outcome: Outcome) => void): string {
    if (this.#settlers.size >= maxWaiting) {
      throw new Error(
        `Other servers cannot be asked: ${maxWaiting} of their answers are waited for. Give questions to clients a signal, so that they end.`,
      );
    }
    const id = `${this.#server}-${++this.#last}`;
    this.#settlers.set(id, settle);
    return id;
  }

  /** What was waited for is there; nothing happens when nobody waits for it. */
  settle(id: string, outcome: Outcome): void {
    const settle = this.#settlers.get(id);
    this.#settlers.delete(id);
    settle?.(outcome);
  }

  /** Waits for one no more. */
  forget(id: string): void {
    this.#settlers.delete(id);
  }
}
