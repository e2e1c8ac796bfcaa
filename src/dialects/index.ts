import { asappConfig, type AsappConfig } from './asapp/config.ts';
import { createAsapp } from './asapp/index.ts';
import { redirectAsapp } from './asapp/redirect.ts';
import { asappOneMessage } from './asapp/one-message.ts';
import type { Dialect, OneMessageVendor } from './dialect.ts';
import type { EnreachConfig } from './enreach/config.ts';
import { createEnreach, type EnreachHost } from './enreach/index.ts';
import { InputError, suggestNames } from '../lib/errors.ts';
export type { OneMessage } from './dialect.ts';

/** Every vendor that phoney speaks for: what its part of a scenario's `targets` looks like, and who says it. */
export const dialects = {
  asapp: { config: asappConfig, create: createAsapp, oneMessage: asappOneMessage },
} as const;

/** The name of a vendor as it stands in a scenario's `targets`. */
export type Vendor = keyof typeof dialects;

/** The part of a scenario that says who is told. */
export interface Targets {
  readonly asapp?: AsappConfig | undefined;
  readonly enreach?: EnreachConfig | undefined;
}

/** Whether a target answers requests, so that a run has to open a server. */
export function needsServer({ enreach }: Targets): boolean {
  return enreach !== undefined;
}

/**
 * The dialects of those targets that a scenario has. Those that are servers look up their secrets in `host`; without one
 * they speak, as in a dry run, and nobody can connect.
 */
export function createDialects({ asapp, enreach }: Targets, seed: number, host?: EnreachHost): Dialect[] {
  return [
    ...(asapp === undefined ? [] : [createAsapp(asapp, { seed })]),
    ...(enreach === undefined ? [] : [createEnreach(enreach, { seed, ...(host !== undefined && { host }) })]),
  ];
}

/** The same targets with other addresses: `urlOf` is asked for each `vendor.feed`; `undefined` leaves it as it is. */
export function redirectTargets<T extends Targets>(
  targets: T,
  urlOf: (name: string) => string | undefined,
): T {
  const { asapp } = targets;
  if (asapp === undefined) return targets;
  return { ...targets, asapp: redirectAsapp(asapp, (feed) => urlOf(`asapp.${feed}`)) };
}

/** How the vendor of that name makes a single event. Throws an `InputError` for an unknown vendor. */
export function oneMessageOf(name: string): OneMessageVendor {
  const names = Object.keys(dialects);
  if (name in dialects) return dialects[name as Vendor].oneMessage;
  const [near] = suggestNames(name, names);
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  throw new InputError(`"${name}" is no vendor that phoney knows.${hint} Name one of ${names.join(', ')}.`);
}
