import type { Command } from '../centre/commands/command.ts';
import { isAboutFaults } from '../faults/commands.ts';
import { InputError, type Problem } from '../lib/errors.ts';
import { isForCentre, parseRunCommand, type RunCommand } from './command.ts';
import type { GivenCommand } from './handle.ts';
import type { RunSource } from './repeat.ts';

/** Everything that is wrong with commands to be given in this order: later ones may name what earlier ones start. */
export function checkCommands(given: readonly GivenCommand[], source: Pick<RunSource, 'check'>): Problem[] {
  const earlier: Command[] = [];
  return given.flatMap(({ command: input, atMs }, index) => {
    const command = parse(input);
    if (command instanceof InputError) return within(index, command.problems);
    if (!isForCentre(command)) return within(index, checkTime(command, atMs));
    const problems = within(index, source.check(command, earlier));
    earlier.push(command);
    return problems;
  });
}

/** What is about the run itself has no time of its own. */
export function checkTime(command: RunCommand, atMs: number | undefined): Problem[] {
  if (atMs === undefined || isAboutFaults(command)) return [];
  return [{ path: 'at', message: `${command.do} takes effect at once. Leave out its time.` }];
}

function parse(input: unknown): RunCommand | InputError {
  try {
    return parseRunCommand(input);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

function within(index: number, problems: readonly Problem[]): Problem[] {
  return problems.map(({ path = '', message }) => ({
    path: `[${index}]${path === '' || path.startsWith('[') ? '' : '.'}${path}`,
    message,
  }));
}
