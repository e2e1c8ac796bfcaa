import { InvalidArgumentError, Option, type Command } from 'commander';
import { addControlFlags, type ControlFlags } from '../flags/control-flags.ts';
import {
  parseDurationFlag,
  parseDurationOrNone,
  parseRate,
  parseSeedOrRandom,
  startHelp,
} from '../flags/flags.ts';
import { addRateFlags, type RateFlags } from '../flags/rate-flags.ts';
import { addSendingFlags, type SendingFlags } from '../flags/sending-flags.ts';
import { addCapacityFlags, type CapacityFlags } from './capacity/capacity-flags.ts';
import { addTlsFlags, type TlsFlags } from '../flags/tls-flags.ts';
import { addShareFlags, type ShareFlags } from '../shares/share-flags.ts';
import { addReportFlags, type ReportFlags } from '../report/report-flags.ts';
import { addHubFlags, type HubFlags } from './hub/hub-flags.ts';

/** What the command line says of a load, as commander reads it. */
export interface LoadFlags
  extends TlsFlags, ControlFlags, ReportFlags, SendingFlags, ShareFlags, RateFlags, CapacityFlags, HubFlags {
  readonly vendor?: string;
  readonly profile?: 'voice' | 'chat';
  readonly rate?: number;
  readonly duration?: number;
  readonly stages?: string;
  readonly warmUp?: number;
  /** How many connections a feed may have. */
  readonly connections?: number;
  /** How long an answer may take, ms. */
  readonly timeout?: number;
  readonly seed?: number;
  readonly start?: string;
}

/** Adds the flags of {@link LoadFlags}. */
export function addLoadFlags(command: Command): Command {
  command
    .option(
      '--vendor <name>',
      'instead of a file: a centre large enough for the rate, told as this vendor, or a dialect such as ./acme.ts, tells it',
    )
    .addOption(
      new Option(
        '--profile <mix>',
        'with --vendor: calls only (some 100 events each) or chats only (some 10); default: both',
      ).choices(['voice', 'chat']),
    )
    .option('--rate <n>', 'messages a second', parseRate)
    .option(
      '--duration <time>',
      'for how long messages become due, real time; what phoney is late with by then still leaves, for 5s at most; default: what the stages take, or 60s',
      parseDurationFlag,
    )
    .option(
      '--stages <stages>',
      'rates one after the other, such as 0..1000/30s,1000/5m, or a shape at --rate: ramp, hold, burst, soak',
    )
    .option(
      '--warm-up <time>',
      'how long opening connections before the first message may take; 0s opens none; default: 2s',
      parseDurationOrNone,
    )
    .option(
      '--connections <n>',
      "how many connections a feed may have, instead of the scenario's limits; default: 128",
      parseConnections,
    )
    .option(
      '--timeout <time>',
      "with --vendor: how long an answer may take, up to 10m; default: the vendor's, 3s",
      parseTimeout,
    )
    .option('--seed <n>', "instead of the scenario's; random: another one each time", parseSeedOrRandom);
  addHubFlags(command);
  addCapacityFlags(command.option('--start <time>', startHelp));
  return addTlsFlags(addControlFlags(addReportFlags(addSendingFlags(addShareFlags(addRateFlags(command))))));
}

// What scenarios may say (httpLimits, timeoutSchema), whose schemas take too long to load for a command line to be read.
const mostConnections = 1000;
const longestTimeoutMs = 600_000;

function parseConnections(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && count <= mostConnections) return count;
  throw new InvalidArgumentError(`"${text}" is not a whole number from 1 to ${mostConnections}.`);
}

function parseTimeout(text: string): number {
  const ms = parseDurationFlag(text);
  if (ms <= longestTimeoutMs) return ms;
  throw new InvalidArgumentError(`"${text}" is too long. Write a time up to 10m, such as 5s.`);
}
