import { Command } from 'commander';
import { exitCodes, formatProblem, InputError, type Problem } from '../lib/errors.ts';

interface Options {
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const help = `
Checks everything that can be known without running: keys, values, names, times.
Nothing is sent, and no certificate has to be there.

Examples:
  phoney validate scenarios/first-day.yaml
  phoney validate --quiet scenarios/*.yaml
  phoney validate --json my-day.yaml

With --json, one line on stdout for each file:
  {"type":"validation","file","valid","problems":[{"file","line","column","path","message"}]}

Exit codes:
  ${exitCodes.passed}   every file is valid
  ${exitCodes.badInput}   at least one is not, or could not be read
  ${exitCodes.bug}  a bug in phoney`;

/** `phoney validate FILE…`: says all problems of all files, and how many there are. */
export function validateCommand(): Command {
  return new Command('validate')
    .description('Check scenario files and say everything that is wrong with them.')
    .argument('<file...>', 'scenario files: YAML or JSON')
    .option('--json', 'print one line of JSON for each file')
    .option('--quiet', 'print nothing but problems')
    .addHelpText('after', help)
    .action(async (files: string[], options: Options) => {
      const found: Problem[][] = [];
      for (const file of files) {
        const problems = await problemsOf(file);
        found.push(problems);
        report(file, problems, options);
      }
      const invalid = found.filter(({ length }) => length > 0);
      if (invalid.length === 0) return;
      process.exitCode = exitCodes.badInput;
      if (options.json === true) return;
      const count = found.flat().length;
      process.stderr.write(
        `${count} ${count === 1 ? 'problem' : 'problems'} in ${invalid.length} of ${files.length} ${files.length === 1 ? 'file' : 'files'}.\n`,
      );
    });
}

async function problemsOf(file: string): Promise<Problem[]> {
  const { loadScenario } = await import('../scenario/index.ts');
  try {
    loadScenario(file);
    return [];
  } catch (error) {
    if (error instanceof InputError) return [...error.problems];
    throw error;
  }
}

function report(file: string, problems: readonly Problem[], { json, quiet }: Options): void {
  if (json === true) {
    const line = { type: 'validation', file, valid: problems.length === 0, problems };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  } else if (problems.length > 0) {
    process.stderr.write(problems.map((problem) => `${formatProblem(problem)}\n`).join(''));
  } else if (quiet !== true) {
    process.stdout.write(`${file}: valid\n`);
  }
}
