import type { Channel, HttpMessage, Lane } from '../../channels/message.ts';
import { redirectTargets, type Targets } from '../../dialects/index.ts';
import type { LoadStage, PacePlan } from '../../lib/pace.ts';
import { whenAborted } from '../../lib/when-aborted.ts';

/** How long opening connections before the start may take where nothing else is said. */
export const usualWarmUpMs = 2000;

/** A receiver that takes so long for an answer finds as many connections open as its rate takes. */
const answerMs = 100;

/** What is warmed up, and for whom. */
export interface WarmUpParts {
  readonly pace: PacePlan;
  readonly targets: Targets;
  readonly lanes: readonly Pick<Lane, 'vendor' | 'feed'>[];
  readonly channel: Pick<Channel<HttpMessage>, 'warm'>;
  /** How many runs share the rate. */
  readonly shares: number;
  /** Plays so many real ms of the run with nothing sent. */
  readonly rehearse: (forMs: number) => Promise<void>;
  /** Collects the garbage that starting has left behind. */
  readonly collect: () => void;
  /** Ends it before its time. */
  readonly stop: AbortSignal;
}

/** Enough for code to be compiled. */
const rehearsalMs = 400;

/**
 * Opens the connections that a rate will need, to every receiver that is known before the run, so that the first messages find them
 * open, plays a little of the run with nothing sent, so that no message waits for code to be compiled, and collects the garbage of it. Resolves when that is
 * done, when the pace's warm-up is over, or when `stop` aborts; at once where the pace is no rate. What could not be opened is for
 * the first message to say.
 */
export async function warmUp(parts: WarmUpParts): Promise<void> {
  const { pace, targets, lanes, channel, shares, rehearse, collect, stop } = parts;
  if (pace.kind !== 'rate' || channel.warm === undefined) return;
  const withinMs = pace.warmUpMs ?? usualWarmUpMs;
  if (withinMs === 0) return;
  const count = connectionsFor(pace.stages, shares);
  const urls = urlsByFeed(targets);
  const warmed = lanes.map(async (lane) => {
    const url = urls.get(`${lane.vendor}.${lane.feed}`);
    if (url !== undefined) await channel.warm?.(lane, url, { count, withinMs });
  });
  const done = Promise.all([...warmed, rehearse(Math.min(withinMs / 2, rehearsalMs))]);
  await Promise.race([done, new Promise<void>((resolve) => whenAborted(stop, resolve))]);
  if (!stop.aborted) collect();
}

/** Little's law for the highest rate: any feed may have all of it. */
export function connectionsFor(stages: readonly LoadStage[], shares: number): number {
  const rates = stages.flatMap(({ ratePerSec, fromPerSec = 0 }) => [ratePerSec, fromPerSec]);
  return Math.max(1, Math.ceil((Math.max(...rates) * answerMs) / 1000 / shares));
}

/** Where the feeds with an address of their own are sent to. */
function urlsByFeed(targets: Targets): ReadonlyMap<string, string> {
  const urls = new Map<string, string>();
  redirectTargets(targets, (name, url) => {
    urls.set(name, url);
    return undefined;
  });
  return urls;
}
