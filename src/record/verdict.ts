import { silentFeed } from './feed-summary.ts';
import { metrics, type Expectation, type MetricKind } from './metric.ts';
import type { Summary } from './summary.ts';

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

/** What a scenario's `limits` let pass. */
export interface Allowances {
  /** Messages may find the backlog full. */
  readonly allow_drops: boolean;
  /** Commands may have no effect. */
  readonly allow_refused_commands: boolean;
}

const nothingDropped: Expectation = { id: 'nothing dropped', metric: 'dropped', max: 0 };
const nothingCutOff: Expectation = { id: 'nothing cut off', metric: 'cut_off', max: 0 };
const nothingGivenUp: Expectation = { id: 'nothing given up', metric: 'given_up', max: 0 };
const nothingOverloaded: Expectation = { id: 'no backlog full', metric: 'overloaded', max: 0 };
const noCommandRefused: Expectation = { id: 'no command refused', metric: 'refused_commands', max: 0 };
const somethingSent: Expectation = { id: 'something was sent', metric: 'rendered', min: 1 };

/**
 * The scenario's own expectations, and ours. A run without any of its own fails on a drop or a cut-off. Any run fails when
 * messages found the backlog full, when a command had no effect (the scenario may allow both), and when there was nothing to
 * send: unless `mayBeSilent`, or an expectation of its own is about `rendered` of the whole run.
 */
export function completeExpectations(
  own: readonly Expectation[],
  { allow_drops: drops, allow_refused_commands: refusals }: Allowances,
  { mayBeSilent = false }: { readonly mayBeSilent?: boolean } = {},
): readonly Expectation[] {
  const saysHowMany = own.some(({ metric, feed }) => metric === 'rendered' && feed === undefined);
  const always = [
    ...(mayBeSilent || saysHowMany ? [] : [somethingSent]),
    ...(refusals ? [] : [noCommandRefused]),
  ];
  if (own.length > 0) return [...own, ...(drops ? [] : [nothingOverloaded]), ...always];
  return [drops ? nothingGivenUp : nothingDropped, nothingCutOff, ...always];
}

/** Holds each expectation against the numbers of the run. A feed that said nothing has counts of zero and no times. */
export function judge(expectations: readonly Expectation[], summary: Summary): ExpectationResult[] {
  return expectations.map(({ id, metric, feed, min, max }) => {
    const books = feed === undefined ? summary : (summary.feeds[feed] ?? silentFeed);
    const { kind, read } = metrics[metric];
    const actual = read(books, summary);
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
