/** How many clients listen, and whoever waits for a number of them. */
export class ClientCount {
  #count = 0;
  readonly #watchers = new Set<() => void>();

  /** Counts a client that came (1) or went (-1). */
  add(change: 1 | -1): void {
    this.#count += change;
    for (const watch of this.#watchers) watch();
  }

  /** Resolves once the count is as wanted, or when `signal` aborts. */
  async waitUntil(isWanted: (count: number) => boolean, signal: AbortSignal): Promise<void> {
    if (isWanted(this.#count) || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.#watchers.delete(watch);
        resolve();
      };
      const watch = (): void => {
        if (isWanted(this.#count)) done();
      };
      this.#watchers.add(watch);
      signal.addEventListener('abort', done, { once: true });
    });
  }
}
