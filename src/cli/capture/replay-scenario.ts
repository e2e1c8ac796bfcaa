import {
  joinTargets,
  onlyTarget,
  redirectTargets,
  secureTargets,
  targetEverything,
  type Guest,
  type Targets,
} from '../../dialects/index.ts';
import { InputError, suggestNames, type Problem } from '../../lib/errors.ts';
import { explainReceiverUrl } from '../../lib/address/receiver-url.ts';
import { loadScenario, type Scenario } from '../../scenario/index.ts';
import type { TlsFlags } from '../flags/tls-flags.ts';
import { findScenario } from '../run/scenario-source.ts';

/** How a replay goes on, as the flags say. */
export interface ReplayScenarioFlags extends TlsFlags {
  readonly scenario?: string;
  readonly url: readonly string[];
  readonly speed?: number;
  readonly rate?: number;
  readonly max?: boolean;
}

/** What is replayed: feeds by `vendor.feed`, and when it begins and ends, simulated epoch ms. */
export interface ReplaySpan {
  readonly feeds: readonly string[];
  readonly startMs: number;
  readonly endMs: number;
  /** The dialects among the vendors that are not phoney's own. */
  readonly guests: readonly Guest[];
}

/** Where a feed of a vendor is sent; `undefined` where nobody has said. */
export type UrlOf = (vendor: string, feed: string) => string | undefined;

/** Reads --url: an address for all, `vendor=URL` or `vendor.feed=URL`, the nearest of which counts. */
export function readUrls(urls: readonly string[], feeds: readonly string[], problems: Problem[]): UrlOf {
  const vendors = [...new Set(feeds.map((name) => name.split('.')[0] ?? ''))];
  const known = [...vendors, ...feeds];
  const byName = new Map<string, string>();
  for (const flag of urls) {
    const [, name = '*', url = flag] = /^([a-z][a-z\d-]*(?:\.[\w-]+)?)=(.*)$/.exec(flag) ?? [];
    const message = name === '*' || known.includes(name) ? explainReceiverUrl(url) : unknownFeed(name, known);
    if (message !== undefined) problems.push({ file: '--url', message });
    byName.set(name, url);
  }
  return (vendor, feed) => byName.get(`${vendor}.${feed}`) ?? byName.get(vendor) ?? byName.get('*');
}

function unknownFeed(name: string, known: readonly string[]): string {
  const [near] = suggestNames(name, known);
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  return `Nothing of "${name}" is replayed.${hint} There are ${known.join(', ')}.`;
}

/** The scenario of --scenario, or one in which nobody is. */
export function givenScenario({ scenario }: Pick<ReplayScenarioFlags, 'scenario'>): Scenario {
  return loadScenario(scenario === undefined ? { centre: emptyCentre } : findScenario(scenario));
}

/** The scenario that a replay is played by: faults, expectations, limits and TLS of the one that is given, and nothing that happens. */
export function replayScenario(
  given: Scenario,
  flags: ReplayScenarioFlags,
  span: ReplaySpan,
  urlOf: UrlOf,
): Scenario {
  const laterMs = span.startMs - given.startMs;
  return {
    ...given,
    startMs: span.startMs,
    endMs: span.endMs,
    pace: paceOf(flags, given),
    commands: [],
    triggered: [],
    traffic: [],
    faults: given.faults.map((fault) => ({
      ...fault,
      fromMs: fault.fromMs + laterMs,
      untilMs: fault.untilMs + laterMs,
    })),
    targets: secureTargets(targetsOf(given.targets, span, urlOf), flags),
  };
}

const emptyCentre = {
  queues: [{ name: 'nobody' }],
  agents: [],
};

/** A pace of the scenario's own counts where no flag says another. */
function paceOf({ speed, rate, max, scenario }: ReplayScenarioFlags, given: Scenario): Scenario['pace'] {
  if (max === true) return { kind: 'max' };
  if (rate !== undefined) return { kind: 'rate', stages: [{ ratePerSec: rate, forMs: Infinity }] };
  if (speed !== undefined) return { kind: 'speed', speed };
  return scenario === undefined ? { kind: 'speed', speed: 1 } : given.pace;
}

/** Those of the vendors that are replayed: the scenario's, at other addresses where flags say so, or ones of their own. */
function targetsOf(given: Targets, { feeds, guests }: ReplaySpan, urlOf: UrlOf): Targets {
  const vendors = [...new Set(feeds.map((name) => name.split('.')[0] ?? ''))];
  const targets = vendors.map((vendor): Targets => {
    if (Object.hasOwn(given, vendor)) return onlyTarget(given, vendor);
    const feed = feeds.find((one) => one.startsWith(`${vendor}.`))?.slice(vendor.length + 1) ?? '';
    const guest = guests.find((one) => one.vendor.name === vendor);
    return targetEverything(guest ?? vendor, urlOf(vendor, feed) ?? nowhere);
  });
  return redirectTargets(joinTargets(targets), (name) => {
    const [vendor = '', feed = ''] = name.split('.');
    return urlOf(vendor, feed);
  });
}

/** Stands where a problem has been told already. */
const nowhere = 'https://localhost/';

/** The addresses as the targets have them, for what no flag sends elsewhere. Throws an `InputError` with feeds that have none. */
export function addressesFor(targets: Targets, urlOf: UrlOf): (vendor: string, feed: string) => string {
  const byFeed = new Map<string, string>();
  redirectTargets(targets, (name, url) => {
    const [vendor = ''] = name.split('.');
    byFeed.set(name, url);
    if (!byFeed.has(vendor)) byFeed.set(vendor, url);
    return undefined;
  });
  return (vendor, feed) => {
    const url = urlOf(vendor, feed) ?? byFeed.get(`${vendor}.${feed}`) ?? byFeed.get(vendor);
    if (url === undefined)
      throw new InputError(`There is no address for ${vendor}.${feed}. Give --url ${vendor}=https://….`);
    return url;
  };
}
