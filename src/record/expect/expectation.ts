import { metrics, type Metric, type MetricKind } from '../metric.ts';

/** One name, or several of which any fits. */
export type OneOrMore = string | readonly string[];

/** Which messages an expectation is about: those that are all of this. Keys as in a scenario. */
export interface Scope {
  readonly vendor?: OneOrMore;
  /** `vendor.feed`, or the feed alone. */
  readonly feed?: OneOrMore;
  readonly event_type?: OneOrMore;
  /** The name of a fault of the scenario: messages that it touched, and those that it sent once more or added. */
  readonly fault?: OneOrMore;
}

/** Both are allowed values themselves. A time is in ms. */
export interface Bound {
  readonly min?: number;
  readonly max?: number;
}

/** Which of the times of a message: `response` is another word for latency; see `record/figures/times.ts`. */
export const timeNames = ['response', 'latency', 'receiver', 'wait', 'lateness'] as const;
export type TimeName = (typeof timeNames)[number];

/** In which order: that in which messages of one entity left, and that in which they were taken. */
export const orderNames = ['sent', 'answered'] as const;
export type OrderName = (typeof orderNames)[number];

/** What is counted and timed of the tries of a message. */
export const retryNames = ['tries', 'pause'] as const;
export type RetryName = (typeof retryNames)[number];

/** What is known of the clients of a hub. */
export const hubNames = ['connected', 'connections', 'subscribed', 'reconnected', 'missed', 'pings'] as const;
export type HubName = (typeof hubNames)[number];

/** How much was to leave, how much left, and how much of it in time. */
export const rateNames = ['offered', 'sent', 'held'] as const;
export type RateName = (typeof rateNames)[number];

/** What an expectation asks for. */
export type Asked =
  | { readonly metric: Metric }
  | { readonly percentile: number; readonly of: TimeName }
  /** Such as `200`, `5xx` or `none`: how many attempts, or which share of all, were answered so. */
  | { readonly status: string; readonly as: 'count' | 'share' }
  | { readonly order: OrderName }
  | { readonly retries: RetryName }
  | { readonly hub: HubName; readonly client?: OneOrMore }
  | { readonly rate: RateName };

/** What must hold at the end of a run: data, and nothing to be calculated. */
export type Expectation = {
  /** Unique in a scenario. */
  readonly id: string;
  /** The run ends as soon as it can no longer be met. */
  readonly abort?: true;
} & Scope &
  Bound &
  Asked;

/** Whether an expectation is about everything that was said in the run. */
export function isOfWholeRun({ vendor, feed, event_type: type, fault }: Scope): boolean {
  return vendor === undefined && feed === undefined && type === undefined && fault === undefined;
}

/** As a list. */
export function namesOf(given: OneOrMore): readonly string[] {
  return typeof given === 'string' ? [given] : given;
}

/** What the bounds of an expectation are, and which of them, once passed, stay passed whatever comes. */
export interface BoundRules {
  readonly kind: MetricKind;
  readonly final: readonly (keyof Bound)[];
}

/** Counts only grow, and where each of several things has to be within the bounds, one that is not decides. */
export function boundRulesOf(asked: Asked): BoundRules {
  if ('metric' in asked) {
    const { kind } = metrics[asked.metric];
    return { kind, final: kind === 'count' || asked.metric === 'latency_max' ? ['max'] : [] };
  }
  if ('percentile' in asked) return { kind: 'time', final: [] };
  if ('status' in asked) return { kind: asked.as, final: asked.as === 'count' ? ['max'] : [] };
  if ('order' in asked) return { kind: 'count', final: ['max'] };
  if ('retries' in asked) {
    return { kind: asked.retries === 'tries' ? 'count' : 'time', final: ['min', 'max'] };
  }
  if ('rate' in asked) return { kind: asked.rate === 'held' ? 'share' : 'rate', final: [] };
  if (asked.hub === 'reconnected') return { kind: 'time', final: ['min', 'max'] };
  return { kind: 'count', final: asked.hub === 'pings' ? [] : ['max'] };
}
