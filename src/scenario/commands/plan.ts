import type { Command, TimedCommand } from '../../centre/commands/command.ts';
import type { CentreConfig } from '../../centre/config/centre-config.ts';
import { agentsIn, eachOf, queuesIn, type Ranged } from '../../centre/config/range.ts';
import type { After } from '../../centre/triggers/after-schema.ts';
import { instantsOf } from '../../centre/triggers/repeat-schema.ts';
import { numberRef, type Triggered, type TriggeredCommand } from '../../centre/triggers/triggered.ts';
import { firingsOf, type Awaited } from '../../centre/triggers/watch.ts';
import { isAboutFaults, type FaultStart } from '../../faults/commands.ts';
import type { ParsedScenario } from '../schema.ts';
import type { Span } from '../span.ts';
import type { WrittenCommand } from './schema.ts';

/** What a command asks, without when. */
export function askedBy(written: WrittenCommand): Ranged<Command> {
  const { at: _at, after, repeat: _repeat, ownAfter, ...asked } = written;
  // Of a command that is still text, too.
  const own = ownAfter ?? (typeof after === 'string' ? after : undefined);
  return { ...asked, ...(own !== undefined && { after: own }) } as Ranged<Command>;
}

/** The fault that a command starts, without when; `undefined` where it starts none. */
export function faultStartedBy(written: WrittenCommand): FaultStart | undefined {
  return written.do === 'fault.start' ? (askedBy(written) as unknown as FaultStart) : undefined;
}

/** The instants at which a command with a time is carried out; none of one that waits for an event. */
export function instantsIn({ at, repeat }: WrittenCommand, span: Span): number[] {
  if (at === undefined) return [];
  const atMs = span.resolve(at);
  // What lies outside of the run is another's to find.
  return repeat === undefined ? [atMs] : instantsOf(repeat, atMs, span.endMs);
}

/** The centre's commands that have a time, each as often and for as many as it says; in the order of the file. */
export function timedCommands({ centre, commands }: ParsedScenario, span: Span): TimedCommand[] {
  return commands.flatMap((written) => {
    if (isAboutFaults(written)) return [];
    const each = eachOf(centre, askedBy(written));
    const timed = instantsIn(written, span).flatMap((atMs) => each.map((command) => ({ atMs, command })));
    if (!mayBeSeveral(written, each.length)) return timed;
    return timed.map(({ atMs, command }, index) => ({ atMs, command: numberRef(command, index + 1) }));
  });
}

/** The commands that wait for an event. `given`: all commands as they are written. */
export function triggeredCommands(
  { centre, commands }: ParsedScenario,
  given: readonly Readonly<Record<string, unknown>>[],
): Triggered[] {
  return commands.flatMap((written, index) => {
    const { after, repeat } = written;
    if (after === undefined) return [];
    const text = given[index] ?? {};
    const each = eachOf(centre, askedBy(written));
    const texts = eachOf(
      centre,
      askedBy(text as unknown as WrittenCommand),
    ) as unknown as TriggeredCommand['given'][];
    return [
      {
        index,
        after: awaited(centre, after),
        repeat,
        numbersRefs: mayBeSeveral(written, each.length),
        commands: each.map((command, at) => ({
          command: isAboutFaults(command) ? undefined : command,
          given: texts[at] ?? command,
        })),
      },
    ];
  });
}

/** Whether a command may be carried out more than once, so that what it starts is numbered. */
function mayBeSeveral({ after, repeat }: WrittenCommand, each: number): boolean {
  return each > 1 || repeat !== undefined || (after !== undefined && firingsOf(after) > 1);
}

function awaited(centre: CentreConfig, { agent, agents, queue, queues, ...rest }: After): Awaited {
  const several = {
    agents: agents === undefined ? undefined : agentsIn(centre, agents).names,
    queues: queues === undefined ? undefined : queuesIn(centre, queues).names,
  };
  return {
    ...rest,
    agents: agent === undefined ? several.agents : [agent],
    queues: queue === undefined ? several.queues : [queue],
  };
}

/** The centre's commands with the refs that each gives, one for each that is written. */
export function learnRefs(
  { centre, commands }: ParsedScenario,
  learn: (command: Command, numbered: boolean) => void,
): void {
  for (const written of commands) {
    if (isAboutFaults(written)) continue;
    const each = eachOf(centre, askedBy(written)).length;
    learn(askedBy(written), mayBeSeveral(written, each));
  }
}
