import { Option, type Command } from 'commander';
import { addControlFlags, type ControlFlags } from '../flags/control-flags.ts';
import {
  collect,
  parseCount,
  parseDurationFlag,
  parsePort,
  parsePositive,
  parseSeedOrRandom,
} from '../flags/flags.ts';
import { addTlsFlags, type TlsFlags } from '../flags/tls-flags.ts';
import { addReportFlags, type ReportFlags } from '../report/report-flags.ts';

/** What the command line says of a load, as commander reads it. */
export interface LoadFlags extends TlsFlags, ControlFlags, ReportFlags {
  readonly vendor?: string;
  readonly profile?: 'voice' | 'chat';
  readonly rate?: number;
  readonly duration?: number;
  readonly stages?: string;
  readonly seed?: number;
  readonly record?: string;
  readonly url: readonly string[];
  readonly port: number;
  readonly waitForClients?: number;
  readonly waitForReceiver?: number;
  readonly failFast?: boolean;
  readonly json?: boolean;
  readonly jsonLines?: boolean;
  readonly quiet?: boolean;
}

/** Adds the flags of {@link LoadFlags}. */
export function addLoadFlags(command: Command): Command {
  command
    .option(
      '--vendor <name>',
      'instead of a file: a centre large enough for the rate, told as this vendor tells it',
    )
    .addOption(
      new Option(
        '--profile <mix>',
        'with --vendor: calls only (some 100 events each) or chats only (some 10); default: both',
      ).choices(['voice', 'chat']),
    )
    .option('--rate <n>', 'messages a second', parsePositive)
    .option('--duration <time>', 'how long, real time; default: 60s', parseDurationFlag)
    .option(
      '--stages <stages>',
      'rates one after the other, such as 0..1000/30s,1000/5m, or a shape at --rate: ramp, hold, burst, soak',
    )
    .option('--seed <n>', "instead of the scenario's; random: another one each time", parseSeedOrRandom)
    .option(
      '--url <url>',
      'send to this address: URL for all targets, or vendor.feed=URL; repeatable',
      collect,
      [],
    )
    .option(
      '--record <file>',
      'write every event, message, attempt and outcome as NDJSON; - for stdout, .gz and .zst are compressed',
    )
    .option(
      '--port <n>',
      'where targets that are servers listen, on this machine; 0 for any port',
      parsePort,
      0,
    )
    .option('--wait-for-clients <n>', 'begin once so many clients have subscribed', parseCount)
    .option(
      '--wait-for-receiver <time>',
      'begin once something listens wherever messages go, at the latest after so long',
      parseDurationFlag,
    )
    .option('--fail-fast', 'end at the first message that is dropped')
    .option('--json', 'print JSON lines on stdout, the last one the summary; progress goes to stderr')
    .option('--json-lines', 'every record as a line on stdout as it comes, the summary last')
    .option('--quiet', 'no progress and no report; the exit code tells');
  return addTlsFlags(addControlFlags(addReportFlags(command)));
}
