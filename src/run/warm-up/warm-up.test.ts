import { expect, test } from 'vitest';
import type { PacePlan } from '../../lib/pace.ts';
import { warmUp } from './warm-up.ts';

/** What a warm-up does, in order. */
async function warmedUp(pace: PacePlan): Promise<string[]> {
  const told: string[] = [];
  await warmUp({
    pace,
    targets: {},
    lanes: [],
    channel: { warm: () => Promise.resolve({ opened: 0, failed: 0 }) },
    shares: 1,
    rehearse: () => Promise.resolve().then(() => void told.push('rehearsed')),
    collect: () => void told.push('collected'),
    stop: new AbortController().signal,
  });
  return told;
}

test('what starting and rehearsing have left behind is collected before the schedule of a rate begins', async () => {
  const stages = [{ ratePerSec: 10, forMs: Infinity }];
  expect(await warmedUp({ kind: 'rate', stages })).toEqual(['rehearsed', 'collected']);
  expect(await warmedUp({ kind: 'rate', stages, warmUpMs: 0 })).toEqual([]);
  expect(await warmedUp({ kind: 'speed', speed: 1 })).toEqual([]);
});
