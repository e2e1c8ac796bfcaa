import type { Command } from '../centre/commands/command.ts';
import type { CommandOutcome } from '../centre/commands/outcome.ts';
import { eachOf, type Ranged } from '../centre/config/range.ts';
import { numberRef, type CarriedOut } from '../centre/triggers/triggered.ts';
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
import { checkEach, checkOther } from './check-commands.ts';
import { recordedTrigger } from './triggered.ts';
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
  #triggered = 0;
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
    const { scenario } = this.#run;
    const problems = isForCentre(command)
      ? checkEach(scenario.centre, command, this.#source)
      : checkOther(command, atMs, scenario);
    if (problems.length > 0) throw new InputError(problems);
    const id = `command-${++this.#count}`;
    onAccepted?.(id);
    const recordAs = (own: string, asked: object, what: Outcome): CommandResult => {
      const { atMs: at, outcome, reason } = what;
      this.#recorder.commanded({
        id: own,
        at,
        do: command.do,
        given: { ...asked },
        source,
        outcome,
        reason,
      });
      return { id: own, do: command.do, ...what };
    };
    const record = (what: Outcome): CommandResult => recordAs(id, given, what);
    if (this.#isOver) return record(this.#refusal('The run is over.'));
    if (isForCentre(command)) {
      const each = eachOf(scenario.centre, command).map((one, index, { length }) =>
        length === 1 ? one : numberRef(one, index + 1),
      );
      const placed = each.map((one, index) => {
        if (each.length === 1) return this.#place(one, atMs, record);
        // Each has a line of its own in the record, as each may be refused.
        const { agents: _agents, queues: _queues, ...rest } = given as Ranged<object>;
        const { agent, queue } = one as { readonly agent?: string; readonly queue?: string };
        const own = { ...rest, ...(agent !== undefined && { agent }), ...(queue !== undefined && { queue }) };
        return this.#place(one, atMs, (what) => recordAs(`${id}-${index + 1}`, own, what));
      });
      return together(id, await Promise.all(placed));
    }
    if (isAboutFaults(command)) return record(this.#changeFaults(command, atMs));
    return record(await this.#steer(command));
  }

  /** A command of the scenario came after its event. What is the centre's is done by then; faults are changed here. */
  triggered(one: CarriedOut): void {
    const { given, isForCentre: isDone, what } = one;
    const { atMs, outcome, reason } = isDone || what.outcome === 'refused' ? what : this.#changeFault(one);
    this.#recorder.commanded({
      id: `triggered-${++this.#triggered}`,
      at: atMs,
      do: given.do,
      given: { ...given },
      source: 'scenario',
      outcome,
      reason,
      trigger: recordedTrigger(one),
    });
  }

  #changeFault({ given, what: { atMs } }: CarriedOut): Pick<Outcome, 'atMs' | 'outcome' | 'reason'> {
    const command = parseRunCommand(given) as FaultCommand;
    const reason = this.#reasonAgainst(command, atMs, true);
    if (reason === null) this.#wake();
    return { atMs, outcome: reason === null ? 'done' : 'refused', reason };
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
    const reason = this.#reasonAgainst(command, atMs);
    if (reason !== null) return this.#refusal(reason);
    this.#wake();
    return { outcome: 'done', reason, atMs, events: [], contactId: null };
  }

  /** Why a fault cannot begin or end; `null` when it has. `isOfToday`: it is over with its day. */
  #reasonAgainst(command: FaultCommand, atMs: number, isOfToday = false): string | null {
    return command.do === 'fault.start'
      ? this.#startFault(command, atMs, isOfToday)
      : this.#stopFault(command, atMs);
  }

  /** Why it cannot begin; `null` when it has. */
  #startFault(
    { do: _do, for: forMs = Infinity, ...input }: FaultStart,
    atMs: number,
    isOfToday: boolean,
  ): string | null {
    const name = nameOf(input);
    if (this.#faults.names(atMs).includes(name)) {
      return `The fault "${name}" goes on already. Stop it first, or give this one a name of its own.`;
    }
    const [problem] = this.#checkFault(input);
    if (problem !== undefined) return problem.message;
    const fault = { name, input, fromMs: atMs, untilMs: atMs + forMs, isOnce: true };
    const { now } = this.#source.view;
    if (isOfToday) this.#faults.startToday(fault, now);
    else this.#faults.start(fault, now);
    this.#beginFaults(Math.max(now, this.#run.clock.simulatedMs));
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

/** What came of a command for several, one by one. */
function together(id: string, results: readonly CommandResult[]): CommandResult {
  const [first, ...others] = results;
  if (first === undefined) throw new Error(`The command ${id} was for nobody.`);
  if (others.length === 0) return first;
  const refused = results.filter(({ outcome }) => outcome === 'refused');
  return {
    id,
    do: first.do,
    atMs: Math.max(...results.map(({ atMs }) => atMs)),
    outcome: refused.length === 0 ? 'done' : 'refused',
    reason: refused.length === 0 ? null : [...new Set(refused.map(({ reason }) => reason))].join(' '),
    events: results.flatMap(({ events }) => events),
    contactId: results.find(({ contactId }) => contactId !== null)?.contactId ?? null,
  };
}

/** The contact of the first event that is about one. */
function contactOf({ events }: CommandOutcome): string | null {
  const event = events.find((one) => 'contactId' in one && one.contactId !== null);
  return event !== undefined && 'contactId' in event ? event.contactId : null;
}
