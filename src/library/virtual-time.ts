import type { RunRecord } from '../record/record.ts';
import type { Run } from '../run/handle.ts';

/** How far a wait moves simulated time on when the day is over already. */
const afterDayMs = 3_600_000;

/** What simulated time is moved on for. */
export interface Goal {
  /** Whether it is reached. Asked when everything up to an instant has been played and has ended. */
  readonly isReached: () => boolean;
  /** Whether simulated time has to stop at the instant of this record, to see whether the goal is reached. */
  readonly mayReach: (record: RunRecord) => boolean;
  /** Whoever wants to get there has given up. */
  readonly signal: AbortSignal;
}

/**
 * Simulated time that stands still until it is asked to move. Who asks is served one after the other, so that simulated time
 * is where it would be if they had waited for each other.
 */
export class VirtualTime {
  readonly #run: Run;
  #last: Promise<void> = Promise.resolve();

  /** Of a run that is paused. */
  constructor(run: Run) {
    this.#run = run;
  }

  /** Moves on by so much. Resolves when every message of it has ended. */
  advance(byMs: number): Promise<void> {
    return this.#inTurn(() => this.#run.advance(byMs));
  }

  /**
   * Moves on, as fast as it goes, to the instant at which the goal is reached, or else to the end of the day. False when
   * simulated time does not stand still afterwards: it goes on by itself since the run was resumed, or the run is ending.
   */
  moveTo(goal: Goal): Promise<boolean> {
    return this.#inTurn(async () => {
      if (this.#standsStill) await this.#moveTo(goal);
      return this.#standsStill;
    });
  }

  /** A run that has not begun was started to stand still. */
  get #standsStill(): boolean {
    return this.#run.state === 'paused' || !this.#run.hasBegun;
  }

  async #moveTo({ isReached, mayReach, signal }: Goal): Promise<void> {
    const run = this.#run;
    let stopped: boolean;
    // What the present instant has brought may still be on its way.
    await run.advance(0);
    do {
      if (isReached() || signal.aborted) return;
      stopped = false;
      const stop = (): void => {
        stopped = true;
        run.pause();
      };
      const unfollow = run.follow((record) => {
        if (!stopped && (mayReach(record) || isReached())) stop();
      });
      signal.addEventListener('abort', stop);
      await run.advance(this.#horizonMs() - run.clock.simulatedMs);
      signal.removeEventListener('abort', stop);
      unfollow();
      // The rest of the instant, and the end of its messages.
      await run.advance(0);
    } while (stopped);
  }

  #horizonMs(): number {
    const { clock, scenario } = this.#run;
    return clock.simulatedMs < scenario.endMs ? scenario.endMs : clock.simulatedMs + afterDayMs;
  }

  #inTurn<Result>(move: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(move);
    this.#last = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  }
}
