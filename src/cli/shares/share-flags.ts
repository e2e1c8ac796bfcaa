import { Option, type Command } from 'commander';
import { parseCount } from '../flags/flags.ts';

/** In how many shares a load is played, and of how many centres. */
export interface ShareFlags {
  readonly workers?: number;
  readonly centres?: number;
}

/** Adds the flags of {@link ShareFlags}. */
export function addShareFlags(command: Command): Command {
  return command
    .option('--workers <n>', 'play it in so many threads, each with its share of the messages', parseCount)
    .addOption(
      new Option(
        '--centres <n>',
        'so many independent centres, each with its part of the rate; a thread for each unless --workers says more',
      ).argParser(parseCount),
    );
}
