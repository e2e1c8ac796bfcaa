import type { RunRecord } from '../../record/record.ts';
import { storyOf, type Story } from './story.ts';

const keptSlow = 20;
const keptOfAnError = 3;
const keptErrors = 12;

/** The messages that a person will want to see. */
export interface Stories {
  /** The slowest that were delivered, the slowest first. */
  readonly slowest: readonly Story[];
  /** The first failed attempts, and the first messages that were dropped without one, of each error. */
  readonly failed: readonly Story[];
}

interface SlowStory {
  readonly latencyMs: number;
  readonly story: Story;
}

/** Folds records into the slowest and the first failed. Memory does not grow with the run. */
export class StoriesFold {
  readonly #startMs: number;
  readonly #failed = new Map<string, Story[]>();
  #slowest: SlowStory[] = [];

  /** `startMs` is monotonic. */
  constructor(startMs: number) {
    this.#startMs = startMs;
  }

  readonly add = (record: RunRecord): void => {
    if (record.type === 'attempt') return this.#attempted(record);
    if (record.type !== 'outcome' || record.outcome.outcome !== 'dropped') return;
    const { message, outcome } = record;
    const reason = outcome.reason ?? 'dropped';
    // What an attempt told already is not told twice.
    if (!this.#failed.has(reason) || this.#failed.get(reason)?.[0]?.attempt === null) {
      this.#fail(reason, () => storyOf(message, undefined, reason, this.#startMs));
    }
  };

  read(): Stories {
    return { slowest: this.#slowest.map(({ story }) => story), failed: [...this.#failed.values()].flat() };
  }

  /** Adds the stories of another fold, of other messages. */
  merge({ slowest, failed }: Stories): void {
    for (const story of slowest) this.#slow(story.attempt?.latencyMs ?? 0, () => story);
    for (const story of failed) this.#fail(story.error ?? '', () => story);
  }

  #attempted({ message, attempt }: Extract<RunRecord, { type: 'attempt' }>): void {
    const { error, finishedMs, dueMs } = attempt;
    if (error !== null) {
      return this.#fail(error, () => storyOf(message, attempt, error, this.#startMs));
    }
    this.#slow(finishedMs - dueMs, () => storyOf(message, attempt, null, this.#startMs));
  }

  #slow(latencyMs: number, tell: () => Story): void {
    const last = this.#slowest[keptSlow - 1];
    if (last !== undefined && latencyMs <= last.latencyMs) return;
    const place = this.#slowest.findLastIndex((other) => other.latencyMs >= latencyMs) + 1;
    this.#slowest = this.#slowest.toSpliced(place, 0, { latencyMs, story: tell() }).slice(0, keptSlow);
  }

  #fail(error: string, tell: () => Story): void {
    const told = this.#failed.get(error);
    if (told === undefined && this.#failed.size < keptErrors) this.#failed.set(error, [tell()]);
    else if (told !== undefined && told.length < keptOfAnError) told.push(tell());
  }
}
