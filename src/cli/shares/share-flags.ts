import { Option, type Command } from 'commander';
import { parseCount, parseDurationFlag } from '../flags/flags.ts';
import type { Need } from '../flags/needs.ts';
import { addRedisFlag, type RedisFlags } from './redis-flags.ts';

/** In how many shares a load is played, and of how many centres. */
export interface ShareFlags extends RedisFlags {
  readonly workers?: number;
  readonly centres?: number;
  readonly shares?: number;
  readonly attach?: string;
  readonly waitForWorkers?: number;
  readonly waitForRedis?: number;
}

/** How long is waited unless the flags say otherwise. */
export const usualWaits = { workersMs: 60_000, redisMs: 300_000 } as const;

/** Which of these flags have no effect without another. */
export const shareNeeds: readonly Need[] = [
  { flag: '--wait-for-workers', of: ['--on'], why: 'Without --on there is no worker to wait for.' },
  { flag: '--wait-for-redis', of: ['--on'], why: 'Without --on there is no Redis that could be away.' },
];

/** Adds the flags of {@link ShareFlags}. */
export function addShareFlags(command: Command): Command {
  return addRedisFlag(
    command,
    'put it up for phoney worker on this Redis or Valkey, such as redis://127.0.0.1:6379',
  )
    .option(
      '--shares <n>',
      'with --on: in how many shares it is played, each by a worker; default: one for each centre',
      parseCount,
    )
    .option(
      '--wait-for-workers <time>',
      'with --on: how long all shares may take to be taken and ready; default: 60s',
      parseDurationFlag,
    )
    .option(
      '--wait-for-redis <time>',
      'with --on: how long Redis may be away before what is not over is given up; default: 5m',
      parseDurationFlag,
    )
    .option('--attach <run>', 'with --on: watch over a run that was put up before, by its name')
    .option('--workers <n>', 'play it in so many threads, each with its share of the messages', parseCount)
    .addOption(
      new Option(
        '--centres <n>',
        'so many independent centres, each with its part of the rate; a thread for each unless --workers says more',
      ).argParser(parseCount),
    );
}
