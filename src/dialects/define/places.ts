import type { TlsConfig } from '../tls.ts';
import { namesFiles, replaceFiles, resolveFiles } from '../tls.ts';
import type { TlsFiles } from '../vendor.ts';
import type { Delivery } from './delivery.ts';

type Place = readonly string[];
type Deliveries = Readonly<Record<string, Delivery>>;

/**
 * The settings with other addresses. Where an address stands in them is found by trying: whichever feed's delivery follows when
 * another is put there is sent from there. Feeds that share an address are sent elsewhere together, by the first that is.
 */
export function redirectUrls<Settings>(
  settings: Settings,
  deliveriesOf: (settings: Settings) => Deliveries,
  urlOf: (feed: string, url: string) => string | undefined,
): Settings {
  const places = placesOfUrls(settings, deliveriesOf);
  const done = new Set<string>();
  let changed = settings;
  for (const [feed, { url }] of Object.entries(deliveriesOf(settings))) {
    const place = places.get(feed);
    if (place === undefined) continue;
    const other = urlOf(feed, url);
    if (other === undefined || done.has(String(place))) continue;
    done.add(String(place));
    changed = replaceAt(changed, place, other) as Settings;
  }
  return changed;
}

const elsewhere = 'https://elsewhere.invalid/';

function placesOfUrls<Settings>(
  settings: Settings,
  deliveriesOf: (settings: Settings) => Deliveries,
): Map<string, Place> {
  const before = deliveriesOf(settings);
  const urls = new Set(Object.values(before).map(({ url }) => url));
  const found = new Map<string, Place>();
  for (const [place, value] of leavesOf(settings)) {
    if (typeof value !== 'string' || !urls.has(value)) continue;
    const after = deliveriesOf(replaceAt(settings, place, elsewhere) as Settings);
    for (const feed of Object.keys(before)) {
      if (after[feed]?.url === elsewhere && !found.has(feed)) found.set(feed, place);
    }
  }
  return found;
}

/** The settings with the paths of every `tls` in them resolved. */
export function resolveTls<Settings>(settings: Settings, resolve: (file: string) => string): Settings {
  return changeTls(settings, (tls) => resolveFiles(tls, resolve));
}

/** The settings with these TLS files in place of those of every `tls` in them, or of the outermost alone. */
export function secureTls<Settings>(
  settings: Settings,
  files: TlsFiles,
  whose: 'all' | 'shared' = 'all',
): Settings {
  if (Object.values(files).every((file) => file === undefined)) return settings;
  const { tls = {} } = settings as { readonly tls?: TlsConfig };
  const shared = { ...settings, tls: replaceFiles(tls, files) };
  return whose === 'shared' ? shared : changeTls(shared, (own) => replaceFiles(own, files));
}

/** Whether the settings name TLS files for everything that is sent. */
export function namesTls(settings: unknown): boolean {
  return namesFiles((settings as { readonly tls?: TlsConfig } | null)?.tls);
}

function changeTls<Settings>(settings: Settings, change: (tls: TlsConfig) => TlsConfig): Settings {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (!isMapping(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [
        key,
        key === 'tls' && isMapping(part) ? change(part) : visit(part),
      ]),
    );
  };
  return visit(settings) as Settings;
}

function* leavesOf(value: unknown, place: Place = []): Generator<readonly [Place, unknown]> {
  if (typeof value !== 'object' || value === null) return void (yield [place, value]);
  for (const [key, part] of Object.entries(value)) yield* leavesOf(part, [...place, key]);
}

function replaceAt(value: unknown, [key, ...rest]: Place, leaf: unknown): unknown {
  if (key === undefined) return leaf;
  if (Array.isArray(value))
    return value.map((part: unknown, index): unknown =>
      String(index) === key ? replaceAt(part, rest, leaf) : part,
    );
  const mapping = value as Readonly<Record<string, unknown>>;
  return { ...mapping, [key]: replaceAt(mapping[key], rest, leaf) };
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
