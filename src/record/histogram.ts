import { build, type Histogram as HdrHistogram } from 'hdr-histogram-js';

const longestMs = 3_600_000;

/** Milliseconds by how often they occurred: three significant digits, a fixed amount of memory, an hour at most. */
export class Histogram {
  readonly #microseconds: HdrHistogram = build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: longestMs * 1000,
    numberOfSignificantValueDigits: 3,
    useWebAssembly: false,
  });

  get count(): number {
    return this.#microseconds.totalCount;
  }

  add(ms: number): void {
    this.#microseconds.recordValue(Math.round(Math.min(Math.max(ms, 0), longestMs) * 1000));
  }

  /** The value that `percent` % of all values do not exceed, in ms; 0 when there are none. */
  percentileMs(percent: number): number {
    return this.count === 0 ? 0 : this.#microseconds.getValueAtPercentile(percent) / 1000;
  }

  /** The largest value in ms; 0 when there are none. */
  get maxMs(): number {
    return this.count === 0 ? 0 : this.#microseconds.maxValue / 1000;
  }
}
