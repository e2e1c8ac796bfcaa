import type { Lane, TlsRules } from '../../channels/message.ts';
import type { Dialect, HttpDraft } from '../dialect.ts';
import { tlsRulesOf } from '../tls.ts';
import type { DialectParts } from '../vendor.ts';
import type { AsappConfig, AsappDelivery } from './config.ts';
import { feedNames, type FeedName } from './event-types.ts';
import { identify } from './identify.ts';
import { createIds } from './ids.ts';
import { createRenderer, type FeedTarget } from './render.ts';
import { createSampler } from './sampler.ts';

/** The shares of a pause between retries that chance may take off: our assumption. */
const jitter = 0.2;

/** ASAPP's real-time events for one run: the messages of each feed, and how each feed is delivered. */
export function createAsapp(config: AsappConfig, { seed }: Pick<DialectParts, 'seed'>): Dialect<HttpDraft> {
  // The endpoint speaks TLS 1.3 only ("Secure Data Retrieval").
  const tls = tlsRulesOf(config, 'TLSv1.3');
  const { raw, feeds = {} } = config;
  const targets: Partial<Record<FeedName, FeedTarget>> = {};
  const lanes: Lane[] = raw === undefined ? [] : [laneOf('raw', raw, tls)];
  for (const feed of feedNames) {
    const processed = feeds[feed];
    if (raw !== undefined) {
      targets[feed] = targetOf('raw', raw, []);
    } else if (processed !== undefined) {
      targets[feed] = targetOf(feed, processed, processed.event_list);
      lanes.push(laneOf(feed, processed, tls));
    }
  }
  const renderer = createRenderer({
    targets,
    company: config,
    utilizationEveryMs: config.utilization_every,
    seed,
  });
  const ids = createIds(seed);
  return {
    vendor: 'asapp',
    intervalsMs: targets.activity === undefined ? [] : [config.utilization_every],
    lanes,
    identify: (view) => identify(view, ids),
    sampler: createSampler((another) => createAsapp(config, { seed: another })),
    render(event, view) {
      if (event.type === 'day.ended') renderer.endDay();
      return event.type === 'day.began' || event.type === 'day.ended' ? [] : renderer.render(event, view);
    },
  };
}

function targetOf(lane: string, delivery: AsappDelivery, eventList: FeedTarget['eventList']): FeedTarget {
  return { lane, url: delivery.url, apiVersion: delivery.api_version, eventList };
}

function laneOf(feed: string, delivery: AsappDelivery, tls: TlsRules): Lane {
  return {
    vendor: 'asapp',
    feed,
    timeoutMs: delivery.timeout_ms,
    retries: delivery.retries,
    retryPause: { firstMs: delivery.retry_pause.first, maxMs: delivery.retry_pause.max, jitter },
    // Page, "Endpoint Configuration": a 200 is what is waited for; nothing else counts.
    deliveredBy: (status) => status === 200,
    strictOrder: delivery.strict_order,
    tls,
  };
}
