import type { Fold } from '../fold.ts';
import type { RecordedLoad } from './recorded-load.ts';

/** What a rate asked for, what came of it, and what phoney itself used. */
export interface LoadFigures {
  readonly requested: number;
  /** Messages that became due and were rendered; one that a fault puts off once more when its time has come. */
  readonly offered: number;
  /** Messages that were asked for and never became due. */
  readonly neverOffered: number;
  /** Messages that were asked for, and of which nobody knows: those of shares that were lost, after the last that they told. */
  readonly unknown: number;
  /** For how long messages were due, real ms: what was late by the end included. */
  readonly forMs: number;
  /** Of that: after the time that was asked for, as messages that were late still became due. */
  readonly caughtUpMs: number;
  /** The scenario had nothing more to say before its time was up. */
  readonly ranDry: boolean;
  /** For how long messages that were due waited until records could be written, ms. */
  readonly recordingMs: number;
  /** What phoney itself used meanwhile: of all its threads together. */
  readonly process: ProcessFigures;
}

/** What a process used. */
export interface ProcessFigures {
  /** How much later than they should its timers were served, ms. `p99` is that of the worst second. */
  readonly loopDelayMs: { readonly mean: number; readonly p99: number; readonly max: number };
  readonly cpuMs: { readonly user: number; readonly system: number };
  /** Of one core: 2 is two of them all the time. */
  readonly cores: number;
  readonly gc: { readonly count: number; readonly pauseMs: number; readonly longestMs: number };
}

/** What a {@link LoadFold} has counted, as plain JSON. Times are in whole µs, so that sums are the same in any order. */
export interface LoadSnapshot {
  readonly requested: number;
  readonly offered: number;
  readonly unknown: number;
  readonly fromUs: number;
  readonly untilUs: number;
  /** Until when messages were asked for. */
  readonly askedUntilUs: number;
  readonly toldUs: number;
  readonly ranDry: boolean;
  readonly recordingUs: number;
  readonly delayUs: number;
  readonly worstDelayUs: number;
  readonly longestDelayUs: number;
  readonly userUs: number;
  readonly systemUs: number;
  readonly collections: number;
  readonly pauseUs: number;
  readonly longestPauseUs: number;
}

const sums = [
  'requested',
  'offered',
  'unknown',
  'toldUs',
  'recordingUs',
  'delayUs',
  'userUs',
  'systemUs',
  'collections',
  'pauseUs',
] as const;
const mosts = ['untilUs', 'askedUntilUs', 'worstDelayUs', 'longestDelayUs', 'longestPauseUs'] as const;

/** Folds what was told of a run at a rate, second by second. */
export class LoadFold implements Omit<Fold<LoadSnapshot | null>, 'add'> {
  #counted: LoadSnapshot | null = null;

  add(told: RecordedLoad): void {
    const { atMs, forMs, requested, offered, loopDelayMs, cpuMs, gc, recordingMs, overMs = 0, ranDry } = told;
    this.merge({
      requested,
      offered,
      unknown: 0,
      fromUs: us(atMs - forMs),
      untilUs: us(atMs),
      askedUntilUs: us(atMs - overMs),
      toldUs: us(forMs),
      ranDry: ranDry === true,
      recordingUs: us(recordingMs ?? 0),
      delayUs: us((loopDelayMs.mean * us(forMs)) / 1e6),
      worstDelayUs: us(loopDelayMs.p99),
      longestDelayUs: us(loopDelayMs.max),
      userUs: us(cpuMs.user),
      systemUs: us(cpuMs.system),
      collections: gc.count,
      pauseUs: us(gc.pauseMs),
      longestPauseUs: us(gc.longestMs),
    });
  }

  /** `null` where nothing was told: the run has no rate. */
  read(): LoadFigures | null {
    if (this.#counted === null) return null;
    const {
      requested,
      offered,
      unknown,
      fromUs,
      untilUs,
      askedUntilUs,
      toldUs,
      ranDry,
      recordingUs,
      ...used
    } = this.#counted;
    const forUs = untilUs - fromUs;
    return {
      requested,
      offered,
      neverOffered: Math.max(0, requested - offered - unknown),
      unknown,
      forMs: forUs / 1000,
      caughtUpMs: (untilUs - askedUntilUs) / 1000,
      ranDry,
      recordingMs: recordingUs / 1000,
      process: {
        loopDelayMs: {
          mean: toldUs === 0 ? 0 : Math.round((used.delayUs * 1e6) / toldUs) / 1000,
          p99: used.worstDelayUs / 1000,
          max: used.longestDelayUs / 1000,
        },
        cpuMs: { user: used.userUs / 1000, system: used.systemUs / 1000 },
        cores: forUs === 0 ? 0 : Math.round(((used.userUs + used.systemUs) * 1000) / forUs) / 1000,
        gc: {
          count: used.collections,
          pauseMs: used.pauseUs / 1000,
          longestMs: used.longestPauseUs / 1000,
        },
      },
    };
  }

  snapshot(): LoadSnapshot | null {
    return this.#counted;
  }

  merge(other: LoadSnapshot | null): void {
    const own = this.#counted;
    if (own === null || other === null) {
      this.#counted = own ?? other;
      return;
    }
    const sum = Object.fromEntries(sums.map((key) => [key, own[key] + other[key]]));
    const most = Object.fromEntries(mosts.map((key) => [key, Math.max(own[key], other[key])]));
    this.#counted = {
      ...(sum as Record<(typeof sums)[number], number>),
      ...(most as Record<(typeof mosts)[number], number>),
      fromUs: Math.min(own.fromUs, other.fromUs),
      ranDry: own.ranDry || other.ranDry,
    };
  }
}

/** Never the nought below nought, which JSON does not know. */
function us(ms: number): number {
  return Math.round(ms * 1000) + 0;
}
