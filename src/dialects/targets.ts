import { asappConfig, type AsappConfig } from './asapp/config.ts';
import { enreachConfig, type EnreachConfig } from './enreach/config.ts';
import { ringcentralConfig, type RingcentralConfig } from './ringcentral/config.ts';

/** Every vendor that phoney speaks for, by its name in a scenario's `targets`: what may stand there. */
export const targetSchemas = {
  asapp: asappConfig,
  ringcentral: ringcentralConfig,
  enreach: enreachConfig,
} as const;

/** The part of a scenario that says who is told. */
export interface Targets {
  readonly asapp?: AsappConfig | undefined;
  readonly ringcentral?: RingcentralConfig | undefined;
  readonly enreach?: EnreachConfig | undefined;
}
