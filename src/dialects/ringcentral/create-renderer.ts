import type { Random } from '../../lib/random.ts';
import type { RingcentralConfig } from './config.ts';
import { dateTimeIn } from './date-time.ts';
import { createIdentity, type Identity } from './identity.ts';
import { Recordings } from './recordings.ts';
import { Renderer } from './render.ts';

/** A renderer of one account, the ids in its events, and the recordings that they link to. */
export function createRenderer(
  config: RingcentralConfig,
  random: Random,
  { publicUrl, wallMs }: { readonly publicUrl: string; readonly wallMs: () => number },
): { readonly renderer: Renderer; readonly recordings: Recordings; readonly identity: Identity } {
  const dateTime = dateTimeIn(config.time_zone);
  const identity = createIdentity(config.account_id, dateTime);
  const recordings = new Recordings({
    accountId: config.account_id,
    baseUrl: (config.recording.base_url ?? publicUrl).replace(/\/$/, ''),
    readyAfterMs: config.recording.ready_after,
    identity,
    random,
    wallMs,
  });
  return { renderer: new Renderer({ config, identity, dateTime, recordings }, random), recordings, identity };
}
