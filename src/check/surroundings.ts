import type { Clock } from '../lib/clock.ts';
import type { Problem } from '../lib/errors.ts';
import type { CheckWatcher } from './look.ts';

/** A command that goes on until it is ended. */
export interface StartedCommand {
  /** Ends it with everything that it started. */
  end(): Promise<void>;
}

/** What a check takes from its surroundings. */
export interface CheckSurroundings {
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly warn: (problem: Problem) => void;
  readonly watcher: CheckWatcher;
  /** Ends the check, leaving nothing behind. */
  readonly stop: AbortSignal;
  /** Told what whoever sits there should know or do. */
  readonly note?: (text: string) => void;
  /** Starts a command of the user's that goes on, with these variables in its environment. */
  readonly start?: (command: string, variables: Readonly<Record<string, string>>) => StartedCommand;
  /** Runs a command of the user's to its end; a text says why it came to nothing. */
  readonly execute: (command: string, withinMs: number, stop: AbortSignal) => Promise<string | undefined>;
}
