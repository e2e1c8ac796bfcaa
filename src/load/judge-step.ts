import type { RateVerdict } from '../record/figures/judge-rate.ts';
import type { Percentiles } from '../record/percentiles.ts';
import { count, formatMs } from '../record/report/wording.ts';
import type { Summary } from '../record/summary.ts';
import type { StepFigures } from './capacity.ts';
import type { Slo } from './slo.ts';

/** What a receiver has to keep to at a rate. */
export interface StepRules {
  readonly slos: readonly Slo[];
  readonly maxDropped: number;
}

/** What came of a step, as far as it is told. */
export interface JudgedStep extends StepFigures {
  readonly latencyMs: Percentiles;
  readonly delivered: number;
  readonly dropped: number;
  /** Attempts that were no delivery, by reason. */
  readonly errors: Readonly<Record<string, number>>;
  /** Which share of the messages left in time. */
  readonly heldShare: number;
  /** What was not as it was asked, a few words each; empty where it was held. */
  readonly broken: readonly string[];
}

/** Judges a step by its run: the times of what was delivered, what was dropped, and whether the rate was kept up at all. */
export function judgeStep(summary: Summary, rate: RateVerdict, { slos, maxDropped }: StepRules): JudgedStep {
  const { latencyMs, latenessMs, delivered, cutOff } = summary;
  const dropped = summary.dropped + cutOff;
  const missed = slos.filter(({ key, maxMs }) => (latencyMs[key] ?? Infinity) > maxMs);
  const broken = [
    ...missed.map(({ text, key }) => `${text}: ${formatMs(latencyMs[key])}`),
    ...(dropped > maxDropped ? [`dropped ${count(dropped)}`] : []),
    ...(rate.ok ? [] : [`the rate was not kept up (${rate.limit ?? ''})`]),
  ];
  // Where the longest times were phoney's own for the most part, they say nothing about the receiver.
  const isOwn = missed.some(({ key }) => (latenessMs[key] ?? 0) >= (latencyMs[key] ?? Infinity) / 2);
  const limitedByPhoney = broken.length > 0 && dropped <= maxDropped && (rate.limit === 'phoney' || isOwn);
  return {
    held: broken.length === 0,
    limitedByPhoney,
    latencyMs,
    delivered,
    dropped,
    errors: summary.errors,
    heldShare: rate.held,
    broken,
  };
}
