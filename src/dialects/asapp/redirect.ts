import type { AsappConfig } from './config.ts';
import { feedNames } from './event-types.ts';

/** The same target with other addresses: `urlOf` is asked for each feed that is sent, `undefined` leaves it as it is. */
export function redirectAsapp(config: AsappConfig, urlOf: (feed: string) => string | undefined): AsappConfig {
  const { raw, feeds } = config;
  if (raw !== undefined) return { ...config, raw: { ...raw, url: urlOf('raw') ?? raw.url } };
  const redirected = feedNames.flatMap((name) => {
    const feed = feeds?.[name];
    return feed === undefined ? [] : [[name, { ...feed, url: urlOf(name) ?? feed.url }] as const];
  });
  return { ...config, feeds: Object.fromEntries(redirected) as typeof feeds };
}
