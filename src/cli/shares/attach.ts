import type { Clock } from '../../lib/clock.ts';
import { InputError } from '../../lib/errors.ts';
import type { LoadFlags } from '../load/flags.ts';
import type { Output } from '../output.ts';
import { usualWaits } from './share-flags.ts';
import { attachOnRedis } from './play-on-redis.ts';

/** Watches over a run that was put up before. Throws an `InputError` where nothing says where. */
export function attach(flags: LoadFlags, output: Output, clock: Clock): Promise<number> {
  const { on, waitForRedis = usualWaits.redisMs } = flags;
  if (on === undefined) {
    throw new InputError([
      {
        file: '--attach',
        message: 'Where was the run put up? Give --on with the address of the Redis.',
      },
    ]);
  }
  return attachOnRedis(flags.attach ?? '', {
    on,
    flags,
    redisWithinMs: waitForRedis,
    output,
    clock,
  });
}
