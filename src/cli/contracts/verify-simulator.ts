import { Command } from 'commander';
import { addBrokerFlags, areFetched, type BrokerFlags } from './broker-flags.ts';
import {
  addVerificationFlags,
  contractExitCodes,
  runVerification,
  type VerificationFlags,
} from './report.ts';
import type { ContractReport } from '../../contracts/report/report.ts';
import type { Surroundings } from '../../contracts/verify-receiver.ts';
import { InputError } from '../../lib/errors.ts';

interface VerifySimulatorFlags extends VerificationFlags, BrokerFlags {
  readonly scenario?: string;
  readonly map?: string;
}

/** `phoney contracts verify-simulator`: does phoney still send what our receiver needs? */
export function verifySimulatorCommand(): Command {
  const command = new Command('verify-simulator')
    .description(
      'Prove that phoney satisfies your own consumer pacts, with messages taken off the real wire.',
    )
    .option('--pacts <place...>', 'files, folders and addresses of pacts, versions 1 to 4', [])
    .option('--provider <name>', 'only pacts of this provider; default: all with a vendor’s name in it')
    .option('--scenario <file>', 'the centre that is played; default: one in which everything happens')
    .option('--map <file>', 'what descriptions and provider states of your own mean, YAML');
  return addVerificationFlags(addBrokerFlags(command, 'phoney'))
    .addHelpText(
      'after',
      `
Examples:
  phoney contracts verify-simulator --pacts pacts/
  phoney contracts verify-simulator --broker https://broker.example --provider asapp-realtime-events --publish --version 1.4.0 --branch main
  phoney contracts verify-simulator --pacts "$PACT_URL" --publish --version 1.4.0 --branch main
  phoney contracts verify-simulator --pacts pacts/wfm-asapp.json --provider asapp-realtime-events --reporter junit --out junit.xml
${contractExitCodes}`,
    )
    .action(async (flags: VerifySimulatorFlags) => {
      process.exitCode = await runVerification(flags, (surroundings) => verify(flags, surroundings));
    });
}

async function verify(flags: VerifySimulatorFlags, surroundings: Surroundings): Promise<ContractReport> {
  const { pacts, timeout, ...rest } = flags;
  const options = { ...rest, ...(timeout !== undefined && { timeoutMs: timeout }) };
  if (await areFetched(flags)) {
    const { verifyBroker } = await import('../../contracts/verify-broker.ts');
    return verifyBroker({ ...options, pacts }, surroundings);
  }
  if (pacts.length === 0)
    throw new InputError('Which pacts? Name files or folders with --pacts, or a broker with --broker.');
  const { verifySimulator } = await import('../../contracts/verify-simulator.ts');
  return verifySimulator({ ...options, pacts }, surroundings);
}
