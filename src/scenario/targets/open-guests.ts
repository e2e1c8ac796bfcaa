import { isMapping } from '../../lib/is-mapping.ts';
import {
  describeThrown,
  loadGuest,
  namesModule,
  vendorNames,
  type Guest,
  type GuestSource,
} from '../../dialects/index.ts';
import type { Finding, Path } from '../problems.ts';

/** The dialects that a scenario's targets name, by the keys that name them, and what is wrong with the others. */
export interface OpenedGuests {
  readonly guests: ReadonlyMap<string, Guest>;
  readonly findings: readonly Finding[];
}

/** What opening takes. */
export interface OpenParts {
  /** Where a module is looked for: a file in the first, a package in each. */
  readonly foldersOf: (key: string) => readonly string[];
  /** Where a key stands. */
  readonly placeOf: (path: Path) => GuestSource['place'];
  /** The only modules that may be named, of a scenario that comes from elsewhere. Absent: any. */
  readonly allowed: readonly GuestSource[] | undefined;
}

/** Loads the modules that are named in `targets`, as it is written. */
export function openGuests(targets: unknown, { foldersOf, placeOf, allowed }: OpenParts): OpenedGuests {
  const guests = new Map<string, Guest>();
  const findings: Finding[] = [];
  const keys = isMapping(targets) ? Object.keys(targets) : [];
  for (const key of keys.filter(namesModule)) {
    const path = ['targets', key];
    const tell = (message: string): void => void findings.push({ path, aboutKey: true, message });
    const known = allowed?.find(({ written }) => written === key);
    if (allowed !== undefined && known === undefined) {
      tell(
        `"${key}" is not loaded: what comes over the network may name no dialects but those of the scenario that is served.`,
      );
      continue;
    }
    const taken = [...vendorNames, ...[...guests.values()].map(({ vendor }) => vendor.name)];
    const at = { folders: foldersOf(key), place: placeOf(path) };
    const found = loadGuest(known?.module ?? key, at, taken);
    if ('problems' in found) found.problems.forEach(tell);
    else {
      const problem = tryToRead(found, Reflect.get(targets as object, key));
      if (problem === undefined) guests.set(key, { ...found, source: { ...found.source, written: key } });
      else tell(problem);
    }
  }
  return { guests, findings };
}

/** A schema that throws has no answer: why; `undefined` when it has one. */
function tryToRead({ vendor }: Guest, settings: unknown): string | undefined {
  try {
    vendor.settings.safeParse(settings);
    return undefined;
  } catch (error) {
    const why = String(error).includes('Encountered Promise')
      ? 'has something that is waited for (async), and settings are read at once. Take it away there'
      : `threw ${describeThrown(error)}. Mend it there`;
    return `The settings of "${vendor.name}" cannot be read: its schema ${why}.`;
  }
}
