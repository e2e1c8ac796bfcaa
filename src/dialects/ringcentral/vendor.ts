import type { Probe } from '../../channels/message.ts';
import type { Dialect } from '../dialect.ts';
import { defineDialect } from '../define/define-dialect.ts';
import { tlsOf, type TlsConfig } from '../tls.ts';
import type { DialectParts } from '../vendor.ts';
import { ringcentralConfig, type RingcentralConfig } from './config.ts';
import { createRingcentral, tlsRules } from './index.ts';
import { isTypeOfFeed, wfmFeeds } from './wfm.ts';
import { eventTypes } from './wire.ts';

/** RingCentral: it calls its customers, and they call it to subscribe and to fetch recordings. */
export const ringcentral = defineDialect({
  name: 'ringcentral',
  settings: ringcentralConfig,
  feeds: ({ wfm }) => (wfm === undefined ? [] : wfmFeeds(wfm)),
  eventTypes: (feed) => eventTypes.filter((type) => isTypeOfFeed(type, feed)),
  // The ends of calls link to recordings.
  needsServer: ({ wfm, subscriptions }) => subscriptions !== undefined || wfm?.call_event_url !== undefined,
  redirect,
  ...tlsOf(changeTls),
  hasSubscribers: ({ subscriptions }) => subscriptions !== undefined,
  create,
  receiver: {
    minVersion: 'TLSv1.2',
    clientCertificate: false,
    validator: async () => (await import('./validate-request.ts')).validateRequest,
  },
  reader: async () => (await import('./read-on-wire.ts')).readOnWire,
  contracts: async () => (await import('./contracts/index.ts')).contractSuite,
  check: async () => (await import('./check/demands.ts')).ringcentralDemands,
  spec: async () => (await import('./spec/index.ts')).ringcentralSpec,
  everythingTo: (url, form, timeout) =>
    ringcentralConfig.parse({
      wfm: {
        agent_event_url: url,
        call_event_url: url,
        send_body_as_json: form === 'json',
        timeout_ms: timeout,
      },
    }),
});

function changeTls(config: RingcentralConfig, change: (tls: TlsConfig) => TlsConfig): RingcentralConfig {
  const { tls, wfm, subscriptions } = config;
  const shared = change(tls ?? {});
  return {
    ...config,
    ...(Object.keys(shared).length > 0 && { tls: shared }),
    ...(wfm !== undefined && {
      wfm: {
        ...wfm,
        ...(wfm.agent_event_tls !== undefined && { agent_event_tls: change(wfm.agent_event_tls) }),
        ...(wfm.call_event_tls !== undefined && { call_event_tls: change(wfm.call_event_tls) }),
      },
    }),
    ...(subscriptions?.tls !== undefined && {
      subscriptions: { ...subscriptions, tls: change(subscriptions.tls) },
    }),
  };
}

function redirect(
  config: RingcentralConfig,
  urlOf: (feed: string, url: string) => string | undefined,
): RingcentralConfig {
  const { wfm } = config;
  if (wfm === undefined) return config;
  const { agent_event_url: agents, call_event_url: calls } = wfm;
  return {
    ...config,
    wfm: {
      ...wfm,
      ...(agents !== undefined && { agent_event_url: urlOf('agent-events', agents) ?? agents }),
      ...(calls !== undefined && { call_event_url: urlOf('call-events', calls) ?? calls }),
    },
  };
}

function create(config: RingcentralConfig, { seed, host }: DialectParts): Dialect {
  return createRingcentral(config, {
    seed,
    publicUrl: host?.origin ?? 'http://127.0.0.1',
    env: host?.env ?? null,
    wallMs: host?.wallMs ?? (() => 0),
    probe: host?.probeUnder(tlsRules(config)) ?? refuse,
  });
}

const refuse: Probe = () => Promise.resolve({ status: null, headers: {}, error: 'nothing is sent' });
