import { Option, type Command } from 'commander';
import { InputError } from '../../lib/errors.ts';
import { explainServerUrl } from '../../lib/address/receiver-url.ts';
import { processOutput, type Output } from '../output.ts';
import { ControlClient } from './client.ts';

/** Whom every subcommand calls, and how it prints. */
export interface CtlFlags {
  readonly url?: string;
  readonly tokenEnv?: string;
  readonly json?: boolean;
}

/** The lines at the end of each subcommand's help. */
export const ctlCodeHelp = `
Exit codes:
  0    done
  1    refused: the run or the centre could not do it now
  2    bad input: a flag, a command, an id that there is not, a wrong token
  3    nothing listens at the address
  70   a bug in phoney`;

/** Adds the flags that all subcommands have. */
export function addCtlFlags(command: Command, examples: string): Command {
  return command
    .addOption(
      // PHONEY_URL is where messages are sent, and a token must not go there.
      new Option('--url <url>', 'the address of the control API').env('PHONEY_CONTROL_URL'),
    )
    .option('--token-env <name>', 'the environment variable that holds the token')
    .option('--json', 'print what the server answered')
    .addHelpText('after', `\nExamples:\n${examples}\n${ctlCodeHelp}`);
}

/** The client and the output of a subcommand. */
export function openCtl({ url, tokenEnv }: CtlFlags): {
  readonly client: ControlClient;
  readonly output: Output;
} {
  const output = processOutput({ quiet: false });
  if (url === undefined) {
    throw new InputError(
      'Where is the run? Give --url or set PHONEY_CONTROL_URL: phoney prints the address when it is started with --control-port.',
    );
  }
  const problem = explainServerUrl(url, 'http://127.0.0.1:8090');
  if (problem !== undefined) throw new InputError([{ file: '--url', message: problem }]);
  const token = tokenEnv === undefined ? undefined : process.env[tokenEnv];
  if (tokenEnv !== undefined && (token === undefined || token === '')) {
    throw new InputError(`The environment variable ${tokenEnv} is not set. Put the token into it.`);
  }
  return { client: new ControlClient(url, token), output };
}
