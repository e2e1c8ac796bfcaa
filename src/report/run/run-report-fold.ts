import { Histogram } from '../../record/histogram.ts';
import type { RunRecord } from '../../record/record.ts';
import type { RunHeader } from '../../record/run-header.ts';
import { SummaryFold, type Summary, type SummarySnapshot } from '../../record/summary.ts';
import { ofTimes, type TimeKey } from '../../record/figures/times.ts';
import { DetailsFold, type Details, type DetailsSnapshot } from './details-fold.ts';

/** Points of a curve: the time that so many percent do not exceed. */
export type Curve = readonly (readonly [percentile: number, ms: number])[];

/** What the records of a run came to. */
export interface Folded extends Details {
  readonly summary: Summary;
  readonly curves: Readonly<Record<TimeKey, Curve>>;
}

/**
 * Folds the records of a run into all that a report shows, the same from a run that goes on and from its record file. Memory
 * does not grow with the run.
 */
export class RunReportFold {
  readonly #summary: SummaryFold;
  readonly #details: DetailsFold;

  constructor(header: RunHeader) {
    this.#summary = new SummaryFold(header.faults ?? [], header.lateAfterMs);
    this.#details = new DetailsFold(header);
  }

  readonly add = (record: RunRecord): void => {
    this.#summary.add(record);
    this.#details.add(record);
  };

  /** What they come to now. The centre's day is up to `untilMs`, simulated epoch ms, or to the last event. */
  read(untilMs?: number): Folded {
    return {
      summary: this.#summary.read(),
      curves: this.#curves(),
      ...this.#details.read(untilMs),
    };
  }

  /** Adds the numbers of a part of the run. */
  merge(summary: SummarySnapshot): void {
    this.#summary.merge(summary);
  }

  /** Adds what is known of a part of the run beside its numbers. */
  mergeDetails(details: DetailsSnapshot): void {
    this.#details.merge(details);
  }

  /** Of all feeds together. */
  #curves(): Folded['curves'] {
    const feeds = Object.values(this.#summary.snapshot().feeds);
    return ofTimes((key) => {
      const all = new Histogram();
      for (const feed of feeds) all.merge(feed[key]);
      return all.curve();
    });
  }
}
