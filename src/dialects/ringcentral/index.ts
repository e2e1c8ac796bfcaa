import type { Probe, TlsRules } from '../../channels/message.ts';
import { InputError } from '../../lib/errors.ts';
import { createRandom } from '../../lib/random.ts';
import type { Dialect, Draft } from '../dialect.ts';
import { callIntervalMs } from './call-tracker.ts';
import type { RingcentralConfig } from './config.ts';
import { createRenderer } from './create-renderer.ts';
import type { VendorEvent } from './render.ts';
import { readSecrets, type Environment, type Secrets } from './secrets.ts';
import { apiPath, createApi, describeSubscription } from './subscriptions/api.ts';
import { Notifications } from './subscriptions/notifications.ts';
import { SubscriptionStore } from './subscriptions/store.ts';
import { draftWfm, wfmLanes } from './wfm.ts';
import type { StateEvent } from './wire.ts';

/** What the dialect takes from the run rather than from its configuration. */
export interface RingcentralOptions {
  readonly seed: number;
  /** Paths and names that take the place of those in the configuration, from the command line. */
  readonly tls?: Partial<Omit<TlsRules, 'minVersion'>>;
  /** Where this program's routes are reached, without a slash at its end: the start of recording links. */
  readonly publicUrl: string;
  /** `null` where no secret is needed, as in a dry run. */
  readonly env: Environment | null;
  /** Validates receivers, under {@link tlsRules}. */
  readonly probe: Probe;
  /** Wall-clock epoch ms. */
  readonly wallMs: () => number;
  /** The subscriptions, when they are to outlive this dialect. */
  readonly store?: SubscriptionStore;
}

/** The dialect, and a look at its subscriptions. */
export interface RingcentralDialect extends Dialect {
  /** The path of the REST API for subscriptions; absent when it is not offered. */
  readonly subscriptionsPath?: string;
  /** The subscriptions as the REST API shows them, without the values of their headers. */
  listSubscriptions(): readonly object[];
}

/**
 * RingCentral: WFM "Generic HTTP" events, and RingCX agent-state subscriptions. Throws an {@link InputError} with every
 * secret that is missing.
 */
export function createRingcentral(
  config: RingcentralConfig,
  options: RingcentralOptions,
): RingcentralDialect {
  const secrets = readSecrets(config, options.env);
  if (secrets.problems.length > 0) throw new InputError(secrets.problems);
  const { wfm } = config;
  const tls = tlsRules(config, options.tls);
  const { renderer, recordings } = createRenderer(config, createRandom(options.seed), options);
  const subscriptions = createSubscriptions(config, options, secrets, tls);
  const draft = (event: VendorEvent): Draft[] => [
    ...[wfm && draftWfm(event, wfm, secrets.wfmHeaders)].filter((made) => made !== undefined),
    ...(isState(event.facts)
      ? (subscriptions?.notifications.render(event.facts, event.contactId) ?? [])
      : []),
  ];
  return {
    vendor: 'ringcentral',
    intervalsMs: [callIntervalMs],
    lanes: wfm === undefined ? [] : wfmLanes(wfm, tls),
    laneOf: (feed) => subscriptions?.notifications.laneOf(feed),
    render: (event, view) => renderer.render(event, view).flatMap(draft),
    finish: (view) =>
      renderer.finish(view).flatMap(({ at, event }) => draft(event).map((made) => ({ ...made, at }))),
    inbound: { routes: [recordings.route, ...(subscriptions?.routes ?? [])] },
    ...(subscriptions !== undefined && { subscriptionsPath: subscriptions.path }),
    listSubscriptions: () => subscriptions?.list() ?? [],
  };
}

/** The TLS rules of everything that this target sends, validations among it; `overrides` come from the command line. */
export function tlsRules({ tls }: RingcentralConfig, overrides: RingcentralOptions['tls'] = {}): TlsRules {
  return {
    minVersion: 'TLSv1.2',
    ...(tls?.cert !== undefined && { cert: tls.cert }),
    ...(tls?.key !== undefined && { key: tls.key }),
    ...(tls?.ca !== undefined && { ca: tls.ca }),
    ...(tls?.passphrase_env !== undefined && { passphraseEnv: tls.passphrase_env }),
    ...overrides,
  };
}

function createSubscriptions(
  { subscriptions: config }: RingcentralConfig,
  { probe, wallMs, store = new SubscriptionStore() }: RingcentralOptions,
  { callers, authHeaders }: Secrets,
  tls: TlsRules,
) {
  if (config === undefined) return undefined;
  return {
    notifications: new Notifications({ config, tls, store, authHeaders, wallMs }),
    path: apiPath(config),
    routes: createApi({ config, callers, authHeaders, store, probe }),
    list: () =>
      store.all().map((subscription) => ({
        ...describeSubscription(subscription, config, wallMs()),
        customHeaders: Object.keys(subscription.customHeaders),
      })),
  };
}

function isState(facts: VendorEvent['facts']): facts is StateEvent {
  return 'prev_state' in facts;
}
