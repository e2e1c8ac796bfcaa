import { nameOf } from '../../faults/commands.ts';
import type { FaultInput } from '../../faults/schema.ts';
import type { ScheduledFault } from '../../faults/scheduled.ts';
import { faultStartedBy, instantsIn } from '../commands/plan.ts';
import type { ParsedScenario } from '../schema.ts';
import type { Span } from '../span.ts';

/** The faults of a scenario with their times: those of `faults`, then those that its commands start, as its commands stop them. */
export function scheduleFaults(
  { faults, commands }: Pick<ParsedScenario, 'faults' | 'commands'>,
  span: Span,
): ScheduledFault[] {
  const listed = nameListed(
    faults.map(({ from, until, ...input }) => ({
      name: nameOf(input),
      input,
      fromMs: from === undefined ? -Infinity : span.resolve(from),
      untilMs: until === undefined ? Infinity : span.resolve(until),
    })),
  );
  const started = commands.flatMap((command) => {
    const asked = faultStartedBy(command);
    if (asked === undefined) return [];
    const { do: _do, for: forMs = Infinity, ...input } = asked;
    return instantsIn(command, span).map((fromMs) => ({
      name: nameOf(input),
      input,
      fromMs,
      untilMs: fromMs + forMs,
    }));
  });
  const stops = commands.flatMap((command) =>
    command.do === 'fault.stop'
      ? instantsIn(command, span).map((atMs) => ({ name: command.name, atMs }))
      : [],
  );
  return [...listed, ...started].map((fault) => ({
    ...fault,
    untilMs: Math.min(fault.untilMs, stoppedAt(fault, stops)),
  }));
}

/** The faults that commands start when something has happened: when they begin is not known before the run. */
export function triggeredFaults(
  commands: ParsedScenario['commands'],
): readonly { readonly name: string; readonly input: FaultInput }[] {
  return commands.flatMap((command) => {
    const input = command.after === undefined ? undefined : faultStartedBy(command);
    return input === undefined ? [] : [{ name: nameOf(input), input }];
  });
}

/** Those without a name of their own that go on beside one of the same kind are numbered: `drop`, `drop 2`. */
function nameListed(faults: readonly ScheduledFault[]): ScheduledFault[] {
  const named: ScheduledFault[] = [];
  for (const fault of faults) {
    const isTaken = (name: string): boolean =>
      [...named, ...faults.filter(({ input }) => input.name !== undefined)].some(
        (other) => other.name === name && overlap(other, fault),
      );
    let { name } = fault;
    if (fault.input.name === undefined) {
      for (let ordinal = 2; isTaken(name); ordinal++) name = `${fault.name} ${ordinal}`;
    }
    named.push({ ...fault, name });
  }
  return named;
}

/** Whether both go on at some instant. */
export function overlap(
  a: Pick<ScheduledFault, 'fromMs' | 'untilMs'>,
  b: Pick<ScheduledFault, 'fromMs' | 'untilMs'>,
): boolean {
  return a.fromMs < b.untilMs && b.fromMs < a.untilMs;
}

/** The first stop that is meant for it: of its name, and while it goes on. */
function stoppedAt(
  { name, fromMs, untilMs }: Omit<ScheduledFault, 'input'>,
  stops: readonly { readonly name: string; readonly atMs: number }[],
): number {
  const meant = stops.filter((stop) => stop.name === name && stop.atMs > fromMs && stop.atMs < untilMs);
  return Math.min(Infinity, ...meant.map(({ atMs }) => atMs));
}
