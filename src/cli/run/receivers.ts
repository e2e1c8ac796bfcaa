import type { Lane } from '../../channels/message.ts';
import { addressesOf } from '../../dialects/index.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Run } from '../../run/handle.ts';
import type { Output } from '../output.ts';

/** Waits until something listens wherever the run's messages go; `withinMs` absent: not at all. */
export async function awaitReceivers(
  run: Run,
  withinMs: number | undefined,
  signal: AbortSignal,
  output: Output,
  clock: Clock,
): Promise<void> {
  if (withinMs === undefined) return;
  const { waitForReceivers } = await import('./wait-for-receivers.ts');
  const addresses = [...addressesOf(run.scenario.targets)].flatMap(([vendor, urls]) => {
    const lane = laneOf(run, vendor);
    return lane === undefined ? [] : urls.map((url) => ({ url, tls: lane.tls }));
  });
  await waitForReceivers(addresses, withinMs, {
    env: process.env,
    clock,
    say: (line) => output.note(line),
    signal,
  });
}

/** The delivery rules of a feed, or of any feed of the vendor. */
export function laneOf({ dialects }: Run, vendor: string, feed?: string): Lane | undefined {
  const dialect = dialects.find((one) => one.vendor === vendor);
  const lane = dialect?.lanes.find((one) => feed === undefined || one.feed === feed);
  return lane ?? (feed === undefined ? undefined : dialect?.laneOf?.(feed));
}
