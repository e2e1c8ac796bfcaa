import type { Command } from '../centre/commands/command.ts';
import type { CommandOutcome } from '../centre/commands/outcome.ts';
import {
  isAboutFaults,
  nameOf,
  type FaultCommand,
  type FaultStart,
  type FaultStop,
} from '../faults/commands.ts';
import type { Faults } from '../faults/faults.ts';
import type { FaultInput } from '../faults/schema.ts';
import { InputError, suggestNames, type Problem } from '../lib/errors.ts';
import type { Recorder } from '../record/recorder.ts';
import {
  isForCentre,
  parseRunCommand,
  type CommandResult,
  type RunCommand,
  type RunCommandInput,
} from './command.ts';
import { checkOther } from './check-commands.ts';
import type { RunSource } from './repeat.ts';
import type { CommandOptions, Run } from './handle.ts';

type AboutRun = Exclude<RunCommand, Command | FaultCommand>;

/** What commands are given to. */
export interface CommandsParts {
  readonly run: Run;
  readonly source: RunSource;
  readonly faults: Faults;
  readonly recorder: Recorder;
  /** Why a fault cannot be done. */
  readonly checkFault: (fault: FaultInput) => readonly Problem[];
  /** A fault has been started: those that begin by that instant do. */
  readonly beginFaults: (atMs: number) => void;
  /** There is something new in the agenda. */
  readonly wake: () => void;
}

/** What comes of a command, before it has an id. */
type Outcome = Omit<CommandResult, 'id' | 'do'>;

/** The commands given to a run while it lasts: carries them out, records them, and tells what came of them. */
export class Commands {
  readonly #run: Run;
  readonly #source: RunSource;
  readonly #faults: Faults;
  readonly #recorder: Recorder;
  readonly #checkFault: CommandsParts['checkFault'];
  readonly #beginFaults: (atMs: number) => void;
  readonly #wake: () => void;
  /** Ends those that wait for their time. */
  readonly #waiting = new Set<() => void>();
  readonly #carriedOut: (() => void)[] = [];
  #count = 0;
  #isOver = false;

  constructor({ run, source, faults, recorder, checkFault, beginFaults, wake }: CommandsParts) {
    this.#run = run;
    this.#source = source;
    this.#faults = faults;
    this.#recorder = recorder;
    this.#checkFault = checkFault;
    this.#beginFaults = beginFaults;
    this.#wake = wake;
  }

  /** Resolves with what came of the command. Throws an {@link InputError} when it cannot be understood. */
  async give(
    given: RunCommandInput,
    { atMs, source = 'library', onAccepted }: CommandOptions,
  ): Promise<CommandResult> {
    const command = parseRunCommand(given);
    const problems = isForCentre(command)
      ? this.#source.check(command)
      : checkOther(command, atMs, this.#run.scenario);
    if (problems.length > 0) throw new InputError(problems);
    const id = `command-${++this.#count}`;
    onAccepted?.(id);
    const record = (what: Outcome): CommandResult => {
      const { atMs: at, outcome, reason } = what;
      this.#recorder.commanded({ id, at, do: command.do, given: { ...given }, source, outcome, reason });
      return { id, do: command.do, ...what };
    };
    if (this.#isOver) return record(this.#refusal('The run is over.'));
    if (isForCentre(command)) return this.#place(command, atMs, record);
    if (isAboutFaults(command)) return record(this.#changeFaults(command, atMs));
    return record(await this.#steer(command));
  }

  /** The messages of a step have left: whoever asked for what it carried out is told. */
  afterStep(): void {
    for (const tell of this.#carriedOut.splice(0)) tell();
  }

  /** Refuses what waits for its time, and everything from now on. */
  end(): void {
    this.#isOver = true;
    this.afterStep();
    for (const end of this.#waiting) end();
    this.#waiting.clear();
  }

  #place(
    command: Command,
    atMs: number | undefined,
    record: (what: Outcome) => CommandResult,
  ): Promise<CommandResult> {
    return new Promise((resolve) => {
      const end = (): void => resolve(record(this.#refusal('The run ended before its time came.')));
      this.#waiting.add(end);
      this.#source.command(atMs ?? this.#run.clock.simulatedMs, command, (what) => {
        this.#waiting.delete(end);
        const result = record({ ...what, contactId: contactOf(what) });
        this.#carriedOut.push(() => resolve(result));
      });
      this.#wake();
    });
  }

  /** A fault knows its time: one that is to come takes effect then, and what came of it is known now. */
  #changeFaults(command: FaultCommand, givenMs = -Infinity): Outcome {
    const atMs = Math.max(givenMs, this.#run.clock.simulatedMs);
    const reason =
      command.do === 'fault.start' ? this.#startFault(command, atMs) : this.#stopFault(command, atMs);
    if (reason !== null) return this.#refusal(reason);
    this.#wake();
    return { outcome: 'done', reason, atMs, events: [], contactId: null };
  }

  /** Why it cannot begin; `null` when it has. */
  #startFault({ do: _do, for: forMs = Infinity, ...input }: FaultStart, atMs: number): string | null {
    const name = nameOf(input);
    if (this.#faults.names(atMs).includes(name)) {
      return `The fault "${name}" goes on already. Stop it first, or give this one a name of its own.`;
    }
    const [problem] = this.#checkFault(input);
    if (problem !== undefined) return problem.message;
    this.#faults.start({ name, input, fromMs: atMs, untilMs: atMs + forMs, isOnce: true });
    this.#beginFaults(this.#run.clock.simulatedMs);
    return null;
  }

  #stopFault({ name }: FaultStop, atMs: number): string | null {
    if (this.#faults.stop(name, atMs)) return null;
    const [near] = suggestNames(name, this.#faults.names(atMs));
    return `There is no fault "${name}" that goes on.${near === undefined ? '' : ` Did you mean ${near}?`}`;
  }

  async #steer(command: AboutRun): Promise<Outcome> {
    const run = this.#run;
    switch (command.do) {
      case 'run.pause':
        run.pause();
        break;
      case 'run.resume':
        run.resume();
        break;
      case 'run.advance':
        await run.advance(command.by);
        break;
      case 'run.stop':
        run.stop();
        break;
      case 'pace.speed':
        run.setPace({ kind: 'speed', speed: command.speed });
        break;
      case 'pace.rate':
        run.setPace({ kind: 'rate', stages: [{ ratePerSec: command.rate, forMs: Infinity }] });
        break;
    }
    return { outcome: 'done', reason: null, atMs: run.clock.simulatedMs, events: [], contactId: null };
  }

  #refusal(reason: string): Outcome {
    const atMs = this.#run.clock.simulatedMs;
    return { outcome: 'refused', reason, atMs, events: [], contactId: null };
  }
}

/** The contact of the first event that is about one. */
function contactOf({ events }: CommandOutcome): string | null {
  const event = events.find((one) => 'contactId' in one && one.contactId !== null);
  return event !== undefined && 'contactId' in event ? event.contactId : null;
}
