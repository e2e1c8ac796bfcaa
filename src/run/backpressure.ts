import type { Clock } from '../lib/clock.ts';
import type { Scenario } from '../scenario/index.ts';
import type { Channels } from './sender.ts';

/** Resolves when there may be capacity again; `undefined` while there is. */
export type Ready = () => Promise<void> | undefined;

/** The channels that there are. */
export function openChannels({ http, signalr }: Channels) {
  return signalr === undefined ? [http] : [http, signalr];
}

/** What may be open where the receivers set the speed: the limits of each feed. */
type Limits = Scenario['limits'];

/** More that wait do not make it faster, and cost memory that has to be looked through again and again. */
const waitingPerConnection = 4;
const waitingAtLeast = 128;

/**
 * Where the receivers set the speed, the next message waits while enough are on its way for every connection to find some, or half a
 * backlog; then until half of these have ended, so that one wait does for many.
 */
export function readyToSend(channels: Channels, limits: Limits, stop: AbortSignal): Ready {
  const open = openChannels(channels);
  const { connections_per_feed: connections, backlog_per_feed: backlog } = limits;
  const wanted = Math.max(waitingAtLeast, waitingPerConnection * connections);
  const enough = Math.min(wanted, Math.floor(backlog / 2));
  return () => open.find(({ openCount }) => openCount > enough)?.drain(stop, Math.floor(enough / 2));
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
