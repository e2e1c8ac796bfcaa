import type { RunRecord } from '../../record/record.ts';
import type { RunHeader } from '../../record/run-header.ts';
import { DayFold, type Day } from './day-fold.ts';
import { MarksFold, type Marks, type MarksSnapshot } from './marks-fold.ts';
import { SeriesFold, type Series } from './series-fold.ts';
import { StoriesFold, type Stories } from './stories-fold.ts';

/** What a report shows of a run beside its numbers. */
export interface Details {
  readonly series: Series;
  readonly marks: Marks;
  readonly stories: Stories;
  readonly day: Day;
}

/** The details of a part of a run, as plain data. */
export interface DetailsSnapshot {
  readonly series: Series;
  readonly marks: MarksSnapshot;
  readonly stories: Stories;
  readonly day: Day;
}

/** Of a run, what says when and where it began. */
export type Beginning = Pick<
  RunHeader,
  'startedMonotonicMs' | 'simulatedStartMs' | 'lateAfterMs' | 'commands' | 'faults'
>;

/** Folds the records of a run, or of a part of it, into the details of a report. Memory does not grow with the run. */
export class DetailsFold {
  readonly #series: SeriesFold;
  readonly #marks: MarksFold;
  readonly #stories: StoriesFold;
  readonly #day: DayFold;
  /** Of the part of a run that was told the events of its centre. */
  #dayOfPart: Day | undefined;

  constructor({ startedMonotonicMs, simulatedStartMs, lateAfterMs, commands = [], faults = [] }: Beginning) {
    this.#series = new SeriesFold(startedMonotonicMs, lateAfterMs);
    this.#marks = new MarksFold({ simulatedStartMs, commands, faults });
    this.#stories = new StoriesFold(startedMonotonicMs);
    this.#day = new DayFold(simulatedStartMs);
  }

  readonly add = (record: RunRecord): void => {
    this.#series.add(record);
    this.#marks.add(record);
    this.#stories.add(record);
    this.#day.add(record);
  };

  /** What they come to now. The centre's day is up to `untilMs`, simulated epoch ms, or to the last event. */
  read(untilMs?: number): Details {
    return {
      series: this.#series.read(),
      marks: this.#marks.read(),
      stories: this.#stories.read(),
      day: this.#dayOfPart ?? this.#day.read(untilMs),
    };
  }

  /** Everything that was folded, for {@link merge}. The day is up to `untilMs`. */
  snapshot(untilMs?: number): DetailsSnapshot {
    return {
      series: this.#series.read(),
      marks: this.#marks.snapshot(),
      stories: this.#stories.read(),
      day: this.#day.read(untilMs),
    };
  }

  /** Adds the details of another part of the same run. Of several centres the first part's day is shown. */
  merge({ series, marks, stories, day }: DetailsSnapshot): void {
    this.#series.merge(series);
    this.#marks.merge(marks);
    this.#stories.merge(stories);
    if (day.agents.length + day.queues.length > 0) this.#dayOfPart ??= day;
  }
}
