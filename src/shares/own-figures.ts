import type { Clock } from '../lib/clock.ts';
import { DetailsFold, type DetailsSnapshot } from '../report/run/details-fold.ts';
import type { Run } from '../run/handle.ts';
import { inStore } from '../run/share/in-store.ts';
import type { ShareEnd, ShareFigures } from './order.ts';

/** Every how many times the details are told with the numbers: they are larger, and nobody watches them grow. */
const detailsEvery = 5;

/** What a share has counted of itself since all began. */
export class OwnFigures {
  readonly #run: Run;
  readonly #clock: Clock;
  readonly #beganAtMs: number;
  readonly #beganLateMs: number;
  readonly #fold: DetailsFold | undefined;
  #told = 0;
  #details: DetailsSnapshot | null = null;

  /** From now on, of a run that was to begin at `beganAtMs` and does now. */
  constructor(run: Run, clock: Clock, { beganAtMs, details }: { beganAtMs: number; details: boolean }) {
    this.#run = run;
    this.#clock = clock;
    this.#beganAtMs = beganAtMs;
    this.#beganLateMs = Math.max(0, clock.monotonicMs() - beganAtMs);
    if (!details) return;
    this.#fold = new DetailsFold({
      startedMonotonicMs: beganAtMs,
      simulatedStartMs: run.scenario.startMs,
      ...inStore(run.scenario),
    });
    run.follow(this.#fold.add);
  }

  /** As they stand now; the details now and then. */
  read(): ShareFigures {
    if (this.#told++ % detailsEvery === detailsEvery - 1) this.#readDetails();
    return this.#figures();
  }

  /** All of it, at the end of the run. */
  readEnd(): ShareFigures & Pick<ShareEnd, 'names'> {
    this.#readDetails();
    const { agents, queues } = this.#run.centre;
    return {
      ...this.#figures(),
      names: {
        agents: Object.fromEntries(agents.map(({ id, username }) => [id, username])),
        queues: Object.fromEntries(queues.map(({ id, name }) => [id, name])),
      },
    };
  }

  #readDetails(): void {
    this.#details = this.#fold?.snapshot(this.#run.clock.simulatedMs) ?? null;
  }

  #figures(): ShareFigures {
    const atMs = this.#clock.monotonicMs();
    return {
      atMs,
      forMs: Math.max(0, atMs - this.#beganAtMs),
      beganLateMs: this.#beganLateMs,
      snapshot: this.#run.snapshot(),
      simulatedMs: this.#run.clock.simulatedMs,
      details: this.#details,
    };
  }
}
