import { exitCodes, InputError, StartError, type Problem } from '../lib/errors.ts';
import { annotateProblems } from '../report/annotations.ts';
import type { Output } from './output.ts';

/** A mistake that commander found, and has told on stderr. */
interface Misuse {
  readonly code: string;
  readonly message: string;
}

/** The lines at the end of every command's `--help`. */
export const exitCodeHelp = `
Exit codes:
  ${exitCodes.passed}    passed
  ${exitCodes.notMet}    expectations or contracts not met
  ${exitCodes.badInput}    bad input: a flag, a scenario, a file
  ${exitCodes.couldNotStart}    could not start: a port in use, a file that cannot be written
  ${exitCodes.bug}   a bug in phoney
  ${exitCodes.interrupted}  ended by Ctrl-C (SIGINT)
  ${exitCodes.terminated}  ended by SIGTERM`;

/** How failures are told. */
export interface Telling {
  /** As JSON on stdout, too. */
  readonly json: boolean;
  /** The problems by the names that the person knows. */
  readonly rename: (problems: readonly Problem[]) => readonly Problem[];
}

/** Tells what went wrong and returns the exit code for it. Only our own bugs show a stack. */
export function reportFailure(error: unknown, output: Output, { json, rename }: Telling): number {
  const isInput = error instanceof InputError;
  if (isInput || error instanceof StartError) {
    const problems = rename(isInput ? error.problems : [{ message: error.message }]);
    output.problems(problems);
    if (process.env['GITHUB_ACTIONS'] === 'true') output.annotations(annotateProblems(problems));
    if (json) output.result(JSON.stringify({ type: 'problems', problems }));
    return isInput ? exitCodes.badInput : exitCodes.couldNotStart;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  output.problems([{ message: `This is a bug in phoney, please report it.\n${stack}` }]);
  return exitCodes.bug;
}

/** Tells on stdout, too, what is wrong with a command line that could not be read. */
export function tellMisuse(misuse: Misuse, output: Output): void {
  output.result(JSON.stringify({ type: 'problems', problems: [placed(misuse)] }));
}

function placed({ code, message }: Misuse): Problem {
  if (code === 'commander.help') return { message: 'No command is named. phoney --help lists them.' };
  const text = message.replace(/^error: /, '').replace(/\s*\((Did you mean .*)\)$/s, '. $1');
  const [, flag, variable, reason] =
    /^option '(--[\w-]+).*?' (?:argument|value) '.*?'(?: from env '(\w+)')? is invalid\. (.*)$/s.exec(text) ??
    [];
  return reason === undefined ? { message: text } : { file: variable ?? flag ?? '', message: reason };
}
