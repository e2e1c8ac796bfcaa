import { InvalidArgumentError, type Command } from 'commander';
import { InputError, type Problem } from '../../../lib/errors.ts';
import { parseDurationFlag, parseDurationOrNone } from '../../flags/flags.ts';
import type { SendingFlags } from '../../flags/sending-flags.ts';
import type { ShareFlags } from '../../shares/share-flags.ts';
import type { CrowdPlan } from './words.ts';

/** What the command line says of a hub's clients. */
export interface HubFlags {
  readonly hub?: boolean;
  readonly clients?: number;
  readonly connectOver?: number;
  readonly reconnectEvery?: number;
  readonly reconnectTogether?: boolean;
}

const vendorWithHub = 'enreach';
const usualClients = 100;
const mostClients = 100_000;
/** Without --connect-over so many clients come in a second. */
const usualConnectsPerSec = 1000;

/** Adds the flags of {@link HubFlags}. */
export function addHubFlags(command: Command): Command {
  return command
    .option('--hub', 'to clients of phoney’s own hub, which phoney starts in processes of their own')
    .option('--clients <n>', `with --hub: how many; default: ${usualClients}`, parseClients)
    .option(
      '--connect-over <time>',
      'with --hub: how long their connecting takes; 0s: all at once, a storm; default: a thousand a second',
      parseDurationOrNone,
    )
    .option(
      '--reconnect-every <time>',
      'with --hub: each client drops its connection this often and comes back, one after the other',
      parseDurationFlag,
    )
    .option('--reconnect-together', 'with --reconnect-every: all of them at once');
}

/** The plan for the clients; `undefined` without --hub. Throws an `InputError` where flags do not go together. */
export function crowdFromFlags(
  flags: HubFlags & ShareFlags & Pick<SendingFlags, 'url'>,
): CrowdPlan | undefined {
  const problems: Problem[] = [];
  const wrong = (flag: string, message: string): void => void problems.push({ file: flag, message });
  const { hub, clients = usualClients, connectOver, reconnectEvery, reconnectTogether = false } = flags;
  if (hub !== true) {
    if (flags.clients !== undefined) wrong('--clients', needsHub);
    if (connectOver !== undefined) wrong('--connect-over', needsHub);
    if (reconnectEvery !== undefined) wrong('--reconnect-every', needsHub);
    if (reconnectTogether) wrong('--reconnect-together', needsHub);
  } else {
    if (reconnectTogether && reconnectEvery === undefined)
      wrong(
        '--reconnect-together',
        'It says how clients come back. Say how often, with --reconnect-every 10s.',
      );
    for (const name of ['workers', 'centres', 'on', 'shares'] as const)
      if (flags[name] !== undefined)
        wrong(`--${name}`, 'One process serves the hub. Leave it out with --hub.');
    if (flags.url.length > 0)
      wrong('--url', 'The hub is phoney’s own, and clients come to it. Leave it out with --hub.');
  }
  if (problems.length > 0) throw new InputError(problems);
  if (hub !== true) return undefined;
  return {
    clients,
    connectOverMs: connectOver ?? (clients * 1000) / usualConnectsPerSec,
    reconnectEveryMs: reconnectEvery,
    reconnectTogether,
  };
}

/** The same flags; with --hub and nothing that says what is played, for the vendor that has a hub. */
export function withHub<Flags extends HubFlags & { readonly vendor?: string }>(
  file: string | undefined,
  flags: Flags,
): Flags {
  const isSaid = file !== undefined || flags.vendor !== undefined;
  return flags.hub === true && !isSaid ? { ...flags, vendor: vendorWithHub } : flags;
}

const needsHub = 'Without --hub there are no clients. Add --hub, or leave it out.';

function parseClients(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count > 0 && count <= mostClients) return count;
  throw new InvalidArgumentError(`"${text}" is not a whole number from 1 to ${mostClients}.`);
}
