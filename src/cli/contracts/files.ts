import { Command } from 'commander';
import { exitCodes } from '../../lib/errors.ts';
import { processOutput } from '../output.ts';

interface FilesFlags {
  readonly interactions?: boolean;
  readonly events?: boolean;
  readonly states?: boolean;
  readonly scenario?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** `phoney contracts list`: what there is to verify, and the words that contracts may use. */
export function listCommand(): Command {
  return new Command('list')
    .description('List pacts: those that come with phoney, or those at these places.')
    .argument('[places...]', 'files and folders')
    .option('--interactions', 'with each interaction')
    .option('--events', 'instead: the event types that descriptions and examples may name')
    .option('--states', 'instead: the provider states that phoney can set up')
    .option('--scenario <file>', 'with --states: of whom they may speak there')
    .option('--json', 'one JSON object')
    .addHelpText(
      'after',
      `
Examples:
  phoney contracts list
  phoney contracts list pacts/ --interactions
  phoney contracts list --states`,
    )
    .action(async (places: readonly string[], flags: FilesFlags) => {
      const [{ listContracts, listEvents }, { listStates }] = await Promise.all([
        import('../../contracts/list-contracts.ts'),
        import('../../contracts/list-states.ts'),
      ]);
      const { value, lines } =
        flags.events === true
          ? listEvents()
          : flags.states === true
            ? listStates(flags.scenario)
            : listContracts(places, flags.interactions === true);
      const output = processOutput({ quiet: false });
      for (const line of flags.json === true ? [JSON.stringify(value)] : lines) output.result(line);
    });
}

/** `phoney contracts lint`: what is wrong with pacts though an engine would take them. */
export function lintCommand(): Command {
  return new Command('lint')
    .description(
      'Find what is wrong with pacts though Pact takes them: parts of texts, fields that no vendor sends, …',
    )
    .argument('[places...]', 'files and folders; default: the contracts that come with phoney')
    .option('--json', 'one JSON object')
    .option('--quiet', 'errors only')
    .addHelpText(
      'after',
      `
Exit codes:
  ${exitCodes.passed}   no errors; there may be warnings
  ${exitCodes.notMet}   errors
  ${exitCodes.badInput}   a file that is no pact, or none at all

Examples:
  phoney contracts lint pacts/`,
    )
    .action(async (places: readonly string[], flags: FilesFlags) => {
      const [{ lintContracts }, { contractsFolder }, { formatProblem }] = await Promise.all([
        import('../../contracts/lint-contracts.ts'),
        import('../../contracts/folder.ts'),
        import('../../lib/errors.ts'),
      ]);
      const output = processOutput({ quiet: flags.quiet === true });
      const all = lintContracts(places.length > 0 ? places : [contractsFolder]);
      const errors = all.filter(({ severity }) => severity === 'error');
      const warnings = all.filter(({ severity }) => severity === 'warning');
      const shown = flags.quiet === true ? errors : all;
      if (flags.json === true) output.result(JSON.stringify({ type: 'lint', findings: all }));
      else for (const finding of shown) output.result(`${finding.severity} ${formatProblem(finding)}`);
      output.note(`${errors.length} errors, ${warnings.length} warnings.`);
      process.exitCode = errors.length > 0 ? exitCodes.notMet : exitCodes.passed;
    });
}

/** `phoney contracts diff`: what changed between two states of contracts. */
export function diffCommand(): Command {
  return new Command('diff')
    .description('Tell how contracts differ: interactions that came, went or changed, value by value.')
    .argument('<before>', 'a file or a folder')
    .argument('[after]', 'the same, later; default: the contracts that come with phoney')
    .option('--json', 'one JSON object')
    .addHelpText(
      'after',
      `
Exit codes:
  ${exitCodes.passed}   no difference
  ${exitCodes.notMet}   differences
  ${exitCodes.badInput}   a file that is no pact

Examples:
  phoney contracts diff old/contracts
  phoney contracts diff pacts-of-main/ pacts/`,
    )
    .action(async (before: string, after: string | undefined, flags: FilesFlags) => {
      const [{ diffContracts, formatDifferences }, { contractsFolder }] = await Promise.all([
        import('../../contracts/diff-contracts.ts'),
        import('../../contracts/folder.ts'),
      ]);
      const output = processOutput({ quiet: false });
      const differences = diffContracts(before, after ?? contractsFolder);
      const lines =
        flags.json === true
          ? [JSON.stringify({ type: 'diff', differences })]
          : formatDifferences(differences);
      for (const line of lines) output.result(line);
      process.exitCode = differences.length > 0 ? exitCodes.notMet : exitCodes.passed;
    });
}
