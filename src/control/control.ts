import type { Clock } from '../lib/clock.ts';
import type { RunResult } from '../record/run-result.ts';
import type { Kept, Run } from '../run/handle.ts';
import type { Scenario } from '../scenario/index.ts';
import { ControlProblem } from './problem.ts';
import { ByHand } from './live/by-hand.ts';
import { Series } from './live/series.ts';
import { RecordFeed } from './records/feed.ts';

/** How a run is to begin. */
export interface PlayOptions {
  /** `undefined`: as the server was started. */
  readonly paused: boolean | undefined;
}

/** Plays a scenario and resolves once {@link Control.hold} was called with its run. */
export type Play = (scenario: Scenario, options: PlayOptions) => Promise<void>;

/** What a control is made of. */
export interface ControlParts {
  readonly clock: Clock;
  /** The version of phoney. */
  readonly version: string;
  /** Absent: there is the one run, and no other can be started. */
  readonly play?: Play;
}

/** A run under control. */
export interface HeldRun {
  /** 1 for the first that was held, 2 for the second. */
  readonly ordinal: number;
  readonly run: Run;
  readonly kept: Kept;
  readonly feed: RecordFeed;
  /** What callers have done to it. */
  readonly byHand: ByHand;
  /** Its last minutes; begins when it is first asked for, so that nothing is counted for nobody. */
  readonly series: () => Series;
  /** Numbers the single messages that are asked for, from 1. */
  readonly nextSample: () => number;
  /** How it ended; `undefined` while it lasts. */
  readonly result: RunResult | undefined;
}

/** The run that there is now, or was last, or none: what every request is about. */
export class Control {
  readonly version: string;
  readonly #clock: Clock;
  readonly #play: Play | undefined;
  #held: (HeldRun & { result: RunResult | undefined }) | undefined;
  #isStarting = false;

  constructor({ clock, version, play }: ControlParts) {
    this.version = version;
    this.#clock = clock;
    this.#play = play;
  }

  /** Takes control of a run that keeps its records. Again of the same one: nothing. */
  hold(run: Run): void {
    if (this.#held?.run === run) return;
    const { kept } = run;
    if (kept === undefined) throw new Error('A run under control has to keep its records.');
    const ordinal = (this.#held?.ordinal ?? 0) + 1;
    let samples = 0;
    const byHand = new ByHand(run.clock.startMs);
    run.follow(byHand.add);
    let series: Series | undefined;
    const feed = new RecordFeed({ run, ring: kept.records, ordinal, clock: this.#clock });
    const held: HeldRun & { result: RunResult | undefined } = {
      ordinal,
      run,
      kept,
      feed,
      byHand,
      series: () => {
        if (series === undefined) run.follow((series = new Series(() => this.#clock.monotonicMs())).add);
        return series;
      },
      nextSample: () => ++samples,
      result: undefined,
    };
    this.#held?.feed.end();
    this.#held = held;
    // What broke a run is told by whoever plays it.
    run.result
      .then((result) => (held.result = result))
      .catch(() => undefined)
      .finally(() => feed.end());
  }

  /** Whether a run may take, or has taken, its first step. */
  get isReady(): boolean {
    return this.#held?.run.hasBegun === true;
  }

  /** The run that there is now, or was last; `undefined` before the first. */
  get current(): HeldRun | undefined {
    return this.#held;
  }

  /** The run that is asked about. Throws a {@link ControlProblem} when there is none. */
  get held(): HeldRun {
    if (this.#held !== undefined) return this.#held;
    throw new ControlProblem('no-run', 'No run has been started. Start one: POST /v1/scenarios.');
  }

  /** The run that is asked to do something. Throws a {@link ControlProblem} when there is none that can. */
  get live(): HeldRun {
    const { held } = this;
    if (held.run.state !== 'over') return held;
    throw new ControlProblem('run-over', 'The run is over. Start it anew: POST /v1/reset.');
  }

  /** Plays a scenario. Throws a {@link ControlProblem} while a run is under way, or where there may be no other. */
  async start(scenario: Scenario, options: PlayOptions): Promise<HeldRun> {
    const play = this.#requirePlay();
    if (this.#isStarting || (this.#held !== undefined && this.#held.run.state !== 'over')) {
      const advice = 'Stop it (POST /v1/run/stop) and wait until it is over, or POST /v1/reset.';
      throw new ControlProblem('run-under-way', `A run is under way. ${advice}`);
    }
    return this.#startAnew(play, scenario, options);
  }

  /** Ends the run, if it lasts, and plays its scenario from the beginning. */
  async reset(options: PlayOptions): Promise<HeldRun> {
    const play = this.#requirePlay();
    const { run } = this.held;
    if (this.#isStarting)
      throw new ControlProblem('run-under-way', 'A run is just being started. Try again.');
    run.cutOff();
    return this.#startAnew(play, run.scenario, options, run);
  }

  /** Ends the streams of records. */
  close(): void {
    this.#held?.feed.end();
  }

  async #startAnew(play: Play, scenario: Scenario, options: PlayOptions, before?: Run): Promise<HeldRun> {
    this.#isStarting = true;
    try {
      // What broke it is told by whoever plays it.
      await before?.result.catch(() => undefined);
      await play(scenario, options);
    } finally {
      this.#isStarting = false;
    }
    return this.held;
  }

  #requirePlay(): Play {
    if (this.#play !== undefined) return this.#play;
    const advice = 'To start others, use phoney serve.';
    throw new ControlProblem('cannot-be-done', `This phoney plays its one scenario (phoney run). ${advice}`);
  }
}
