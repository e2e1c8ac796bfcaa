import type { Command } from '../centre/commands/command.ts';
import { checkRanges } from '../centre/commands/check-range.ts';
import type { CentreConfig } from '../centre/config/centre-config.ts';
import { eachOf } from '../centre/config/range.ts';
import { isAboutFaults } from '../faults/commands.ts';
import { InputError, type Problem } from '../lib/errors.ts';
import { isForCentre, parseRunCommand, type RunCommand } from './command.ts';
import type { GivenCommand } from './handle.ts';
import { checkStarted } from '../scenario/faults/check.ts';
import type { Scenario } from '../scenario/index.ts';
import { formatPath } from '../scenario/problems.ts';
import type { RunSource } from './repeat.ts';

/** What commands are looked at against. */
export interface CheckedAgainst {
  readonly source: Pick<RunSource, 'check'>;
  readonly scenario: Pick<Scenario, 'centre' | 'targets'>;
}

/** Everything that is wrong with commands to be given in this order: later ones may name what earlier ones start. */
export function checkCommands(
  given: readonly GivenCommand[],
  { source, scenario }: CheckedAgainst,
): Problem[] {
  const earlier: Command[] = [];
  return given.flatMap(({ command: input, atMs }, index) => {
    const command = parse(input);
    if (command instanceof InputError) return within(index, command.problems);
    if (!isForCentre(command)) return within(index, checkOther(command, atMs, scenario));
    const problems = within(index, checkEach(scenario.centre, command, source, earlier));
    earlier.push(command);
    return problems;
  });
}

/** What is wrong with a command, and with each of those that it stands for where it names several agents or queues. */
export function checkEach(
  centre: CentreConfig,
  command: Command,
  source: Pick<RunSource, 'check'>,
  earlier: readonly Command[] = [],
): Problem[] {
  const wrong = checkRanges(centre, command).map(({ path, message }) => ({ path: path.join('.'), message }));
  if (wrong.length > 0)
    return wrong.map(({ path, message }) => (path === '' ? { message } : { path, message }));
  // What is wrong with one beside its agent or queue is wrong with all.
  const [first = command] = eachOf(centre, command);
  return source.check(first, earlier);
}

/** What is wrong with a command that is not for the centre: a fault that could touch nothing, a time for what has none. */
export function checkOther(
  command: RunCommand,
  atMs: number | undefined,
  scenario: CheckedAgainst['scenario'],
): Problem[] {
  if (command.do === 'fault.start') {
    const findings = checkStarted(command, scenario);
    return findings.map(({ path, message }) => ({ path: formatPath(path), message }));
  }
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
