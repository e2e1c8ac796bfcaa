import { Command } from 'commander';
import { addReportFlags, contractExitCodes, runVerification, type ReportFlags } from './report.ts';
import type { ContractReport } from '../../contracts/report/report.ts';
import type { Surroundings } from '../../contracts/verify-receiver.ts';
import { InputError } from '../../lib/errors.ts';

interface VerifySimulatorFlags extends ReportFlags {
  readonly pacts: readonly string[];
  readonly provider?: string;
  readonly scenario?: string;
  readonly map?: string;
  readonly broker?: string;
  readonly selectors?: string;
  readonly pending: boolean;
  readonly wipSince?: string;
  readonly publish: boolean;
  readonly version?: string;
  readonly branch?: string;
  readonly buildUrl?: string;
}

/** `phoney contracts verify-simulator`: does phoney still send what our receiver needs? */
export function verifySimulatorCommand(): Command {
  const command = new Command('verify-simulator')
    .description(
      'Prove that phoney satisfies your own consumer pacts, with messages taken off the real wire.',
    )
    .option('--pacts <place...>', 'files and folders of pacts, versions 1 to 4', [])
    .option('--provider <name>', 'only pacts of this provider; default: all with a vendor’s name in it')
    .option(
      '--broker <url>',
      'pacts of this broker; credentials from PACT_BROKER_TOKEN, or _USERNAME and _PASSWORD',
    )
    .option(
      '--selectors <list>',
      'main, deployed, matching, latest, branch:NAME, tag:NAME, …, with commas; or JSON',
    )
    .option('--pending', 'pacts that were never verified do not count yet', false)
    .option('--wip-since <date>', 'also pacts in work since this day')
    .option('--publish', 'tell the broker the results', false)
    .option('--version <version>', 'the version of phoney that results are published for')
    .option('--branch <name>', 'the branch of that version')
    .option('--build-url <url>', 'where the build is, told with the results')
    .option('--scenario <file>', 'the centre that is played; default: one in which everything happens')
    .option('--map <file>', 'what descriptions and provider states of your own mean, YAML');
  return addReportFlags(command)
    .addHelpText(
      'after',
      `
Examples:
  phoney contracts verify-simulator --pacts pacts/
  phoney contracts verify-simulator --broker https://broker.example --provider asapp-realtime-events --publish --version 1.4.0 --branch main
  phoney contracts verify-simulator --pacts pacts/wfm-asapp.json --provider asapp-realtime-events --reporter junit --out junit.xml
${contractExitCodes}`,
    )
    .action(async (flags: VerifySimulatorFlags) => {
      process.exitCode = await runVerification(flags, (surroundings) => verify(flags, surroundings));
    });
}

async function verify(flags: VerifySimulatorFlags, surroundings: Surroundings): Promise<ContractReport> {
  const { broker, pacts, timeout, ...rest } = flags;
  if ((broker === undefined) === (pacts.length === 0)) {
    throw new InputError('Which pacts? Name files or folders with --pacts, or a broker with --broker.');
  }
  const options = { ...rest, ...(timeout !== undefined && { timeoutMs: timeout }) };
  if (broker === undefined) {
    const { verifySimulator } = await import('../../contracts/verify-simulator.ts');
    return verifySimulator({ ...options, pacts }, surroundings);
  }
  const { verifyBroker } = await import('../../contracts/verify-broker.ts');
  return verifyBroker({ ...options, broker }, surroundings);
}
