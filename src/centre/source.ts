import type { CentreEvent } from './model/event.ts';
import type { CentreView } from './model/view.ts';

/** Where a run's events come from, one step at a time. */
export interface Source {
  /** Simulated epoch ms of the next step; `Infinity` when nothing more will happen by itself. */
  readonly nextAt: number;
  /** Takes exactly one entry of the agenda and returns what happened, in order. May be empty. */
  step(): readonly CentreEvent[];
  /** The world after the last step. */
  readonly view: CentreView;
}
