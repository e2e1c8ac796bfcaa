import { Command } from 'commander';
import { addBrokerFlags, areFetched, type BrokerFlags } from './broker-flags.ts';
import {
  addVerificationFlags,
  contractExitCodes,
  runVerification,
  type VerificationFlags,
} from './report.ts';
import { collect, parseDurationFlag } from '../flags/flags.ts';
import { addTlsFlags, type TlsFlags } from '../flags/tls-flags.ts';

interface VerifyReceiverFlags extends TlsFlags, VerificationFlags, BrokerFlags {
  readonly vendor: string;
  readonly target: string;
  readonly header: readonly string[];
  readonly stateUrl?: string;
  readonly pathMap: readonly string[];
  readonly requestTimeout: number;
}

/** `phoney contracts verify-receiver`: does our receiver accept what the vendor sends? */
export function verifyReceiverCommand(): Command {
  const command = new Command('verify-receiver')
    .description('Replay a vendor’s contract to your receiver, byte for byte, over mutual TLS.')
    .requiredOption('--vendor <name>', 'asapp or ringcentral')
    .requiredOption('--target <url>', 'your receiver; a path in it takes the place of the contract’s')
    .option(
      '--path-map <from=to>',
      'a path of the contract and yours, such as /asapp/events=/hook; repeatable',
      collect,
      [],
    )
    .option('--state-url <url>', 'where your receiver is told the provider states')
    .option('--header <name=value>', 'sent along with every request; repeatable', collect, [])
    .option(
      '--pacts <place...>',
      'these files, folders or addresses of pacts instead of the vendor’s contracts that come with phoney',
      [],
    )
    .option('--provider <name>', 'what your receiver is called in pacts, in the report and at a broker')
    .option(
      '--request-timeout <time>',
      'how long your receiver may take for one answer',
      parseDurationFlag,
      3000,
    );
  return addVerificationFlags(addBrokerFlags(addTlsFlags(command, 'the vendor’s client'), 'your receiver'))
    .addHelpText(
      'after',
      `
Examples:
  phoney contracts verify-receiver --vendor asapp --target https://localhost:8443/events --cert certs/client.pem --key certs/client-key.pem --ca certs/ca.pem
  phoney contracts verify-receiver --vendor asapp --target https://localhost:8443 --path-map /asapp/events=/hooks/asapp --filter journey
  phoney contracts verify-receiver --vendor ringcentral --target https://localhost:8443/wfm --filter "as JSON" --reporter junit --out junit.xml
  phoney contracts verify-receiver --vendor asapp --target https://localhost:8443 --broker https://broker.example --provider acme-receiver --publish --version 1.4.0
${contractExitCodes}`,
    )
    .action(async (flags: VerifyReceiverFlags) => {
      const { header: headers, requestTimeout: requestTimeoutMs, timeout, ...rest } = flags;
      const options = {
        ...rest,
        headers,
        requestTimeoutMs,
        ...(timeout !== undefined && { timeoutMs: timeout }),
      };
      process.exitCode = await runVerification(flags, async (surroundings) => {
        const { verifyReceiver } = await import('../../contracts/verify-receiver.ts');
        if (!(await areFetched(flags))) return verifyReceiver(options, surroundings);
        const { verifyPublished } = await import('../../contracts/verify-published.ts');
        return verifyPublished(options, surroundings, (fetched) =>
          verifyReceiver({ ...options, fetched }, surroundings),
        );
      });
    });
}
