/** The ids seen last, at most `limit` of them: a receiver that runs for weeks does not grow. */
export class Seen {
  readonly #limit: number;
  readonly #ids = new Set<string>();
  /** The ids in the order in which they came, the oldest at `#next` once it is full. */
  readonly #order: string[] = [];
  #next = 0;

  constructor(limit = 1_000_000) {
    this.#limit = limit;
  }

  /** Whether `id` was seen before; from now on it was. */
  check(id: string): boolean {
    if (this.#ids.has(id)) return true;
    this.#ids.add(id);
    const oldest = this.#order[this.#next];
    if (this.#order.length === this.#limit && oldest !== undefined) this.#ids.delete(oldest);
    this.#order[this.#next] = id;
    this.#next = (this.#next + 1) % this.#limit;
    return false;
  }
}
