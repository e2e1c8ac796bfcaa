import { Command } from 'commander';
import { addReportFlags, contractExitCodes, printReport, type ReportFlags } from './contracts-report.ts';
import { processOutput } from './output.ts';
import { InputError } from '../lib/errors.ts';

interface VerifySimulatorFlags extends ReportFlags {
  readonly pacts: readonly string[];
  readonly provider?: string;
  readonly scenario?: string;
  readonly map?: string;
}

/** `phoney contracts verify-simulator`: does phoney still send what our receiver needs? */
export function verifySimulatorCommand(): Command {
  const command = new Command('verify-simulator')
    .description(
      'Prove that phoney satisfies your own consumer pacts, with messages taken off the real wire.',
    )
    .option('--pacts <place...>', 'files and folders of pacts, versions 1 to 4', [])
    .option('--provider <name>', 'only pacts of this provider; default: all with a vendor’s name in it')
    .option('--scenario <file>', 'the centre that is played; default: one in which everything happens')
    .option('--map <file>', 'what descriptions and provider states of your own mean, YAML');
  return addReportFlags(command)
    .addHelpText(
      'after',
      `
Examples:
  phoney contracts verify-simulator --pacts pacts/
  phoney contracts verify-simulator --pacts pacts/wfm-asapp.json --provider asapp-realtime-events --reporter junit --out junit.xml
${contractExitCodes}`,
    )
    .action(async (flags: VerifySimulatorFlags) => {
      const output = processOutput({ quiet: flags.quiet === true });
      if (flags.pacts.length === 0) throw new InputError('Which pacts? Name files or folders with --pacts.');
      const [{ verifySimulator }, { machineClock }] = await Promise.all([
        import('../contracts/verify-simulator.ts'),
        import('../lib/clock.ts'),
      ]);
      const { timeout, ...rest } = flags;
      const report = await verifySimulator(
        { ...rest, ...(timeout !== undefined && { timeoutMs: timeout }) },
        { clock: machineClock, env: process.env, warn: ({ message }) => output.note(`warning: ${message}`) },
      );
      process.exitCode = await printReport(report, flags, output);
    });
}
