import type { Clock } from '../lib/clock.ts';
import type { Problem } from '../lib/errors.ts';
import type { CheckWatcher } from './look.ts';

/** What a check takes from its surroundings. */
export interface CheckSurroundings {
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly warn: (problem: Problem) => void;
  readonly watcher: CheckWatcher;
  /** Ends the check, leaving nothing behind. */
  readonly stop: AbortSignal;
  /** Runs a command of the user's to its end; a text says why it came to nothing. */
  readonly execute: (command: string, withinMs: number, stop: AbortSignal) => Promise<string | undefined>;
}
