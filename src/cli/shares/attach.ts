import type { Clock } from '../../lib/clock.ts';
import { InputError, type Problem } from '../../lib/errors.ts';
import type { LoadFlags } from '../load/flags.ts';
import type { Output } from '../output.ts';
import { usualWaits } from './share-flags.ts';
import { attachOnRedis } from './play-on-redis.ts';

/** Watches over a run that was put up before. Throws an `InputError` for flags that say what is to be played: that is settled. */
export function attach(
  file: string | undefined,
  flags: LoadFlags,
  output: Output,
  clock: Clock,
): Promise<number> {
  const { on, waitForWorkers = usualWaits.workersMs, waitForRedis = usualWaits.redisMs } = flags;
  const problems: Problem[] = [];
  if (on === undefined) {
    problems.push({
      file: '--attach',
      message: 'Where was the run put up? Give --on with the address of the Redis.',
    });
  }
  const settled = [
    ['a scenario', file],
    ['--vendor', flags.vendor],
    ['--rate', flags.rate],
    ['--stages', flags.stages],
    ['--duration', flags.duration],
    ['--shares', flags.shares],
    ['--centres', flags.centres],
    ['--workers', flags.workers],
  ].flatMap(([name, value]) => (value === undefined ? [] : [String(name)]));
  if (settled.length > 0) {
    problems.push({
      file: '--attach',
      message: `The run was put up with all that it plays. Leave out ${settled.join(', ')}.`,
    });
  }
  if (on === undefined || problems.length > 0) throw new InputError(problems);
  return attachOnRedis(flags.attach ?? '', {
    on,
    flags,
    readyWithinMs: waitForWorkers,
    redisWithinMs: waitForRedis,
    output,
    clock,
  });
}
