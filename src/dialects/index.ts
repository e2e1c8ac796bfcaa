import { createAsapp } from './asapp/index.ts';
import { asappConfig } from './asapp/config.ts';

/** Every vendor that phoney speaks for: what its part of a scenario's `targets` looks like, and who says it. */
export const dialects = {
  asapp: { config: asappConfig, create: createAsapp },
} as const;

/** The name of a vendor as it stands in a scenario's `targets`. */
export type Vendor = keyof typeof dialects;
