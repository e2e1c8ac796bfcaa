import type { StartMeter, Meter } from './meter.ts';
import type { Recorder } from '../../record/recorder.ts';
import type { Share } from '../share/share.ts';
import type { Asked } from './asked.ts';

/** What a {@link LoadTeller} is made of. */
export interface LoadTellerParts {
  readonly asked: Asked;
  readonly recorder: Pick<Recorder, 'loaded'>;
  readonly startMeter: StartMeter;
  /** Monotonic ms. */
  readonly nowMs: () => number;
  /** For how long messages have waited until records could be written, since the beginning, ms. */
  readonly recordingMs: () => number;
  /** Where the run is one share of several, which: it tells its part of what they all play. */
  readonly share: Share | undefined;
}

/** Why nothing more becomes due. */
export interface WhyOver {
  /** The source has nothing more, and `beforeItsTime`: more was asked for. */
  readonly isDry: boolean;
  readonly beforeItsTime: boolean;
}

/** Records, once a second, how much a rate asked for, how much of it became due, and what this process used for it. */
export class LoadTeller {
  readonly #parts: LoadTellerParts;
  readonly #meter: Meter;
  #lastMs: number;
  #told = { requested: 0, offered: 0, recordingMs: 0 };

  /** Begins now. */
  constructor(parts: LoadTellerParts) {
    this.#parts = parts;
    this.#lastMs = parts.nowMs();
    this.#meter = parts.startMeter(() => this.#tell(this.#requested()));
  }

  /**
   * Nothing more becomes due. Where the source ended by itself, and no time was asked for, no more was asked for than there was.
   */
  end({ isDry, beforeItsTime }: WhyOver): void {
    const { offered } = this.#parts.asked;
    const requested = isDry && !beforeItsTime ? offered : this.#requested();
    this.#tell(requested, isDry && beforeItsTime);
    this.#meter.stop();
  }

  #requested(): number {
    return this.#parts.asked.requested(this.#parts.nowMs());
  }

  #tell(requested: number, ranDry = false): void {
    const { recorder, nowMs, asked, recordingMs } = this.#parts;
    const atMs = nowMs();
    const forMs = atMs - this.#lastMs;
    const all = {
      requested: this.#partOf(requested),
      offered: this.#partOf(asked.offered),
      recordingMs: recordingMs(),
    };
    const waitedMs = all.recordingMs - this.#told.recordingMs;
    const overMs = atMs - asked.untilMs;
    recorder.loaded({
      atMs,
      forMs,
      requested: all.requested - this.#told.requested,
      offered: all.offered - this.#told.offered,
      ...this.#meter.read(),
      ...(waitedMs > 0 && { recordingMs: waitedMs }),
      ...(overMs > 0 && { overMs }),
      ...(ranDry && { ranDry }),
    });
    this.#told = all;
    this.#lastMs = atMs;
  }

  /** Whole parts that add up to all of it. */
  #partOf(all: number): number {
    const { index, count } = this.#parts.share ?? { index: 0, count: 1 };
    return Math.floor((all * (index + 1)) / count) - Math.floor((all * index) / count);
  }
}
