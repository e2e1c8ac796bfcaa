import type { Clock } from '../lib/clock.ts';
import type { Channels } from './sender.ts';

/** Resolves when there may be capacity again; `undefined` while there is. */
export type Ready = () => Promise<void> | undefined;

/** The channels that there are. */
export function openChannels({ http, signalr }: Channels) {
  return signalr === undefined ? [http] : [http, signalr];
}

/** So many messages then find a place after one wait. */
const atOnce = 64;

/**
 * Where the receivers set the speed, the next message waits while half a backlog is on its way. Fewer would do for receivers that
 * answer; but messages that wait for their next try are on their way, too, and must not hold up all others.
 */
export function readyToSend(channels: Channels, backlog: number, stop: AbortSignal): Ready {
  const open = openChannels(channels);
  const enough = Math.floor(backlog / 2);
  return () => open.find(({ openCount }) => openCount > enough)?.drain(stop, Math.max(0, enough - atOnce));
}

/** Waits until nothing is open, the grace period is over, or `cutOff` aborts. */
export async function drainWithin(
  channels: Channels,
  graceMs: number,
  clock: Clock,
  cutOff: AbortSignal,
): Promise<void> {
  const drained = new AbortController();
  const over = new AbortController();
  const timeout = clock.sleep(graceMs, AbortSignal.any([drained.signal, cutOff])).then(() => over.abort());
  await Promise.all(openChannels(channels).map((channel) => channel.drain(over.signal)));
  drained.abort();
  await timeout;
}
