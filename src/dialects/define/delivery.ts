import type { Lane, TlsRules } from '../../channels/message.ts';
import type { TlsConfig } from '../tls.ts';
import { tlsRulesOf } from '../tls.ts';

/** Where a feed is posted, and by which rules. */
export interface Delivery {
  /** Where its messages go that name no address themselves. */
  readonly url: string;
  /** From a request's start to its whole answer. Default: 3000. */
  readonly timeoutMs?: number | undefined;
  /** How many times more after the first try. Default: 0. */
  readonly retries?: number | undefined;
  /** The pause before the first retry, doubled for each further one up to `maxMs`. Default: 1 s, up to 30 s. */
  readonly retryPause?: { readonly firstMs: number; readonly maxMs: number } | undefined;
  /** Which statuses are a delivery. Default: every 2xx. */
  readonly deliveredBy?: ((status: number) => boolean) | undefined;
  /** True: a message waits until the one before it with the same `orderKey` has ended. Default: false. */
  readonly strictOrder?: boolean | undefined;
  /** TLS files of this feed alone. Default: those of the settings' own `tls`. */
  readonly tls?: TlsConfig | undefined;
}

/** The settings of one address, as `form.delivery()` reads them. */
export interface DeliverySettings {
  readonly url: string;
  readonly timeout_ms?: number | undefined;
  readonly retries?: number | undefined;
  readonly retry_pause?: { readonly first: number; readonly max: number } | undefined;
  readonly strict_order?: boolean | undefined;
  readonly tls?: TlsConfig | undefined;
}

/** The delivery that these settings ask for. */
export function deliveryOf(settings: DeliverySettings): Delivery {
  const {
    url,
    timeout_ms: timeoutMs,
    retries,
    retry_pause: pause,
    strict_order: strictOrder,
    tls,
  } = settings;
  return {
    url,
    timeoutMs,
    retries,
    retryPause: pause && { firstMs: pause.first, maxMs: pause.max },
    strictOrder,
    tls,
  };
}

/** How retries are spread: the share of a pause that chance may take off. */
const jitter = 0.2;

/** The rules of a feed's lane. `target` has the TLS files that it shares with others. */
export function laneOf(
  { vendor, feed }: Pick<Lane, 'vendor' | 'feed'>,
  delivery: Delivery,
  { tls, minVersion }: { readonly tls: TlsConfig | undefined; readonly minVersion: TlsRules['minVersion'] },
): Lane {
  const { firstMs = 1000, maxMs = 30_000 } = delivery.retryPause ?? {};
  return {
    vendor,
    feed,
    timeoutMs: delivery.timeoutMs ?? 3000,
    retries: delivery.retries ?? 0,
    retryPause: { firstMs, maxMs, jitter },
    deliveredBy: delivery.deliveredBy ?? ((status) => status >= 200 && status < 300),
    strictOrder: delivery.strictOrder ?? false,
    tls: tlsRulesOf({ tls }, minVersion, delivery.tls),
  };
}

/**
 * The deliveries that settings of the usual shape ask for: `feeds.<feed>.url` for each feed, or one `url` for all of `feeds`.
 * Empty where they have neither.
 */
export function usualDeliveries(settings: unknown, feeds: readonly string[]): Record<string, Delivery> {
  const { url, feeds: own } = (settings ?? {}) as { readonly url?: unknown; readonly feeds?: unknown };
  const parts = typeof own === 'object' && own !== null ? Object.entries(own) : [];
  const addressed = parts.filter(([, part]) => hasUrl(part));
  if (addressed.length > 0) {
    return Object.fromEntries(addressed.map(([feed, part]) => [feed, deliveryOf(part as DeliverySettings)]));
  }
  if (typeof url !== 'string') return {};
  // Its TLS files are the target's own.
  const { tls: _, ...shared } = settings as DeliverySettings;
  return Object.fromEntries(feeds.map((feed) => [feed, deliveryOf(shared)]));
}

function hasUrl(part: unknown): boolean {
  return typeof part === 'object' && part !== null && typeof Reflect.get(part, 'url') === 'string';
}
