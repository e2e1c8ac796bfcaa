import { defineDialect } from '../define/define-dialect.ts';
import { enreachConfig } from './config.ts';
import { createEnreach } from './index.ts';
import { eventNames } from './wire/index.ts';

/** Enreach RTE: clients connect to it and subscribe, so that it has no receivers and no addresses. */
export const enreach = defineDialect({
  name: 'enreach',
  settings: enreachConfig,
  feeds: ['rte'],
  eventTypes: eventNames,
  files({ token, ...config }, resolve) {
    const key = token.key_file;
    return { ...config, token: { ...token, ...(key !== undefined && { key_file: resolve(key) }) } };
  },
  reader: async () => (await import('./read-on-wire.ts')).readOnWire,
  contracts: async () => (await import('./contracts/index.ts')).contractSuite,
  tap: async () => (await import('./tap.ts')).tapSuite,
  check: async () => (await import('./check/demands.ts')).enreachDemands,
  spec: async () => (await import('./spec/index.ts')).enreachSpec,
  create: createEnreach,
});
