import { defineDialect } from '../define/define-dialect.ts';
import { tlsOf, type TlsConfig } from '../tls.ts';
import { asappConfig, type AsappConfig } from './config.ts';
import { eventTypes, feedNames } from './event-types.ts';
import { createAsapp } from './index.ts';

/** ASAPP: it posts events to its customers. */
export const asapp = defineDialect({
  name: 'asapp',
  versioned: true,
  namesFeeds: true,
  settings: asappConfig,
  feeds: ({ raw, feeds = {} }) =>
    raw === undefined ? feedNames.filter((feed) => feeds[feed] !== undefined) : ['raw'],
  eventTypes: (feed) => {
    const name = feedNames.find((one) => one === feed);
    return name === undefined ? Object.values(eventTypes).flat() : eventTypes[name];
  },
  redirect,
  ...tlsOf(changeTls),
  create: createAsapp,
  receiver: {
    minVersion: 'TLSv1.3',
    clientCertificate: true,
    validator: async () => (await import('./validate-request.ts')).validateRequest,
  },
  reader: async () => (await import('./read-on-wire.ts')).readOnWire,
  contracts: async () => (await import('./contracts/index.ts')).contractSuite,
  check: async () => (await import('./check/demands.ts')).asappDemands,
  spec: async () => (await import('./spec/index.ts')).asappSpec,
  everythingTo: (url, _form, timeout) => asappConfig.parse({ raw: { url, timeout_ms: timeout } }),
});

function changeTls(config: AsappConfig, change: (tls: TlsConfig) => TlsConfig): AsappConfig {
  const { tls, raw, feeds } = config;
  const changed = feedNames.flatMap((name) => {
    const feed = feeds?.[name];
    if (feed === undefined) return [];
    return [[name, feed.tls === undefined ? feed : { ...feed, tls: change(feed.tls) }] as const];
  });
  const shared = change(tls ?? {});
  return {
    ...config,
    ...(Object.keys(shared).length > 0 && { tls: shared }),
    ...(raw?.tls !== undefined && { raw: { ...raw, tls: change(raw.tls) } }),
    ...(feeds !== undefined && { feeds: Object.fromEntries(changed) as typeof feeds }),
  };
}

function redirect(
  config: AsappConfig,
  urlOf: (feed: string, url: string) => string | undefined,
): AsappConfig {
  const { raw, feeds } = config;
  if (raw !== undefined) return { ...config, raw: { ...raw, url: urlOf('raw', raw.url) ?? raw.url } };
  const redirected = feedNames.flatMap((name) => {
    const feed = feeds?.[name];
    return feed === undefined ? [] : [[name, { ...feed, url: urlOf(name, feed.url) ?? feed.url }] as const];
  });
  return { ...config, feeds: Object.fromEntries(redirected) as typeof feeds };
}
