import { execFileSync } from 'node:child_process';
import { CommanderError, type Command } from 'commander';
import { createProgram } from '../../src/cli/command-line.ts';
import { root } from '../acceptance/world.ts';

/** How much of a command line stands there. */
export interface Wording {
  /** False where a sentence names a command or a flag, and leaves out what it is not about. */
  readonly isComplete: boolean;
}

/**
 * What phoney would say to a command line that it cannot read: an unknown command, an unknown flag, a value that cannot be, or, of a
 * complete one, what is missing. Undefined when it can. Nothing is carried out.
 */
export async function misuseOf(
  words: readonly string[],
  { isComplete }: Wording,
): Promise<string | undefined> {
  const program = createProgram({});
  for (const command of everyCommand(program)) disarm(command, isComplete);
  try {
    await program.parseAsync(words, { from: 'user' });
    return undefined;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return isAnswered(error, isComplete) ? undefined : error.message;
  }
}

/** What a sentence leaves out: the command of a group, the value of a flag. */
const leftOut = ['commander.help', 'commander.optionMissingArgument'];

/** Help, a version, and what is not about everything. */
const isAnswered = ({ code, exitCode }: CommanderError, isComplete: boolean): boolean =>
  exitCode === 0 || (!isComplete && leftOut.includes(code));

function* everyCommand(command: Command): Generator<Command> {
  yield command;
  for (const sub of command.commands) yield* everyCommand(sub);
}

function disarm(command: Command, isComplete: boolean): void {
  command.configureOutput({
    writeOut: () => undefined,
    writeErr: () => undefined,
    outputError: () => undefined,
  });
  if (command.commands.length === 0) command.action(() => undefined);
  if (isComplete) return;
  for (const option of command.options) option.mandatory = false;
  for (const argument of command.registeredArguments) argument.required = false;
}

/** Every flag that some command has, such as `--url`. */
export function everyFlag(): Set<string> {
  const options = [...everyCommand(createProgram({}))].flatMap(({ options }) => [...options]);
  return new Set(['--help', '--version', ...options.flatMap(({ long }) => long ?? [])]);
}

/** Every variable that stands for a flag, and every one that sources name. */
export function everyVariable(): Set<string> {
  const options = [...everyCommand(createProgram({}))].flatMap(({ options }) => [...options]);
  const asked = ['grep', '-o', '-h', '-E', 'PHONEY_[A-Z_]+', '--', 'src'];
  const named = execFileSync('git', ['-C', root, ...asked], { encoding: 'utf8' })
    .trim()
    .split('\n');
  return new Set([...options.flatMap(({ envVar }) => envVar ?? []), ...named]);
}
