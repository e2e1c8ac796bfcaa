import { exitCodes } from '../../lib/errors.ts';
import type { Output } from '../output.ts';
import { Refused, type ControlClient } from './client.ts';
import { openCtl, type CtlFlags } from './flags.ts';

/** Runs a subcommand and sets the code with which it ends: what it returns, or 1 for what the server refused. */
export async function act(
  flags: CtlFlags,
  what: (client: ControlClient, output: Output) => Promise<number | void>,
): Promise<void> {
  const { client, output } = openCtl(flags);
  try {
    process.exitCode = (await what(client, output)) ?? exitCodes.passed;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    output.problems([{ message: error.message }]);
    process.exitCode = exitCodes.notMet;
  }
}
