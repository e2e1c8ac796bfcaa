import type { z } from 'zod';
import type { Message } from '../channels/message.ts';
import { InputError, suggestNames } from '../lib/errors.ts';
import { asapp } from './asapp/vendor.ts';
import type { ContractSuite } from '../contracts/vendors/suite.ts';
import type { CheckSuite } from './demand.ts';
import type { Announcement, Dialect } from './dialect.ts';
import { enreach } from './enreach/vendor.ts';
import { ringcentral } from './ringcentral/vendor.ts';
import { carryGuests, guestsOf, type Carrying } from './guests/carried.ts';
import { findGuest, findGuests as findEach } from './guests/find-guest.ts';
import { namesModule, type Guest } from './guests/guest.ts';
import type { VendorSpec } from './spec.ts';
import type { DialectHost, ReadOnWire, ReceiverRules, TapSuite, TlsFiles, Vendor } from './vendor.ts';

export type { DialectHost } from './vendor.ts';
export { carryGuests, guestsOf } from './guests/carried.ts';
export { describeThrown } from './guests/explain-loading.ts';
export { moduleFile, namesModule, packageName, type Guest, type GuestSource } from './guests/guest.ts';
export { loadGuest, reloadGuests } from './guests/load-guest.ts';

/** Every vendor that phoney brings along, by its name in a scenario's `targets`. Nothing else names one. */
const map = { asapp, ringcentral, enreach } as const;

/** A vendor's name. */
export type VendorName = keyof typeof map;
type Configs = { readonly [Name in VendorName]: z.output<(typeof map)[Name]['settings']> };

/** The part of a scenario that says who is told: the settings of each vendor by its name, and the guests among them. */
export type Targets = { readonly [Name in VendorName]?: Configs[Name] | undefined } & Carrying;

const vendors: { readonly [Name in VendorName]: Vendor<Configs[Name]> } = map;

/** All of them, in the order in which their messages are numbered. */
export const vendorNames = Object.keys(vendors) as readonly VendorName[];

/** What may stand in `targets`, by vendor. */
export const targetSchemas = Object.fromEntries(
  Object.entries(map).map(([name, { settings }]) => [name, settings]),
) as { readonly [Name in VendorName]: (typeof map)[Name]['settings'] };

/** The feeds that have an address before the run, as `vendor.feed`. */
export function feedsOf(targets: Targets): string[] {
  return eachTarget(targets, (vendor, config) =>
    vendor.feeds(config).map((feed) => `${vendor.name}.${feed}`),
  ).flat();
}

/** The types of event that a feed of a vendor can have; none where nobody knows. */
export function eventTypesOf(targets: Targets, name: string, feed: string): readonly string[] {
  return vendorOf(targets, name)?.eventTypes(feed) ?? [];
}

/** How the messages of a target leave; not at all where there is no such target. */
export function channelsOf(targets: Targets, name: string): readonly Message['channel'][] {
  return eachTarget(targets, (vendor, config) =>
    vendor.name === name ? vendor.channels(config) : [],
  ).flat();
}

/** Whether anybody can subscribe to the target of that vendor, so that it has feeds which nobody knows before the run. */
export function hasFeedsToCome(targets: Targets, name: string): boolean {
  return eachTarget(
    targets,
    (vendor, config) =>
      vendor.name === name && vendor.receiver !== undefined && vendor.hasSubscribers(config),
  ).includes(true);
}

/** Whether a target answers requests, so that a run has to open a server. */
export function needsServer(targets: Targets): boolean {
  return eachTarget(targets, (vendor, config) => vendor.needsServer(config)).includes(true);
}

/** Whether the target of that vendor answers requests at routes of its own; with `givesTokens`, at one that gives tokens. */
export function hasRoutes(targets: Targets, name: string, givesTokens = false): boolean {
  return eachTarget(targets, (vendor, config) => {
    if (vendor.name !== name || !vendor.needsServer(config)) return false;
    const { inbound } = vendor.create(config, { seed: 1 });
    return (
      inbound === undefined || inbound.routes.some((route) => !givesTokens || route.givesTokens === true)
    );
  }).includes(true);
}

/** Whether anybody can subscribe to any of the targets, at a hub or over REST. */
export function hasSubscribers(targets: Targets): boolean {
  return eachTarget(targets, (vendor, config) => vendor.hasSubscribers(config)).includes(true);
}

/** The same targets with every path to a file resolved; `resolve` is told whose it is. */
export function resolveFiles(targets: Targets, resolve: (file: string, vendor: string) => string): Targets {
  return changeEach(targets, (vendor, config) => vendor.files(config, (file) => resolve(file, vendor.name)));
}

/** The same targets with other addresses: `urlOf` is asked for each `vendor.feed`; `undefined` leaves it as it is. */
export function redirectTargets(
  targets: Targets,
  urlOf: (name: string, url: string) => string | undefined,
): Targets {
  return changeEach(targets, (vendor, config) =>
    vendor.redirect(config, (feed, url) => urlOf(`${vendor.name}.${feed}`, url)),
  );
}

