import { Command } from 'commander';
import { exitCodes, InputError, type Problem } from '../lib/errors.ts';
import { exitCodeHelp } from './exit.ts';
import { processOutput, type Output } from './output.ts';
import { findScenario } from './run/scenario-source.ts';

interface Options {
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const help = `
Checks everything that can be known without running: keys, values, names, times.
Nothing is sent, and no certificate has to be there.

Examples:
  phoney validate my-day.yaml
  phoney validate --quiet days/*.yaml
  make-day | phoney validate -
  phoney validate --json my-day.yaml

With --json, one line on stdout for each file:
  {"type":"validation","file","valid","problems":[{"file","line","column","path","message"}]}`;

/** `phoney validate FILE…`: says all problems of all files, and how many there are. Sets the exit code. */
export function validateCommand(): Command {
  return new Command('validate')
    .description('Check scenario files and say everything that is wrong with them.')
    .argument('<file...>', 'scenario files: YAML or JSON; - for standard input')
    .option('--json', 'print one line of JSON for each file')
    .option('--quiet', 'print nothing but problems')
    .addHelpText('after', `${help}\n${exitCodeHelp}`)
    .action(async (files: string[], options: Options) => {
      const output = processOutput({ quiet: options.quiet === true });
      const found: Problem[][] = [];
      for (const file of files) {
        const problems = await problemsOf(file);
        found.push(problems);
        report(file, problems, options, output);
      }
      const invalid = found.filter(({ length }) => length > 0).length;
      if (invalid === 0) return;
      process.exitCode = exitCodes.badInput;
      if (options.json !== true) output.note(formatTotal(found.flat().length, invalid, files.length));
    });
}

async function problemsOf(file: string): Promise<Problem[]> {
  const { loadScenario } = await import('../scenario/index.ts');
  try {
    loadScenario(findScenario(file));
    return [];
  } catch (error) {
    if (error instanceof InputError) return [...error.problems];
    throw error;
  }
}

function report(file: string, problems: readonly Problem[], { json, quiet }: Options, output: Output): void {
  if (json === true) {
    output.result(JSON.stringify({ type: 'validation', file, valid: problems.length === 0, problems }));
  } else if (problems.length > 0) {
    output.problems(problems);
  } else if (quiet !== true) {
    output.result(`${file}: valid`);
  }
}

function formatTotal(problems: number, invalid: number, files: number): string {
  const of = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
  return files === 1
    ? `${of(problems, 'problem')}.`
    : `${of(problems, 'problem')} in ${invalid} of ${files} files.`;
}
