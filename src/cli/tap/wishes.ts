import type { TapSuite } from '../../dialects/vendor.ts';
import { suggestNames, type Problem } from '../../lib/errors.ts';

/** One item of `Subscribe`. */
export interface Wish {
  readonly EntityId: string;
  readonly EventName: string;
}

/** Whose events one wants, by id. */
export interface Entities {
  readonly User: readonly string[];
  readonly Queue: readonly string[];
  readonly CallList: readonly string[];
}

/** The event types that were asked for, in RTE's spelling; what is none becomes a problem. */
export function readEventNames(
  names: readonly string[],
  { eventNames, ...suite }: TapSuite,
  problems: Problem[],
): string[] {
  return names.flatMap((name) => {
    const known = suite.findEventName(name);
    if (known !== undefined) return [known];
    const [near] = suggestNames(name, eventNames);
    const hint = near === undefined ? `The names are ${eventNames.join(', ')}.` : `Did you mean ${near}?`;
    problems.push({ path: '--events', message: `"${name}" is no event of RTE. ${hint}` });
    return [];
  });
}

/** Each event with each entity of its kind. Without names: everything that the entities have. */
export function wishesFor(events: readonly string[], entities: Entities, suite: TapSuite): Wish[] {
  const wanted = events.length === 0 ? suite.eventNames : events;
  return wanted.flatMap((name) =>
    entities[suite.entityTypeOf(name)].map((EntityId) => ({ EntityId, EventName: name })),
  );
}

/** The longest list that fits into the 32 KB which a hub takes in one message, with room to spare. */
const itemsPerCall = 200;

/** The wishes in lists that a hub takes. */
export function splitWishes(wishes: readonly Wish[]): Wish[][] {
  const lists: Wish[][] = [];
  for (let at = 0; at < wishes.length; at += itemsPerCall) lists.push(wishes.slice(at, at + itemsPerCall));
  return lists;
}
