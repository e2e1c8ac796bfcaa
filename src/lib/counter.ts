/** Counts what comes and goes, for those who wait for a number of it. */
export class Counter {
  #count = 0;
  readonly #watchers = new Set<() => void>();

  get count(): number {
    return this.#count;
  }

  /** Counts one that came (1) or went (-1). */
  add(change: 1 | -1): void {
    this.#count += change;
    for (const look of this.#watchers) look();
  }

  /** Resolves once the count is as wanted, or when `signal` aborts. */
  async until(isWanted: (count: number) => boolean, signal: AbortSignal): Promise<void> {
    if (isWanted(this.#count) || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.#watchers.delete(look);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const look = (): void => {
        if (isWanted(this.#count)) done();
      };
      this.#watchers.add(look);
      signal.addEventListener('abort', done);
    });
  }
}
