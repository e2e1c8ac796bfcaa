import type { CentreEvent } from '../model/event.ts';
import type { Command } from './command.ts';

/** What came of a command once its time had come. */
export interface CommandOutcome {
  readonly outcome: 'done' | 'refused';
  /** Why it could not be carried out: whole sentences; `null` when it was. */
  readonly reason: string | null;
  /** When it was carried out, simulated ms since the epoch. */
  readonly atMs: number;
  /** What happened in that step, in order: with a contact's start, for instance, the id that the contact was given. */
  readonly events: readonly CentreEvent[];
}

/** A command that waits for its time, and who wants to know what came of it. */
export interface PlacedCommand {
  /** Of one that is refused, or that is not the centre's to do, its kind is enough. */
  readonly command: Command | { readonly do: string };
  /** Why it cannot be carried out, where that is known before; `null` or absent: it is tried. */
  readonly refusal?: string | null | undefined;
  /** True: whoever is told carries it out; in the centre nothing happens. */
  readonly isElsewhere?: boolean | undefined;
  readonly done?: ((what: CommandOutcome) => void) | undefined;
}
