import type { Lane, TlsRules } from '../../channels/message.ts';
import type { HttpDraft } from '../dialect.ts';
import type { WfmConfig } from './config.ts';
import { fingerprint, formJson, formQuery } from './form.ts';
import type { VendorEvent } from './render.ts';
import type { WfmEvent } from './wire.ts';

/** The two addresses of the settings form are two feeds. */
type WfmFeed = 'agent-events' | 'call-events';

/** The feed of an event, from its type. */
export function feedOf({ event_type }: Pick<WfmEvent, 'event_type'>): WfmFeed {
  return event_type === 'ACD-CALL' || event_type === 'VPD-CALL' ? 'call-events' : 'agent-events';
}

/** Whether events of a type go to a feed. Those of calls go to one alone, and subscriptions bring the rest. */
export function isTypeOfFeed(type: WfmEvent['event_type'], feed: string): boolean {
  return (feedOf({ event_type: type }) === 'call-events') === (feed === 'call-events');
}

/** The feeds that have an address. */
export function wfmFeeds(wfm: WfmConfig): WfmFeed[] {
  return (['agent-events', 'call-events'] as const).filter((feed) => urlOf(feed, wfm) !== undefined);
}

/** The delivery rules of each feed that has an address; `rulesOf` makes its TLS rules of what it says of its own. */
export function wfmLanes(wfm: WfmConfig, rulesOf: (own: WfmConfig['agent_event_tls']) => TlsRules): Lane[] {
  return wfmFeeds(wfm).map((feed) => ({
    vendor: 'ringcentral',
    feed,
    timeoutMs: wfm.timeout_ms,
    retries: wfm.retries,
    retryPause: { firstMs: 250, maxMs: 5000, jitter: 0.5 },
    deliveredBy: (status) => status >= 200 && status < 300,
    strictOrder: wfm.strict_order,
    tls: rulesOf(feed === 'call-events' ? wfm.call_event_tls : wfm.agent_event_tls),
  }));
}

/**
 * An event in the form of the settings, filtered when its switch is off; `undefined` when its address is empty.
 * `headers` are the header pairs with their secrets looked up.
 */
export function draftWfm(
  { facts, custom, contactId }: VendorEvent,
  wfm: WfmConfig,
  headers: Readonly<Record<string, string>>,
): HttpDraft | undefined {
  const feed = feedOf(facts);
  const url = urlOf(feed, wfm);
  if (url === undefined) return undefined;
  const request = wfm.send_body_as_json
    ? formJson(facts, url, headers)
    : formQuery(facts, url, headers, wfm.method);
  return {
    feed,
    channel: 'http',
    eventId: fingerprint(facts),
    eventType: facts.event_type,
    contactId,
    ...request,
    secretHeaders: Object.keys(headers),
    orderKey: 'gate_id' in facts ? facts.call_id : facts.agent_id,
    filtered: !isSwitchedOn(facts, custom, wfm),
  };
}

function urlOf(feed: WfmFeed, wfm: WfmConfig): string | undefined {
  return feed === 'call-events' ? wfm.call_event_url : wfm.agent_event_url;
}

function isSwitchedOn({ event_type }: WfmEvent, custom: boolean, wfm: WfmConfig): boolean {
  switch (event_type) {
    case 'LOGIN':
      return wfm.agent_login_events;
    case 'LOGOUT':
      return wfm.agent_logout_events;
    case 'ACD-CALL':
      return wfm.end_call_events;
    case 'VPD-CALL':
      return wfm.outbound_end_call_events;
    default:
      return wfm.agent_state_events && (!custom || wfm.send_all_agent_states);
  }
}
