import type { Unnumbered } from '../../channels/message.ts';
import { createDialects, targetEverything } from '../../dialects/index.ts';
import { playEverything } from '../../run/sample.ts';
import type { Members, PlayedDay } from './contract.ts';

const days = new Map<string, readonly Unnumbered[]>();

/**
 * The event of a type that an example in a contract shows: of all that the vendor sends on the day on which everything happens
 * the one that says most, and of equals the first. The same in every process.
 */
function exampleOf(vendor: string, eventType: string, isMeant?: (event: Members) => boolean): Members {
  const events = eventsOf(vendor, eventType, isMeant);
  const [first, ...others] = events;
  if (first === undefined) throw new Error(`No ${eventType} happens on the day of the contracts.`);
  return others.reduce((best, event) => (countMembers(event) > countMembers(best) ? event : best), first);
}

/** The paths of `content` that not every event of the type has. */
function sometimesOf(
  content: unknown,
  vendor: string,
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
  vendor: string,
  eventType: string,
  isMeant: (event: Members) => boolean = () => true,
): Members[] {
  return dayOf(vendor)
    .filter((draft) => draft.eventType === eventType)
    .map(({ body }) => JSON.parse(body) as Members)
    .filter(isMeant);
}

function dayOf(vendor: string): readonly Unnumbered[] {
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

/** The day that phoney's own contracts are made of. */
export const playedDay: PlayedDay = { exampleOf, sometimesOf };
