/** One call's right to run, given back once. */
export interface Slot {
  release(): void;
}

type Call = (slot: Slot) => Promise<void> | undefined;

/**
 * How many plain calls of one client run at once. A call whose method asks a client for something gives its slot back before it ends:
 * else nobody would read the answer.
 */
export class Slots {
  readonly #isStrict: boolean;
  #free: number;
  #waiting: (() => void)[] | undefined;

  /** `isStrict`: nothing at all that comes behind a call is acted on while it runs, as before .NET 7. */
  constructor(count: number, isStrict: boolean) {
    this.#free = count;
    this.#isStrict = isStrict;
  }

  /** Runs a call when there is a slot for it. The promise, if any, holds up everything behind the call. */
  run(call: Call): Promise<void> | undefined {
    if (this.#isStrict) return this.#runStrictly(call);
    if (this.#free > 0) return this.#start(call);
    return new Promise((resolve) => {
      (this.#waiting ??= []).push(() => {
        this.#start(call);
        resolve();
      });
    });
  }

  /** Starts all that wait, whatever runs: they are to end at once. */
  startWaiting(): void {
    for (const start of this.#waiting?.splice(0) ?? []) start();
  }

  #runStrictly(call: Call): Promise<void> | undefined {
    const slot = new HeldSlot();
    const running = call(slot);
    if (running === undefined) return undefined;
    return new Promise((resolve) => {
      slot.onRelease(resolve);
      void running.then(resolve);
    });
  }

  #start(call: Call): undefined {
    this.#free--;
    const slot = new HeldSlot();
    slot.onRelease(() => this.#takeBack());
    const running = call(slot);
    if (running === undefined) slot.release();
    else void running.then(() => slot.release());
  }

  #takeBack(): void {
    this.#free++;
    this.#waiting?.shift()?.();
  }
}

class HeldSlot implements Slot {
  #isReleased = false;
  #told: (() => void) | undefined;

  onRelease(told: () => void): void {
    this.#told = told;
    if (this.#isReleased) told();
  }

  release(): void {
    if (this.#isReleased) return;
    this.#isReleased = true;
    this.#told?.();
  }
}