/** The feeds that {@link redirectTargets} can send elsewhere. */
export function redirectable(targets: Targets): string[] {
  const names: string[] = [];
  redirectTargets(targets, (name) => void names.push(name));
  return names;
}

/** The addresses that each vendor's messages are sent to, as the targets have them. */
export function addressesOf(targets: Targets): ReadonlyMap<string, readonly string[]> {
  const urls = new Map<string, string[]>();
  redirectTargets(targets, (name, url) => {
    const [vendor = ''] = name.split('.');
    urls.set(vendor, [...(urls.get(vendor) ?? []), url]);
    return undefined;
  });
  return urls;
}

/** The same targets, those without TLS files of their own with the ones that `filesFor` knows for their addresses. */
export function secureOpenTargets(
  targets: Targets,
  filesFor: (vendor: string, urls: readonly string[]) => TlsFiles,
): Targets {
  const addresses = addressesOf(targets);
  return changeEach(targets, (vendor, config) =>
    vendor.isSecured(config)
      ? config
      : vendor.secure(config, filesFor(vendor.name, addresses.get(vendor.name) ?? []), 'shared'),
  );
}

/** The same targets with these TLS files in place of their own. */
export function secureTargets(targets: Targets, tls: TlsFiles): Targets {
  return changeEach(targets, (vendor, config) => vendor.secure(config, tls));
}

/**
 * The dialects of those targets that a scenario has. Those that are servers look up their secrets in `host`; without one
 * they speak, as in a dry run, and nobody can connect.
 */
export function createDialects(targets: Targets, seed: number, host?: DialectHost): Dialect[] {
  const parts = { seed, ...(host !== undefined && { host }) };
  return eachTarget(targets, (vendor, config) => vendor.create(config, parts));
}

/** Where clients of these dialects connect, now that a server is open at `origin`: all in one. */
export function announce(dialects: readonly Dialect[], origin: string): Announcement {
  const said = dialects.flatMap(({ inbound }) => inbound?.announce?.(origin) ?? []);
  return {
    lines: said.flatMap(({ lines }) => lines),
    json: Object.assign({}, ...said.map(({ json }) => json)) as Announcement['json'],
  };
}

/** Whether the messages of that vendor say the version of its interface. */
export function isVersioned(targets: Targets, name: string): boolean {
  return vendorOf(targets, name)?.versioned === true;
}

/** Whether each message of that vendor says which feed it is of. */
export function namesFeeds(targets: Targets, name: string): boolean {
  return vendorOf(targets, name)?.namesFeeds === true;
}

/** How a vendor calls receivers; `undefined` where it calls nobody. */
export function receiverOf(targets: Targets, name: string): ReceiverRules | undefined {
  return vendorOf(targets, name)?.receiver;
}

/** How each of phoney's own vendors calls receivers, in the order of the map. */
export const receivers: ReadonlyMap<string, ReceiverRules> = new Map(
  vendorNames.flatMap((name) => {
    const { receiver } = vendors[name];
    return receiver === undefined ? [] : [[name, receiver] as const];
  }),
);

/**
 * The vendor that a command line names: one of phoney's own, or a module with a dialect, relative to the working directory. Throws an
 * `InputError` for what is neither, and for a module that is no dialect.
 */
export function findVendor(name: string, suited: readonly string[] = vendorNames): Vendor<unknown> {
  const known = ownVendor(name) ?? findGuest(name, vendorNames)?.vendor;
  if (known === undefined) throw new InputError(`"${name}" is not a vendor. ${hint(name, suited)}`);
  return known;
}

/**
 * The guests of the modules that a command line names, relative to the working directory. Throws an `InputError` with everything that
 * is wrong with them.
 */
export function findGuests(names: readonly string[]): Guest[] {
  return findEach(names, vendorNames);
}

/** How the vendor of that name, as {@link findVendor} has it, calls receivers. Throws an `InputError` where it calls nobody. */
export function findReceiver(name: string): ReceiverRules {
  const suited = [...receivers.keys()];
  const { receiver } = findVendor(name, suited);
  if (receiver !== undefined) return receiver;
  throw new InputError(`"${name}" calls nobody: its clients connect. ${hint(name, suited)}`);
}

/** Whether there is a vendor of that name among phoney's own, or `guests`. */
export function isVendor(name: string, guests: readonly Guest[]): boolean {
  return vendorOf(carryGuests({}, guests), name) !== undefined;
}

/** How the messages of that vendor are read off the wire; `undefined` when there is no such vendor among phoney's own, or `guests`. */
export async function readerOf(name: string, guests: readonly Guest[] = []): Promise<ReadOnWire | undefined> {
  return vendorOf(carryGuests({}, guests), name)?.reader();
}

