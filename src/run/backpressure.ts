import type { HttpLimits } from '../channels/http/config.ts';
import type { Clock } from '../lib/clock.ts';
import { whenAborted } from '../lib/when-aborted.ts';
import type { Channels } from './sender.ts';

/** Resolves when there may be capacity again; `undefined` while there is. */
export type Ready = () => Promise<void> | undefined;

/** The channels that there are. */
export function openChannels({ http, clients }: Channels) {
  return clients === undefined ? [http] : [http, clients];
}

/** So many messages then find a place after one wait. */
const atOnce = 128;
/** A receiver that takes too few messages for so long holds up no others any more, until its queue is short again. */
const patienceMs = 50;

/** What {@link readyToSend} takes besides the channels. */
export interface ReadyParts {
  readonly limits: HttpLimits;
  readonly clock: Clock;
  readonly stop: AbortSignal;
}

/**
 * Where the receivers set the speed, the next message waits while half a backlog is on its way, and for a little while already when
 * more wait for a connection than all connections take at once: each that waits is memory that is looked through again and again.
 * Those that wait for their next try hold up no others by that.
 */
export function readyToSend(channels: Channels, { limits, clock, stop }: ReadyParts): Ready {
  const open = openChannels(channels);
  const { waiting } = channels.http;
  const fullBacklog = Math.floor(limits.backlog_per_feed / 2);
  const longQueue = limits.connections_per_feed + 2 * atOnce;
  let isPatient = true;
  const untilShorter = async (): Promise<void> => {
    const isShorter = (count: number): boolean => count <= longQueue - atOnce;
    await within(patienceMs, clock, stop, async (over) => waiting?.until(isShorter, over));
    isPatient = waiting === undefined || isShorter(waiting.count);
  };
  return () => {
    const full = open.find(({ openCount }) => openCount > fullBacklog);
    if (full !== undefined) return full.drain(stop, Math.max(0, fullBacklog - atOnce));
    if (waiting === undefined || waiting.count <= longQueue) isPatient = true;
    else if (isPatient) return untilShorter();
    return undefined;
  };
}

/** Waits until nothing is open, the grace period is over, or `cutOff` aborts. */
export async function drainWithin(
  channels: Channels,
  graceMs: number,
  clock: Clock,
  cutOff: AbortSignal,
): Promise<void> {
  await within(graceMs, clock, cutOff, (over) =>
    Promise.all(openChannels(channels).map((channel) => channel.drain(over))),
  );
}

/** Waits for something that ends when its signal aborts: after so many ms, or when `stop` aborts. */
async function within(
  ms: number,
  clock: Clock,
  stop: AbortSignal,
  wait: (over: AbortSignal) => Promise<unknown>,
): Promise<void> {
  const over = new AbortController();
  // With a reason: without one, each would have its own error with a stack.
  const end = (): void => over.abort('over');
  whenAborted(stop, end);
  void clock.sleep(ms, over.signal).then(end);
  await wait(over.signal);
  end();
  stop.removeEventListener('abort', end);
}
