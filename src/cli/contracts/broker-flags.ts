import type { Command } from 'commander';
import type { PublishedOptions } from '../../contracts/verify-published.ts';
import { InputError } from '../../lib/errors.ts';

/** The flags about a broker, as commander reads them. */
export interface BrokerFlags extends Omit<PublishedOptions, 'pacts' | 'filter'> {
  readonly pacts: readonly string[];
}

/** Adds `--broker`, `--publish` and what belongs to them. `whose` version it is, in the help. */
export function addBrokerFlags(command: Command, whose: string): Command {
  return command
    .option(
      '--broker <url>',
      'pacts of this broker; credentials from PACT_BROKER_TOKEN, or _USERNAME and _PASSWORD',
    )
    .option(
      '--selectors <list>',
      'main, deployed, matching, latest, branch:NAME, tag:NAME, …, with commas; or JSON',
    )
    .option('--pending', 'pacts that were never verified do not count yet', false)
    .option('--wip-since <date>', 'also pacts in work since this day; with --pending and --branch')
    .option('--publish', 'tell the broker the results', false)
    .option('--version <version>', `the version of ${whose} that results are published for`)
    .option('--branch <name>', 'the branch of that version')
    .option('--build-url <url>', 'where the build is, told with the results');
}

/**
 * Whether the pacts come from a broker or from addresses, and not from files. Throws an `InputError` when they come from both,
 * and for flags that mean something to a broker only.
 */
export async function areFetched(flags: BrokerFlags): Promise<boolean> {
  const { isAddress } = await import('../../contracts/verify-published.ts');
  const addresses = flags.pacts.filter(isAddress);
  if (flags.broker !== undefined && flags.pacts.length > 0)
    throw new InputError([
      {
        path: '--pacts',
        message: 'With --broker it is the broker that has the pacts. Leave out --pacts or --broker.',
      },
    ]);
  if (addresses.length > 0 && addresses.length < flags.pacts.length)
    throw new InputError([
      { path: '--pacts', message: 'Name files or addresses, and not both: they are verified separately.' },
    ]);
  if (flags.broker !== undefined || addresses.length > 0) return true;
  const idle = [
    ['--publish', flags.publish],
    ['--selectors', flags.selectors !== undefined],
    ['--wip-since', flags.wipSince !== undefined],
    ['--pending', flags.pending],
  ] as const;
  const problems = idle
    .filter(([, isGiven]) => isGiven)
    .map(([path]) => ({
      path,
      message: 'This is for a broker: name it with --broker, or the address of a pact with --pacts.',
    }));
  if (problems.length > 0) throw new InputError(problems);
  return false;
}
