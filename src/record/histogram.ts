import { decodeFromCompressedBase64, encodeIntoCompressedBase64, Int32Histogram } from 'hdr-histogram-js';
import { neverMeasured, type Percentiles } from './percentiles.ts';

/** A histogram as plain JSON. All in whole µs, so that the sum of sums is the same in any order. */
export interface HistogramSnapshot {
  readonly count: number;
  readonly sumUs: number;
  /** `null` when `count` is 0. */
  readonly minUs: number | null;
  readonly maxUs: number | null;
  /** The counts in HdrHistogram's compressed form, base64; empty when `count` is 0. */
  readonly counts: string;
}

/** Durations counted by the bounds of an exposition: how many were at most so long, each bound with those below it. */
export interface Buckets {
  readonly count: number;
  readonly sumMs: number;
  /** As many as there were bounds. */
  readonly upTo: readonly number[];
}

const longestUs = 3_600_000_000;
const significantDigits = 3;
/** As HdrHistogram has it for three digits: up to twice this each µs has a bucket, and then so many share each power of two. */
const perPower = 1024;
const powerBits = 10;
/** Up to 2 ms. */
const fewestBuckets = 2 * perPower;
const permilles = [500, 900, 950, 990, 999] as const;
/** How often a curve halves what is left above a percentile, and how many points it has until then. */
const halvings = 24;
const pointsPerHalving = 5;

/**
 * Durations by how often they occurred: µs, an hour at most, in a fixed amount of memory. Percentiles are right to three
 * digits; least, largest and mean are exact. A duration below zero counts as zero. Its buckets are HdrHistogram's; counting is
 * done here, for every message is counted several times.
 */
export class Histogram {
  /** As many buckets as were needed so far: most durations are short, and a report has many histograms. */
  #counts = new Uint32Array(fewestBuckets);
  #count = 0;
  #sumUs = 0;
  #minUs = Infinity;
  #maxUs = 0;

  get count(): number {
    return this.#count;
  }

  add(ms: number): void {
    this.addUs(Math.round(ms * 1000));
  }

