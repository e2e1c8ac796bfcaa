import type { Vendor } from '../vendor.ts';
import { enreachConfig, type EnreachConfig } from './config.ts';
import { createEnreach } from './index.ts';
import { eventNames } from './wire/index.ts';

/** Enreach RTE: clients connect to it and subscribe, so that it has no receivers and no addresses. */
export const enreach = {
  name: 'enreach',
  config: enreachConfig,
  feeds: () => ['rte'],
  eventTypes: () => eventNames,
  needsServer: () => true,
  hasSubscribers: () => true,
  files({ token, ...config }, resolve) {
    const key = token.key_file;
    return { ...config, token: { ...token, ...(key !== undefined && { key_file: resolve(key) }) } };
  },
  redirect: (config) => config,
  secure: (config) => config,
  isSecured: () => true,
  reader: async () => (await import('./read-on-wire.ts')).readOnWire,
  check: async () => (await import('./check/demands.ts')).enreachDemands,
  create: createEnreach,
  everythingTo: () => enreachConfig.parse({}),
} satisfies Vendor<EnreachConfig>;
