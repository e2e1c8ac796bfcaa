import type { Command } from 'commander';
import { collect, parseCount, parseDurationFlag, parsePort } from './flags.ts';

/** Where to a centre's messages go, what is kept of them, and what is said meanwhile. */
export interface SendingFlags {
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

/** Adds the flags of {@link SendingFlags}. */
export function addSendingFlags(command: Command): Command {
  return command
    .option(
      '--record <file>',
      'write every event, message, attempt and outcome as NDJSON; - for stdout, .gz and .zst are compressed',
    )
    .option(
      '--url <url>',
      'send to this address: URL for all targets, or vendor.feed=URL; repeatable',
      collect,
      [],
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
}
