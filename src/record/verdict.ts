import { metrics, type Expectation, type MetricKind } from './metric.ts';
import { silentFeed, type Summary } from './summary.ts';

/** An expectation held against a run. */
export interface ExpectationResult {
  readonly id: string;
  /** What `actual` and the bounds are: a time is in ms. */
  readonly kind: MetricKind;
  readonly ok: boolean;
  /** `null` where there was nothing to measure, which meets no bound: the time of no delivery is not a short one. */
  readonly actual: number | null;
  readonly bound: { readonly min?: number; readonly max?: number };
}

const nothingDropped: Expectation = { id: 'nothing dropped', metric: 'dropped', max: 0 };
const nothingCutOff: Expectation = { id: 'nothing cut off', metric: 'cut_off', max: 0 };
const nothingGivenUp: Expectation = { id: 'nothing given up', metric: 'given_up', max: 0 };
const nothingOverloaded: Expectation = { id: 'no backlog full', metric: 'overloaded', max: 0 };

/**
 * The scenario's own expectations, and ours: a run without any fails on a drop or a cut-off, and any run fails when
 * messages found the backlog full. The scenario may allow the latter (`limits.allow_drops`), and only the latter.
 */
export function completeExpectations(
  own: readonly Expectation[],
  allowDrops: boolean,
): readonly Expectation[] {
  const ours = allowDrops ? [] : [nothingOverloaded];
  if (own.length > 0) return [...own, ...ours];
  return allowDrops ? [nothingGivenUp, nothingCutOff] : [nothingDropped, nothingCutOff];
}

/** Holds each expectation against the numbers of the run. A feed that said nothing has counts of zero and no times. */
export function judge(expectations: readonly Expectation[], summary: Summary): ExpectationResult[] {
  return expectations.map(({ id, metric, feed, min, max }) => {
    const books = feed === undefined ? summary : (summary.feeds[feed] ?? silentFeed);
    const { kind, read } = metrics[metric];
    const actual = read(books);
    const ok = actual !== null && actual >= (min ?? -Infinity) && actual <= (max ?? Infinity);
    return {
      id,
      kind,
      ok,
      actual,
      bound: { ...(min !== undefined && { min }), ...(max !== undefined && { max }) },
    };
  });
}
