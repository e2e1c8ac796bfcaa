import { Command } from 'commander';
import { diffCommand, lintCommand, listCommand } from './contracts/files.ts';
import { verifyReceiverCommand } from './contracts/verify-receiver.ts';
import { verifySimulatorCommand } from './contracts/verify-simulator.ts';

/** `phoney contracts`: Pact in both directions. */
export function contractsCommand(): Command {
  return new Command('contracts')
    .description('Hold your receiver against a vendor, and phoney against what your receiver needs (Pact).')
    .addCommand(verifyReceiverCommand())
    .addCommand(verifySimulatorCommand())
    .addCommand(listCommand())
    .addCommand(lintCommand())
    .addCommand(diffCommand())
    .addHelpText(
      'after',
      `
Examples:
  phoney contracts verify-receiver --vendor asapp --target https://localhost:8443/events --cert certs/client.pem --key certs/client-key.pem --ca certs/ca.pem
  phoney contracts verify-simulator --pacts pacts/
  phoney contracts list --states`,
    );
}
