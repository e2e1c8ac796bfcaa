/** Counts the messages that a channel has taken and that have not ended, and who waits for them to become fewer. */
export class OpenMessages {
  #count = 0;
  readonly #waiting = new Set<() => void>();

  get count(): number {
    return this.#count;
  }

  taken(): void {
    this.#count++;
  }

  ended(): void {
    this.#count--;
    for (const look of this.#waiting) look();
  }

  /** Resolves once at most `atMost` are open, or when `signal` aborts. */
  async drain(signal: AbortSignal, atMost = 0): Promise<void> {
    if (this.#count <= atMost || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.#waiting.delete(look);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const look = (): void => {
        if (this.#count <= atMost) done();
      };
      this.#waiting.add(look);
      signal.addEventListener('abort', done);
    });
  }
}