  /** `us`: a whole number. */
  addUs(us: number): void {
    const counted = us > 0 ? Math.min(us, longestUs) : 0;
    const index = indexOf(counted);
    if (index >= this.#counts.length) this.#grow(index);
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
    this.#count++;
    this.#sumUs += counted;
    if (counted < this.#minUs) this.#minUs = counted;
    if (counted > this.#maxUs) this.#maxUs = counted;
  }

  /** Adds everything that `snapshot` counted. */
  merge({ count, sumUs, minUs, maxUs, counts }: HistogramSnapshot): void {
    if (count === 0) return;
    const other = decodeFromCompressedBase64(counts, 32, false) as Int32Histogram;
    const of = { count, sumUs, minUs: minUs ?? 0, maxUs: maxUs ?? 0 };
    this.#addCounts(of, (index) => other.getCountAtIndex(index));
  }

  /** Adds everything that `other` has counted. */
  addAll(other: Histogram): void {
    if (other.count === 0) return;
    const of = { count: other.count, sumUs: other.#sumUs, minUs: other.#minUs, maxUs: other.#maxUs };
    this.#addCounts(of, (index) => other.#counts[index] ?? 0);
  }

  /** Everything that was counted, for {@link merge}. */
  snapshot(): HistogramSnapshot {
    const { count } = this;
    if (count === 0) return { count, sumUs: 0, minUs: null, maxUs: null, counts: '' };
    return {
      count,
      sumUs: this.#sumUs,
      minUs: this.#minUs,
      maxUs: this.#maxUs,
      counts: this.#encode(),
    };
  }

  /** Counts by these bounds in ms, the smallest first. A duration is put to its bound right to three digits. */
  readBuckets(boundsMs: readonly number[]): Buckets {
    const upTo: number[] = [];
    let seen = 0;
    let index = 0;
    for (const boundMs of boundsMs) {
      const boundUs = boundMs * 1000;
      // Beyond the longest there is nothing.
      while (seen < this.count && leastUsAt(index) <= boundUs) seen += this.#counts[index++] ?? 0;
      upTo.push(seen);
    }
    return { count: this.count, sumMs: this.#sumUs / 1000, upTo };
  }

  /** The numbers as they stand now. No percentile is below `min` or above `max`. */
  read(): Percentiles {
    const { count } = this;
    if (count === 0) return neverMeasured;
    const [p50 = 0, p90 = 0, p95 = 0, p99 = 0, p999 = 0] = this.#readPermilles();
    return {
      count,
      min: this.#minUs / 1000,
      mean: Math.round(this.#sumUs / count) / 1000,
      p50,
      p90,
      p95,
      p99,
      p999,
      max: this.#maxUs / 1000,
    };
  }

  /** The time in ms that so many of a hundred do not exceed, 100 for the longest; `null` where there was none. */
  percentile(percent: number): number | null {
    if (this.count === 0) return null;
    // 99.9 % of 1000 are 999, whatever comes of 99.9 in binary.
    const wanted = Math.max(1, Math.ceil(Number(((this.count * percent) / 100).toPrecision(12))));
    let [index, seen] = [-1, 0];
    while (seen < wanted) seen += this.#counts[++index] ?? 0;
    return this.#msAt(index);
  }

  /**
   * The durations by percentile, as HdrHistogram draws them: ever closer points towards 100, the last of which is the longest.
   * Empty when nothing was measured.
   */
  curve(): (readonly [percentile: number, ms: number])[] {
    const points: (readonly [number, number])[] = [];
    let [index, seen] = [-1, 0];
    for (let point = 0; point < halvings * pointsPerHalving && seen < this.count; point++) {
      const [halving, part] = [Math.floor(point / pointsPerHalving), point % pointsPerHalving];
      const share = 1 - 2 ** -halving * (1 - part / (2 * pointsPerHalving));
      const wanted = Math.max(1, Math.ceil(this.count * share));
      while (seen < wanted) seen += this.#counts[++index] ?? 0;
      points.push([Number((share * 100).toPrecision(12)), this.#msAt(index)]);
    }
    return points.length === 0 ? [] : [...points, [100, this.#maxUs / 1000]];
  }

  /** All of {@link permilles} in one pass over the buckets, because there are some thousands of them. */
  #readPermilles(): number[] {
    const values: number[] = [];
    let [index, seen] = [-1, 0];
    for (const permille of permilles) {
      const wanted = Math.ceil((this.count * permille) / 1000);
      while (seen < wanted) seen += this.#counts[++index] ?? 0;
      values.push(this.#msAt(index));
    }
    return values;
  }

  /** A bucket stands for its highest value, which nobody need have measured. */
  #msAt(index: number): number {
    const us = leastUsAt(index + 1) - 1;
    return Math.min(Math.max(us, this.#minUs), this.#maxUs) / 1000;
  }

  #addCounts(
    { count, sumUs, minUs, maxUs }: { count: number; sumUs: number; minUs: number; maxUs: number },
    countAt: (index: number) => number,
  ): void {
    const last = indexOf(maxUs);
    if (last >= this.#counts.length) this.#grow(last);
    for (let index = indexOf(minUs); index <= last; index++) {
      this.#counts[index] = (this.#counts[index] ?? 0) + countAt(index);
    }
    this.#count += count;
    this.#sumUs += sumUs;
    this.#minUs = Math.min(this.#minUs, minUs);
    this.#maxUs = Math.max(this.#maxUs, maxUs);
  }

  #grow(index: number): void {
    const counts = new Uint32Array(Math.max(index + 1, 2 * this.#counts.length));
    counts.set(this.#counts);
    this.#counts = counts;
  }

  #encode(): string {
    const histogram = new Int32Histogram(1, longestUs, significantDigits);
    for (let index = indexOf(this.#minUs); index <= indexOf(this.#maxUs); index++) {
      const count = this.#counts[index] ?? 0;
      if (count > 0) histogram.recordValueWithCount(leastUsAt(index), count);
    }
    return encodeIntoCompressedBase64(histogram);
  }
}

/** The bucket of a number of µs, as HdrHistogram numbers them. */
function indexOf(us: number): number {
  if (us < 2 * perPower) return us;
  const power = 31 - Math.clz32(us) - powerBits;
  return power * perPower + (us >>> power);
}

/** The least µs of a bucket. */
function leastUsAt(index: number): number {
  if (index < 2 * perPower) return index;
  const power = (index >>> powerBits) - 1;
  return ((index & (perPower - 1)) + perPower) * 2 ** power;
}
