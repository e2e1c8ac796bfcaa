import type { EventEmitter } from 'node:events';
import type { Command, Option } from 'commander';
import { InputError, type Problem } from '../../lib/errors.ts';

/** The variables of this process, from which those that say nothing are taken. */
type Environment = Record<string, string | undefined>;

const yes = ['1', 'true', 'yes', 'on'];
const no = ['0', 'false', 'no', 'off', ''];

/**
 * Gives every flag of `command` and of those below it a variable: `--wait-for-receiver` is PHONEY_WAIT_FOR_RECEIVER. A flag
 * that is given wins. An option that has a variable of its own keeps it. A variable that is empty counts as not set, and so does a "no" for a flag without a value.
 */
export function bindToEnvironment(command: Command, env: Environment): Command {
  // Commander looks at an option's variable only when the option is added.
  for (const option of (command.options as Option[]).splice(0)) {
    const name = variableOf(option);
    const text = env[name]?.trim().toLowerCase();
    if (text === '' || (isSwitch(option) && text !== undefined && no.includes(text))) delete env[name];
    (command as unknown as EventEmitter).removeAllListeners(`option:${option.name()}`);
    command.addOption(option.env(name));
  }
  command.configureOutput({ outputError: (text, write) => write(nameVariable(text)) });
  for (const sub of command.commands) bindToEnvironment(sub, env);
  return command;
}

/** Whether JSON is asked for, on a command line that may have mistakes. */
export function wantsJson(args: readonly string[], env: Environment): boolean {
  const end = args.indexOf('--');
  return (
    args.slice(0, end === -1 ? undefined : end).includes('--json') ||
    yes.includes(env['PHONEY_JSON']?.trim().toLowerCase() ?? '')
  );
}

/** Throws an `InputError` for flags without a value whose variables hold neither yes nor no. */
export function checkSwitches(command: Command, env: Environment): void {
  const problems = fromEnvironment(command).flatMap((option): Problem[] => {
    const text = env[variableOf(option)] ?? '';
    if (!isSwitch(option) || yes.includes(text.trim().toLowerCase())) return [];
    return [{ file: variableOf(option), message: `"${text}" is neither yes nor no. Write 1 or 0.` }];
  });
  if (problems.length > 0) throw new InputError(problems);
}

/** The problems with the variables in place of the flags that came from them: what nobody typed is not to be named. */
export function nameVariables(problems: readonly Problem[], command: Command): Problem[] {
  const renamed = fromEnvironment(command).map(
    (option) => [new RegExp(`${option.long}(?![\\w-])`, 'g'), variableOf(option)] as const,
  );
  const rename = (text: string): string =>
    renamed.reduce((sum, [flag, variable]) => sum.replaceAll(flag, variable), text);
  return problems.map(({ file, path, message, ...place }) => ({
    ...place,
    ...(file !== undefined && { file: rename(file) }),
    ...(path !== undefined && { path: rename(path) }),
    message: rename(message),
  }));
}

function variableOf({ long, envVar }: Option): string {
  return envVar ?? `PHONEY_${(long ?? '').slice(2).replaceAll('-', '_').toUpperCase()}`;
}

function isSwitch({ required, optional }: Option): boolean {
  return !required && !optional;
}

function fromEnvironment(command: Command): Option[] {
  return command.options.filter((option) => command.getOptionValueSource(option.attributeName()) === 'env');
}

/** Commander names the flag first and the variable at the end. */
function nameVariable(text: string): string {
  return text.replace(/^error: option '.*' value '.*' from env '(\w+)' is invalid\. /, 'error $1: ');
}
