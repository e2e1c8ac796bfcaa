/** Durations in ms. Every number is `null` where there was nothing to measure: no time is not a short time. */
export interface Percentiles {
  /** How many were measured. */
  readonly count: number;
  readonly min: number | null;
  readonly mean: number | null;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  /** The time that 99.9 % do not exceed. */
  readonly p999: number | null;
  readonly max: number | null;
}

/** The numbers of no durations at all. */
export const neverMeasured: Percentiles = {
  count: 0,
  min: null,
  mean: null,
  p50: null,
  p90: null,
  p95: null,
  p99: null,
  p999: null,
  max: null,
};
