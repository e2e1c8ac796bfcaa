import { boundRulesOf, isOfWholeRun, type Bound, type Expectation } from './expect/expectation.ts';
import type { Moment, Reading } from './expect/gauge.ts';
import type { Offence } from './expect/offence.ts';
import type { Watch } from './expect/watches.ts';
import { judgeRate, type RateAsked, type RateVerdict } from './figures/judge-rate.ts';
import type { MetricKind } from './metric.ts';

/** An expectation held against a run. */
export interface ExpectationResult {
  readonly id: string;
  /** What `actual` and the bounds are: a time is in ms. */
  readonly kind: MetricKind;
  readonly ok: boolean;
  /** `null` where there was nothing to measure, which meets no bound: the time of no delivery is not a short one. */
  readonly actual: number | null;
  readonly bound: Bound;
  /** Where it is not met, the first few records that are to blame. Absent: none is known. */
  readonly offences?: readonly Offence[];
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
const somethingSent: Expectation = { id: 'something was sent', metric: 'sent', min: 1 };

/** What is usual of messages that were sent: none is given up. */
export function nothingLost({ allow_drops: drops }: Pick<Allowances, 'allow_drops'>): Expectation {
  return drops ? nothingGivenUp : nothingDropped;
}

/** The expectation that every run at a rate has. */
export const rateHeld = 'rate held';

/** What else is expected depends on. */
export interface Circumstances {
  /** True: nothing at all may be said. */
  readonly mayBeSilent?: boolean;
  /** Of a run at a rate: which share of its messages has to leave in time. */
  readonly heldShare?: number | undefined;
}

/**
 * The scenario's own expectations, and ours. A run without any of its own fails on a drop or a cut-off. Any run fails when
 * messages found the backlog full, when a command had no effect (the scenario may allow both), when nothing was sent, unless
 * `mayBeSilent` or an expectation of its own is about `rendered` or `sent` of the whole run, and when a rate was not held.
 */
export function completeExpectations(
  own: readonly Expectation[],
  allowances: Allowances,
  { mayBeSilent = false, heldShare }: Circumstances = {},
): readonly Expectation[] {
  const { allow_drops: drops, allow_refused_commands: refusals } = allowances;
  const saysHowMany = own.some(
    (expectation) =>
      'metric' in expectation &&
      (expectation.metric === 'rendered' || expectation.metric === 'sent') &&
      isOfWholeRun(expectation),
  );
  const always = [
    ...(mayBeSilent || saysHowMany ? [] : [somethingSent]),
    ...(refusals ? [] : [noCommandRefused]),
    ...(heldShare === undefined ? [] : [{ id: rateHeld, metric: 'held_share', min: heldShare } as const]),
  ];
  if (own.length > 0) return [...own, ...(drops ? [] : [nothingOverloaded]), ...always];
  return [nothingLost(allowances), nothingCutOff, ...always];
}

/** Holds each expectation against what was seen of it, when the run is over. */
export function judge(watches: readonly Watch[], moment: Moment): ExpectationResult[] {
  return watches.map((watch) => {
    const { expectation } = watch;
    const { id, min, max } = expectation;
    const reading = watch.read(moment);
    const ok = reading !== null && reading.least >= (min ?? -Infinity) && reading.most <= (max ?? Infinity);
    const offences = ok ? [] : watch.offences();
    return {
      id,
      kind: boundRulesOf(expectation).kind,
      ok,
      actual: reading === null ? null : tellingOf(reading, expectation),
      bound: { ...(min !== undefined && { min }), ...(max !== undefined && { max }) },
      ...(offences.length > 0 && { offences }),
    };
  });
}

/** How a run, or all shares of one, came out. */
export interface Judged {
  readonly expectations: ExpectationResult[];
  /** Absent where there was no rate to be judged. */
  readonly rate?: RateVerdict;
}

/**
 * Holds a run against what is expected of it, and its rate against what was `asked`. Of a run that somebody stopped before its first
 * message no rate is judged, nor is it where nothing was asked: of a share's own part nobody can say whether the whole was held.
 */
export function judgeRun(
  watches: readonly Watch[],
  moment: Moment,
  { asked, wasStopped }: { readonly asked: RateAsked | undefined; readonly wasStopped: boolean },
): Judged {
  const { summary } = moment;
  const hasBegun = !wasStopped || summary.load?.offered !== 0;
  const rate = asked !== undefined && hasBegun ? judgeRate(summary, asked) : null;
  if (rate !== null) return { expectations: judge(watches, moment), rate };
  return {
    expectations: judge(
      watches.filter(({ expectation: { id } }) => id !== rateHeld),
      moment,
    ),
  };
}

/** Of the two ends of what was measured the one that says why it is as it is. */
function tellingOf({ least, most }: Reading, { min, max }: Bound): number {
  if (max === undefined) return least;
  return most <= max && min !== undefined && least < min ? least : most;
}
