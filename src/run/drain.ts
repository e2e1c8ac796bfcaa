import type { Channel } from '../channels/message.ts';
import type { Clock } from '../lib/clock.ts';

/** At pace `max` the receivers set the speed: the next message waits while half a backlog is on its way. */
export function roomOf(
  channels: readonly Channel[],
  backlog: number,
  clock: Clock,
  alsoRoom: (() => Promise<void> | undefined) | undefined,
): () => Promise<void> | undefined {
  return () => (channels.some(({ openCount }) => openCount > backlog / 2) ? clock.sleep(1) : alsoRoom?.());
}

/** Waits until nothing is open, the grace period is over, or `cutOff` aborts. */
export async function drainWithin(
  channels: readonly Channel[],
  graceMs: number,
  clock: Clock,
  cutOff: AbortSignal,
): Promise<void> {
  const drained = new AbortController();
  const over = new AbortController();
  const timeout = clock.sleep(graceMs, AbortSignal.any([drained.signal, cutOff])).then(() => over.abort());
  await Promise.all(channels.map((channel) => channel.drain(over.signal)));
  drained.abort();
  await timeout;
}
