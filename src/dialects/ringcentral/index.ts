import type { Probe, TlsRules } from '../../channels/message.ts';
import { InputError } from '../../lib/errors.ts';
import { createRandom } from '../../lib/random.ts';
import type { Announcement, Dialect, HttpDraft } from '../dialect.ts';
import { tlsRulesOf } from '../tls.ts';
import { callIntervalMs } from './call-tracker.ts';
import type { RingcentralConfig } from './config.ts';
import { createRenderer } from './create-renderer.ts';
import { identify } from './identity.ts';
import type { VendorEvent } from './render.ts';
import { createSampler } from './sampler.ts';
import { readSecrets, type Environment, type Secrets } from './secrets.ts';
import { apiPath, createApi } from './subscriptions/api.ts';
import { Notifications } from './subscriptions/notifications.ts';
import { SubscriptionStore } from './subscriptions/store.ts';
import { draftWfm, wfmLanes } from './wfm.ts';
import type { StateEvent } from './wire.ts';

/** What the dialect takes from the run rather than from its configuration. */
export interface RingcentralOptions {
  readonly seed: number;
  /** Where this program's routes are reached, without a slash at its end: the start of recording links. */
  readonly publicUrl: string;
  /** `null` where no secret is needed, as in a dry run. */
  readonly env: Environment | null;
  /** Validates receivers, under {@link tlsRules}. */
  readonly probe: Probe;
  /** Wall-clock epoch ms. */
  readonly wallMs: () => number;
}

/**
 * RingCentral: WFM "Generic HTTP" events, and RingCX agent-state subscriptions. Throws an {@link InputError} with every
 * secret that is missing.
 */
export function createRingcentral(
  config: RingcentralConfig,
  options: RingcentralOptions,
): Dialect<HttpDraft> {
  const secrets = readSecrets(config, options.env);
  if (secrets.problems.length > 0) throw new InputError(secrets.problems);
  const { wfm } = config;
  const tls = tlsRules(config);
  const { renderer, recordings, identity } = createRenderer(config, createRandom(options.seed), options);
  const subscriptions = createSubscriptions(config, options, secrets, tls);
  const draft = (event: VendorEvent): HttpDraft[] => [
    ...[wfm && draftWfm(event, wfm, secrets.wfmHeaders)].filter((made) => made !== undefined),
    ...(isState(event.facts)
      ? (subscriptions?.notifications.render(event.facts, event.contactId) ?? [])
      : []),
  ];
  return {
    vendor: 'ringcentral',
    intervalsMs: [callIntervalMs],
    lanes: wfm === undefined ? [] : wfmLanes(wfm, (own) => tlsRulesOf(config, minVersion, own)),
    laneOf: (feed) => subscriptions?.notifications.laneOf(feed),
    render(event, view) {
      if (event.type === 'day.began') return [];
      if (event.type !== 'day.ended') return renderer.render(event, view).flatMap(draft);
      return renderer
        .finish(view)
        .flatMap(({ at, event: late }) => draft(late).map((made) => ({ ...made, at })));
    },
    identify: (view) => identify(view, identity),
    sampler: createSampler(wfm, (seed) => createRingcentral(config, { ...options, seed })),
    inbound: {
      routes: [recordings.route, ...(subscriptions?.routes ?? [])],
      onSubscribers: (listener) => subscriptions?.onSubscribers(listener),
      ...(subscriptions !== undefined && { announce: subscriptions.announce }),
    },
  };
}

/** The lowest TLS version that the vendor speaks. */
const minVersion = 'TLSv1.2';

/** The TLS rules of notifications, and of the validations before them. */
export function tlsRules(config: RingcentralConfig): TlsRules {
  return tlsRulesOf(config, minVersion, config.subscriptions?.tls);
}

function createSubscriptions(
  { subscriptions: config }: RingcentralConfig,
  { probe, wallMs }: RingcentralOptions,
  { callers, authHeaders }: Secrets,
  tls: TlsRules,
) {
  if (config === undefined) return undefined;
  const store = new SubscriptionStore();
  return {
    notifications: new Notifications({ config, tls, store, authHeaders, wallMs }),
    routes: createApi({ config, callers, authHeaders, store, probe }),
    announce: (origin: string): Announcement => {
      const url = `${origin}${apiPath(config)}`;
      return { lines: [`subscriptions  ${url}`], json: { subscriptions: url } };
    },
    onSubscribers: (listener: (change: 1 | -1) => void): void => store.onSubscribers(listener),
  };
}

function isState(facts: VendorEvent['facts']): facts is StateEvent {
  return 'prev_state' in facts;
}
