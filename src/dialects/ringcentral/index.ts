import type { Probe, TlsRules } from '../../channels/message.ts';
import { InputError } from '../../lib/errors.ts';
import type { Random } from '../../lib/random.ts';
import type { Dialect, Draft } from '../dialect.ts';
import { callIntervalMs } from './call-story.ts';
import type { RingcentralConfig } from './config.ts';
import { createRenderer } from './create-renderer.ts';
import type { Said } from './render.ts';
import { readSecrets, type Environment, type Secrets } from './secrets.ts';
import { createApi, describeSubscription } from './subscriptions/api.ts';
import { Notifications } from './subscriptions/notifications.ts';
import { SubscriptionStore } from './subscriptions/store.ts';
import { draftWfm, wfmLanes } from './wfm.ts';
import type { StateEvent } from './wire.ts';

/** What the dialect needs beside its configuration. */
export interface RingcentralParts {
  readonly random: Random;
  /** Where this program's routes are reached, without a slash at its end: the start of recording links. */
  readonly publicUrl: string;
  readonly env: Environment;
  /** Validates receivers, with the same TLS rules as the lanes. */
  readonly probe: Probe;
  /** Wall-clock epoch ms. */
  readonly wallMs: () => number;
  /** The subscriptions, when they are to outlive this dialect. */
  readonly store?: SubscriptionStore;
}

/** The dialect, and a look at its subscriptions. */
export interface RingcentralDialect extends Dialect {
  /** The subscriptions as the REST API shows them, without the values of their headers. */
  listSubscriptions(): readonly object[];
}

/**
 * RingCentral: WFM "Generic HTTP" events, and RingCX agent-state subscriptions. Throws an {@link InputError} with every
 * secret that is missing.
 */
export function createRingcentralDialect(
  config: RingcentralConfig,
  parts: RingcentralParts,
): RingcentralDialect {
  const secrets = readSecrets(config, parts.env);
  if (secrets.problems.length > 0) throw new InputError(secrets.problems);
  const { wfm } = config;
  const tls = tlsRules(config);
  const { renderer, recordings } = createRenderer(config, parts.random, parts.publicUrl);
  const subscriptions = createSubscriptions(config, parts, secrets, tls);
  const draft = (said: Said): Draft[] => [
    ...[wfm && draftWfm(said, wfm, secrets.wfmHeaders)].filter((made) => made !== undefined),
    ...(isState(said.facts) ? (subscriptions?.notifications.render(said.facts, said.contactId) ?? []) : []),
  ];
  return {
    vendor: 'ringcentral',
    intervalsMs: [callIntervalMs],
    lanes: wfm === undefined ? [] : wfmLanes(wfm, tls),
    laneOf: (feed) => subscriptions?.notifications.laneOf(feed),
    render: (event, view) => renderer.render(event, view).flatMap(draft),
    inbound: { routes: [recordings.route, ...(subscriptions?.routes ?? [])] },
    listSubscriptions: () => subscriptions?.list() ?? [],
  };
}

/** The TLS rules of everything that this target sends, validations among it. */
export function tlsRules({ tls }: RingcentralConfig): TlsRules {
  return {
    minVersion: 'TLSv1.2',
    ...(tls?.cert !== undefined && { cert: tls.cert }),
    ...(tls?.key !== undefined && { key: tls.key }),
    ...(tls?.ca !== undefined && { ca: tls.ca }),
    ...(tls?.passphrase_env !== undefined && { passphraseEnv: tls.passphrase_env }),
  };
}

function createSubscriptions(
  { subscriptions: config }: RingcentralConfig,
  { probe, wallMs, store = new SubscriptionStore() }: RingcentralParts,
  { callers, authHeaders }: Secrets,
  tls: TlsRules,
) {
  if (config === undefined) return undefined;
  return {
    notifications: new Notifications({ config, tls, store, authHeaders, wallMs }),
    routes: createApi({ config, callers, authHeaders, store, probe }),
    list: () =>
      store.all().map((subscription) => ({
        ...describeSubscription(subscription, config, wallMs()),
        customHeaders: Object.keys(subscription.customHeaders),
      })),
  };
}

function isState(facts: Said['facts']): facts is StateEvent {
  return 'prev_state' in facts;
}