/** The vendor that a command line names, with what its wire looks like; without where it does not say. Throws an `InputError` for no vendor. */
export async function specOf(
  named: string,
): Promise<{ readonly vendor: string; readonly spec: VendorSpec | undefined }> {
  const { name, spec } = findVendor(named);
  return { vendor: name, spec: await spec?.() };
}

/** Everything that a vendor demands of the other side. Throws an `InputError` for no vendor, and for one without demands. */
export async function checkSuiteOf(name: string): Promise<CheckSuite> {
  const checked = vendorNames.filter((vendor) => vendors[vendor].check !== undefined);
  const { check } = findVendor(name, checked);
  if (check !== undefined) return check();
  const why = `"${name}" has no demands that are checked.`;
  throw new InputError(
    namesModule(name)
      ? `${why} Give its dialect a check, which loads some, or name one of ${checked.join(', ')}.`
      : `${why} ${hint(name, checked)}`,
  );
}

/** What each of phoney's own vendors brings along for contracts, in the order of the map. */
export async function contractSuites(): Promise<(ContractSuite & { readonly vendor: VendorName })[]> {
  const loaded = vendorNames.map(async (vendor) => {
    const suite = await vendors[vendor].contracts?.();
    return suite === undefined ? [] : [{ ...suite, vendor }];
  });
  return (await Promise.all(loaded)).flat();
}

/** The vendor whose hub `phoney tap` speaks to, and how. Throws an `InputError` where there is none. */
export async function tapped(): Promise<TapSuite & Pick<Vendor<never>, 'name' | 'reader'>> {
  for (const vendor of vendorNames.map(
    (one): Pick<Vendor<never>, 'name' | 'reader' | 'tap'> => vendors[one],
  )) {
    const suite = await vendor.tap?.();
    if (suite !== undefined) return { ...suite, name: vendor.name, reader: vendor.reader };
  }
  throw new InputError('No vendor of this phoney has a hub that can be tapped.');
}

/**
 * A scenario's targets, had it only one of that vendor, as {@link findVendor} has it or as a guest, that sends everything to one address.
 * Throws an `InputError` for no vendor.
 */
export function targetEverything(
  named: string | Guest,
  ...where: Parameters<Vendor<never>['everythingTo']>
): Targets {
  const guest = typeof named === 'string' ? findGuest(named, vendorNames) : named;
  const vendor = guest?.vendor ?? findVendor(named as string);
  return carryGuests({ [vendor.name]: vendor.everythingTo(...where) }, guest === undefined ? [] : [guest]);
}

function ownVendor(name: string): Vendor<unknown> | undefined {
  const known = vendorNames.find((vendor) => vendor === name);
  // What is asked of a vendor of whom only the name is known is not about its settings.
  return known === undefined ? undefined : vendors[known];
}

function vendorOf(targets: Carrying, name: string): Vendor<unknown> | undefined {
  return ownVendor(name) ?? guestsOf(targets).find(({ vendor }) => vendor.name === name)?.vendor;
}

function hint(name: string, names: readonly string[]): string {
  const [near] = suggestNames(name, names);
  return `${near === undefined ? '' : `Did you mean ${near}? `}Name one of ${names.join(', ')}, or a dialect of your own, such as ./acme.ts.`;
}

/** Phoney's own vendors come first, in the order of the map, and then the guests, in the order of the scenario. */
function eachTarget<Result>(
  targets: Targets,
  take: <Config>(vendor: Vendor<Config>, config: Config) => Result,
): Result[] {
  const byName = targets as Readonly<Record<string, unknown>>;
  const names = [...vendorNames, ...guestsOf(targets).map(({ vendor }) => vendor.name)];
  const strange = Object.keys(targets).find((name) => !names.includes(name));
  if (strange !== undefined) throw new Error(`The dialect of the target "${strange}" was not loaded.`);
  return names.flatMap((name) => {
    const [vendor, config] = [vendorOf(targets, name), byName[name]];
    // That a configuration is its own vendor's is what the name says; the types only know that it is some vendor's.
    return vendor === undefined || config === undefined ? [] : [take(vendor, config)];
  });
}

function changeEach(
  targets: Targets,
  change: <Config>(vendor: Vendor<Config>, config: Config) => Config,
): Targets {
  const changed = eachTarget<readonly [string, unknown]>(targets, (vendor, config) => [
    vendor.name,
    change(vendor, config),
  ]);
  return carryGuests(Object.fromEntries(changed), guestsOf(targets));
}

/** The targets of all of these, each of other vendors. */
export function joinTargets(parts: readonly Targets[]): Targets {
  return carryGuests(Object.assign({}, ...parts) as Targets, parts.flatMap(guestsOf));
}

/** The target of that vendor alone, if there is one. */
export function onlyTarget(targets: Targets, name: string): Targets {
  const kept = Object.entries(targets).filter(([own]) => own === name);
  return carryGuests(
    Object.fromEntries(kept),
    guestsOf(targets).filter(({ vendor }) => vendor.name === name),
  );
}
