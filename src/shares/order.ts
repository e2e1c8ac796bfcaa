import type { DetailsSnapshot } from '../report/run/details-fold.ts';
import type { Problem } from '../lib/errors.ts';
import type { RunEnd } from '../record/run-end.ts';
import type { RunSnapshot } from '../run/handle.ts';
import type { SharePlan } from '../run/share/plan.ts';
import type { Scenario } from '../scenario/index.ts';

/** What a share is asked to play. Plain data: it goes to another thread or to another machine. */
export interface ShareOrder {
  readonly plan: SharePlan;
  /** The scenario of all shares, not yet divided. */
  readonly scenario: Scenario;
  /** Real ms after which nothing more is due; `Infinity` when simulated time ends the run. */
  readonly stopAfterMs: number;
  /** Whether anybody wants to know more than the numbers: the details of a report. */
  readonly details: boolean;
}

/** What a share has counted until some moment. */
export interface ShareFigures {
  /** When, in ms of the time that all shares have in common. */
  readonly atMs: number;
  /** How long after the instant at which all begin that was. */
  readonly forMs: number;
  /** How long after the instant at which all begin it began. */
  readonly beganLateMs: number;
  readonly snapshot: RunSnapshot;
  /** Simulated epoch ms at which it stood. */
  readonly simulatedMs: number;
  /** What a report shows beside the numbers; `null` where nobody asked. They may be a few seconds older than the numbers. */
  readonly details: DetailsSnapshot | null;
}

/** A share that has ended, with all that it counted. */
export interface ShareEnd extends ShareFigures {
  readonly elapsedMs: number;
  /** What ended it before its time: whoever watches over all shares, the machine that it was on, or that it stood still there. `null`: nothing. */
  readonly stoppedBy: 'coordinator' | 'worker' | 'stall' | null;
  /** What the centre's ids are called in the scenario. */
  readonly names: Pick<RunEnd, 'agents' | 'queues'>;
}

/** Why a share could not begin. */
export interface ShareRefusal {
  /** Whose doing it is: what was asked for, or something that was not to be had where the share is. */
  readonly kind: 'input' | 'start';
  readonly problems: readonly Problem[];
}

/** What a share tells whoever watches over it. */
export type ShareWord =
  | { readonly type: 'ready' }
  | { readonly type: 'figures'; readonly figures: ShareFigures }
  | { readonly type: 'warning'; readonly problem: Problem }
  | { readonly type: 'refused'; readonly refusal: ShareRefusal }
  | { readonly type: 'ended'; readonly end: ShareEnd };

/** What a share is told. Times are of the time that all shares have in common. */
export type ShareCommand =
  | { readonly type: 'begin'; readonly atMs: number }
  | { readonly type: 'stop'; readonly by: 'coordinator' | 'worker' }
  | { readonly type: 'cut-off' };
