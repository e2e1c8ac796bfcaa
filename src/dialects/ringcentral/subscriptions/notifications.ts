import type { Lane, TlsRules } from '../../../channels/message.ts';
import type { HttpDraft } from '../../dialect.ts';
import { fingerprint, formJson } from '../form.ts';
import { mergeHeaders } from '../../../lib/headers.ts';
import type { StateEvent } from '../wire.ts';
import type { SubscriptionsConfig } from './config.ts';
import { isActive, type Subscription, type SubscriptionStore } from './store.ts';

/** What notifications are made of. */
export interface NotificationParts {
  readonly config: SubscriptionsConfig;
  readonly tls: TlsRules;
  readonly store: SubscriptionStore;
  /** The header of each auth config, by its id in lower case. */
  readonly authHeaders: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Wall-clock epoch ms: subscriptions expire by the calendar of those who made them. */
  readonly wallMs: () => number;
}

const feedPrefix = 'subscription-';
const longestPauseMs = 5000;

/** Sends each change of state to every active subscription, in a lane of its own. */
export class Notifications {
  readonly #parts: NotificationParts;

  constructor(parts: NotificationParts) {
    this.#parts = parts;
  }

  /** One notification per active subscription: a POST with the fields of the WFM agent-state events. */
  render(facts: StateEvent, contactId: string | null): HttpDraft[] {
    const { store, wallMs } = this.#parts;
    if (store.size === 0) return [];
    return store.active(wallMs()).map((subscription) => this.#draft(subscription, facts, contactId));
  }

  /** The lane of a subscription that exists. Its retries follow the subscription, and it is over with it. */
  laneOf(feed: string): Lane | undefined {
    const { config, tls, store, wallMs } = this.#parts;
    const id = feed.startsWith(feedPrefix) ? feed.slice(feedPrefix.length) : '';
    if (store.get(id) === undefined) return undefined;
    return {
      vendor: 'ringcentral',
      feed,
      timeoutMs: config.timeout_ms,
      get over() {
        const now = store.get(id);
        return now === undefined || !isActive(now, wallMs());
      },
      get retries() {
        return store.get(id)?.retryCount ?? 0;
      },
      retryPause: { firstMs: config.retry_pause_ms, maxMs: longestPauseMs, jitter: 0.5 },
      deliveredBy: (status) => status >= 200 && status < 300,
      strictOrder: config.strict_order,
      tls,
    };
  }

  #draft(subscription: Subscription, facts: StateEvent, contactId: string | null): HttpDraft {
    const { subscriptionId, notificationUrl, customHeaders, authConfigId } = subscription;
    const authHeader = authConfigId === null ? undefined : this.#parts.authHeaders.get(authConfigId);
    const headers = mergeHeaders(customHeaders, authHeader);
    return {
      feed: feedPrefix + subscriptionId,
      channel: 'http',
      eventId: fingerprint(facts),
      eventType: facts.event_type,
      contactId,
      ...formJson(facts, notificationUrl, headers),
      secretHeaders: Object.keys(headers),
      orderKey: facts.agent_id,
      filtered: false,
    };
  }
}
