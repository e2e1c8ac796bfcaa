import type { Scenario } from '../../scenario/index.ts';
import type { InSharesParts } from './in-shares-parts.ts';
import { usualWaits } from './share-flags.ts';

/** Plays a scenario in shares, in threads of this process or wherever there are workers, and says how the command ends. */
export async function playInShares(scenario: Scenario, parts: InSharesParts): Promise<number> {
  const { plans, forMs, flags, output, clock } = parts;
  const { on, waitForWorkers = usualWaits.workersMs, waitForRedis = usualWaits.redisMs } = flags;
  if (on === undefined) {
    const { playInThreads } = await import('./play-in-threads.ts');
    return playInThreads(scenario, parts);
  }
  const { playOnRedis } = await import('./play-on-redis.ts');
  const load = {
    scenario,
    title: scenario.file,
    shares: plans.length,
    centres: plans[0]?.centres ?? 1,
    forMs,
    readyWithinMs: waitForWorkers,
  };
  return playOnRedis(load, {
    on,
    flags,
    redisWithinMs: waitForRedis,
    output,
    clock,
  });
}
