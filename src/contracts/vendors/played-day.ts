import type { Unnumbered } from '../../channels/message.ts';
import { createDialects, targetEverything, type VendorName } from '../../dialects/index.ts';
import { playEverything } from '../../run/sample.ts';

const days = new Map<VendorName, readonly Unnumbered[]>();

/**
 * The event of a type that an example in a contract shows: of all that the vendor sends on the day on which everything happens
 * the one that says most, and of equals the first. The same in every process.
 */
export function exampleOf(
  vendor: VendorName,
  eventType: string,
  isMeant?: (event: Members) => boolean,
): Members {
  const events = eventsOf(vendor, eventType, isMeant);
  const [first, ...others] = events;
  if (first === undefined) throw new Error(`No ${eventType} happens on the day of the contracts.`);
  return others.reduce((best, event) => (countMembers(event) > countMembers(best) ? event : best), first);
}

/** The paths of `content` that not every event of the type has. */
export function sometimesOf(
  content: unknown,
  vendor: VendorName,
  eventType: string,
  isMeant?: (event: Members) => boolean,
): string[] {
  const lacking = (value: unknown, path: string, holders: readonly unknown[]): string[] => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
    return Object.entries(value).flatMap(([name, inner]) => {
      const place = `${path}.${name}`;
      const having = holders.filter((one) => Object.hasOwn(Object(one) as object, name));
      if (having.length < holders.length) return [place];
      return lacking(
        inner,
        place,
        having.map((one) => (one as Members)[name]),
      );
    });
  };
  return lacking(content, '$', eventsOf(vendor, eventType, isMeant));
}

function eventsOf(
  vendor: VendorName,
  eventType: string,
  isMeant: (event: Members) => boolean = () => true,
): Members[] {
  return playedDay(vendor)
    .filter((draft) => draft.eventType === eventType)
    .map(({ body }) => JSON.parse(body) as Members)
    .filter(isMeant);
}

/** An event as JSON has it. */
export type Members = Readonly<Record<string, unknown>>;

function playedDay(vendor: VendorName): readonly Unnumbered[] {
  const known = days.get(vendor);
  if (known !== undefined) return known;
  const dialects = createDialects(targetEverything(vendor, 'https://receiver.example/', 'json'), 1);
  const day = dialects.flatMap((dialect) => [...playEverything(dialect)]);
  days.set(vendor, day);
  return day;
}

function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((count, member) => count + 1 + countMembers(member), 0);
}
