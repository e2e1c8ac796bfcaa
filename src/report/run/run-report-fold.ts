import { Histogram } from '../../record/histogram.ts';
import type { RunRecord } from '../../record/record.ts';
import type { RunHeader } from '../../record/run-header.ts';
import { SummaryFold, type Summary } from '../../record/summary.ts';
import { DayFold, type Day } from './day-fold.ts';
import { MarksFold, type Marks } from './marks-fold.ts';
import { SeriesFold, type Series } from './series-fold.ts';
import { StoriesFold, type Stories } from './stories-fold.ts';

/** Points of a curve: the time that so many percent do not exceed. */
export type Curve = readonly (readonly [percentile: number, ms: number])[];

/** What the records of a run came to. */
export interface Folded {
  readonly summary: Summary;
  readonly curves: { readonly latency: Curve; readonly receiver: Curve; readonly lateness: Curve };
  readonly series: Series;
  readonly marks: Marks;
  readonly stories: Stories;
  readonly day: Day;
}

/**
 * Folds the records of a run into all that a report shows, the same from a run that goes on and from its record file. Memory
 * does not grow with the run.
 */
export class RunReportFold {
  readonly #summary: SummaryFold;
  readonly #series: SeriesFold;
  readonly #marks: MarksFold;
  readonly #stories: StoriesFold;
  readonly #day: DayFold;

  constructor(header: RunHeader) {
    this.#summary = new SummaryFold(header.faults ?? []);
    this.#series = new SeriesFold(header.startedMonotonicMs);
    this.#marks = new MarksFold(header);
    this.#stories = new StoriesFold(header.startedMonotonicMs);
    this.#day = new DayFold(header.simulatedStartMs);
  }

  readonly add = (record: RunRecord): void => {
    this.#summary.add(record);
    this.#series.add(record);
    this.#marks.add(record);
    this.#stories.add(record);
    this.#day.add(record);
  };

  /** What they come to now. The centre's day is up to `untilMs`, simulated epoch ms, or to the last event. */
  read(untilMs?: number): Folded {
    const { latency, receiver, lateness } = this.#histograms();
    return {
      summary: this.#summary.read(),
      curves: { latency: latency.curve(), receiver: receiver.curve(), lateness: lateness.curve() },
      series: this.#series.read(),
      marks: this.#marks.read(),
      stories: this.#stories.read(),
      day: this.#day.read(untilMs),
    };
  }

  /** Of all feeds together. */
  #histograms() {
    const all = { latency: new Histogram(), receiver: new Histogram(), lateness: new Histogram() };
    for (const feed of Object.values(this.#summary.snapshot().feeds)) {
      all.latency.merge(feed.latency);
      all.receiver.merge(feed.receiver);
      all.lateness.merge(feed.lateness);
    }
    return all;
  }
}
