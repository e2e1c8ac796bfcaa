import { Command } from 'commander';
import { exitCodeHelp } from './exit.ts';
import { processOutput } from './output.ts';
import { shippedScenarios } from './run/scenario-source.ts';

interface ScenariosFlags {
  readonly json?: boolean;
}

/** `phoney scenarios`: what phoney brings along. */
export function scenariosCommand(): Command {
  return new Command('scenarios')
    .description('List the scenarios that phoney brings along, to be run by name.')
    .option('--json', 'print one line of JSON for each: {"name","file","about"}')
    .addHelpText(
      'after',
      `
Examples:
  phoney scenarios
  phoney run first-day --dry-run
  cp "$(phoney scenarios --json | head -n 1 | jq -r .file)" my-day.yaml
${exitCodeHelp}`,
    )
    .action((flags: ScenariosFlags) => {
      const output = processOutput({ quiet: false });
      const scenarios = shippedScenarios();
      const width = Math.max(...scenarios.map(({ name }) => name.length));
      for (const one of scenarios) {
        output.result(flags.json === true ? JSON.stringify(one) : `${one.name.padEnd(width)}  ${one.about}`);
      }
    });
}
