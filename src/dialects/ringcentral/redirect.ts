import type { RingcentralConfig } from './config.ts';

/** The same target with other addresses: `urlOf` is asked for each feed that is sent, `undefined` leaves it as it is. */
export function redirectRingcentral(
  config: RingcentralConfig,
  urlOf: (feed: string) => string | undefined,
): RingcentralConfig {
  const { wfm } = config;
  if (wfm === undefined) return config;
  const { agent_event_url: agents, call_event_url: calls } = wfm;
  return {
    ...config,
    wfm: {
      ...wfm,
      ...(agents !== undefined && { agent_event_url: urlOf('agent-events') ?? agents }),
      ...(calls !== undefined && { call_event_url: urlOf('call-events') ?? calls }),
    },
  };
}
