import { countInStages, type LoadStage } from '../../lib/pace.ts';

/**
 * How many messages a rate has asked for, and how many of the places that it made were taken: over all rates that were played
 * one after the other, and without the time in which none was. Instants are monotonic ms.
 */
export class Asked {
  #before = 0;
  #taken = 0;
  #rate: { readonly stages: readonly LoadStage[]; readonly fromMs: number } | undefined;
  #untilMs = Infinity;

  /** Nothing more is asked for from that instant on. */
  endAt(atMs: number): void {
    this.#untilMs = atMs;
  }

  /** From when on nothing more is asked for. */
  get untilMs(): number {
    return this.#untilMs;
  }

  /** From now on these stages are played. */
  play(stages: readonly LoadStage[], nowMs: number): void {
    this.pause(nowMs);
    this.#rate = { stages, fromMs: nowMs };
  }

  /** From now on nothing is asked for. */
  pause(nowMs: number): void {
    this.#before = this.requested(nowMs);
    this.#rate = undefined;
  }

  /** A message is due: it takes the next place. */
  take(): void {
    this.#taken++;
  }

  /** Places that were taken. */
  get offered(): number {
    return this.#taken;
  }

  /** Messages that were asked for until now. The first of a stage is asked for at once. */
  requested(nowMs: number): number {
    if (this.#rate === undefined) return this.#before;
    const { stages, fromMs } = this.#rate;
    const passedMs = Math.min(nowMs, this.#untilMs) - fromMs;
    if (passedMs <= 0) return this.#before;
    return this.#before + Math.ceil(Number(countInStages(stages, passedMs).toPrecision(12)));
  }
}
