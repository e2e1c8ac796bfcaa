/** How many have subscribed, to a hub or over REST, for those who wait for a number of them. */
export class SubscriberCount {
  #count = 0;
  readonly #watchers = new Set<() => void>();

  /** Counts one that subscribed (1) or left (-1). */
  add(change: 1 | -1): void {
    this.#count += change;
    for (const watch of this.#watchers) watch();
  }

  /** Resolves once there are `wanted` or more, or when `signal` aborts. */
  async waitFor(wanted: number, signal: AbortSignal): Promise<void> {
    if (this.#count >= wanted || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.#watchers.delete(watch);
        resolve();
      };
      const watch = (): void => {
        if (this.#count >= wanted) done();
      };
      this.#watchers.add(watch);
      signal.addEventListener('abort', done, { once: true });
    });
  }
}
