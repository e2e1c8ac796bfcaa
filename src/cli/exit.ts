import { exitCodes, InputError, StartError } from '../lib/errors.ts';
import type { Output } from './output.ts';

/** The lines at the end of every command's `--help`. */
export const exitCodeHelp = `
Exit codes:
  ${exitCodes.passed}    passed
  ${exitCodes.notMet}    expectations or contracts not met
  ${exitCodes.badInput}    bad input: a flag, a scenario, a file
  ${exitCodes.couldNotStart}    could not start: a port in use, a file that cannot be written
  ${exitCodes.bug}   a bug in phoney
  ${exitCodes.interrupted}  interrupted`;

/** Tells the person what went wrong and returns the exit code for it. Only our own bugs show a stack. */
export function reportFailure(error: unknown, output: Output): number {
  if (error instanceof InputError) {
    output.problems(error.problems);
    return exitCodes.badInput;
  }
  if (error instanceof StartError) {
    output.problems([{ message: error.message }]);
    return exitCodes.couldNotStart;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  output.problems([{ message: `This is a bug in phoney, please report it.\n${stack}` }]);
  return exitCodes.bug;
}
