import { InputError, suggestNames } from '../lib/errors.ts';
import type { Probe, TlsRules } from '../channels/message.ts';
import { createAsapp } from './asapp/index.ts';
import { asappOneMessage } from './asapp/sample/one-message.ts';
import { redirectAsapp } from './asapp/redirect.ts';
import type { Dialect, OneMessageVendor } from './dialect.ts';
import { createEnreach, type EnreachDialect, type EnreachHost } from './enreach/index.ts';
import type { RingcentralConfig } from './ringcentral/config.ts';
import { createRingcentral, tlsRules, type RingcentralDialect } from './ringcentral/index.ts';
import { ringcentralOneMessage } from './ringcentral/sample/one-message.ts';
import { redirectRingcentral } from './ringcentral/redirect.ts';
import type { Targets } from './targets.ts';

export type { OneMessage } from './dialect.ts';

/** What dialects that call or answer need of the machine and the server that host them. */
export interface DialectHost extends EnreachHost {
  /** Where the dialects' routes are reached, without a slash at its end. */
  readonly origin: string;
  /** Wall-clock epoch ms. */
  readonly wallMs: () => number;
  /** Asks receivers whether they want what is sent, under these rules. */
  readonly probeUnder: (rules: TlsRules) => Probe;
}

/** What a person and a program are told about what the dialects serve. */
export interface Announcement {
  readonly lines: readonly string[];
  readonly json: Readonly<Record<string, unknown>>;
}

/** Everything that the dialects serve at `origin`. */
export function announce(dialects: readonly Dialect[], origin: string): Announcement {
  const enreach = dialects.find((dialect): dialect is EnreachDialect => dialect.vendor === 'enreach');
  const path = dialects.find(isRingcentral)?.subscriptionsPath;
  const subscriptions = path === undefined ? undefined : `${origin}${path}`;
  const rte = enreach && `${origin}${enreach.inbound.hub.path}`;
  const token = enreach && `${origin}/token/me/rte/`;
  const who = enreach?.directory;
  return {
    lines: [
      ...(subscriptions === undefined ? [] : [`subscriptions  ${subscriptions}`]),
      ...(who === undefined ? [] : [`hub    ${rte}`, `token  ${token}`]),
      ...(who?.users ?? []).map(({ name, id }) => `user   ${id}  ${name}`),
      ...(who?.queues ?? []).map(({ name, id }) => `queue  ${id}  ${name}`),
    ],
    json: {
      subscriptions,
      rte,
      token,
      ...(who && { users: who.users, queues: who.queues, callLists: who.callLists }),
    },
  };
}

function isRingcentral(dialect: Dialect): dialect is RingcentralDialect {
  return dialect.vendor === 'ringcentral';
}

/** Whether a target answers requests, so that a run has to open a server. */
export function needsServer({ ringcentral, enreach }: Targets): boolean {
  const linksToRecordings = ringcentral?.wfm?.call_event_url !== undefined;
  return enreach !== undefined || ringcentral?.subscriptions !== undefined || linksToRecordings;
}

/**
 * The dialects of those targets that a scenario has. Those that are servers look up their secrets in `host`; without one
 * they speak, as in a dry run, and nobody can connect.
 */
export function createDialects(targets: Targets, seed: number, host?: DialectHost): Dialect[] {
  const { asapp, ringcentral, enreach } = targets;
  return [
    ...(asapp === undefined ? [] : [createAsapp(asapp, { seed })]),
    ...(ringcentral === undefined ? [] : [openRingcentral(ringcentral, seed, host)]),
    ...(enreach === undefined ? [] : [createEnreach(enreach, { seed, ...(host !== undefined && { host }) })]),
  ];
}

/** The same targets with other addresses: `urlOf` is asked for each `vendor.feed`; `undefined` leaves it as it is. */
export function redirectTargets<T extends Targets>(
  targets: T,
  urlOf: (name: string) => string | undefined,
): T {
  const { asapp, ringcentral } = targets;
  return {
    ...targets,
    ...(asapp !== undefined && { asapp: redirectAsapp(asapp, (feed) => urlOf(`asapp.${feed}`)) }),
    ...(ringcentral !== undefined && {
      ringcentral: redirectRingcentral(ringcentral, (feed) => urlOf(`ringcentral.${feed}`)),
    }),
  };
}

/** The vendors of which a single event can be sent: Enreach's clients fetch theirs. */
const oneMessageVendors: Readonly<Record<string, OneMessageVendor>> = {
  asapp: asappOneMessage,
  ringcentral: ringcentralOneMessage,
};

/** How the vendor of that name makes a single event. Throws an `InputError` for an unknown vendor. */
export function oneMessageOf(name: string): OneMessageVendor {
  const vendor = Object.hasOwn(oneMessageVendors, name) ? oneMessageVendors[name] : undefined;
  if (vendor !== undefined) return vendor;
  const names = Object.keys(oneMessageVendors);
  const [near] = suggestNames(name, names);
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  throw new InputError(`No single event of "${name}" can be sent.${hint} Name one of ${names.join(', ')}.`);
}

/** Without a host, as in a dry run, nobody is called, nobody calls, and no secret is looked up. */
function openRingcentral(config: RingcentralConfig, seed: number, host?: DialectHost): Dialect {
  return createRingcentral(config, {
    seed,
    publicUrl: host?.origin ?? 'http://127.0.0.1',
    env: host?.env ?? null,
    wallMs: host?.wallMs ?? (() => 0),
    probe: host?.probeUnder(tlsRules(config)) ?? refuse,
  });
}

const refuse: Probe = () => Promise.resolve({ status: null, headers: {}, error: 'nothing is sent' });
