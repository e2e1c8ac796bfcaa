import type { z } from 'zod';
import { isMapping } from '../../lib/is-mapping.ts';
import { describe, mistakesIn, type Check, type Members } from '../define/members.ts';
import type { DialectDefinition } from '../define/definition.ts';
import { deliveriesOf, feedsOf } from '../define/feeds.ts';
import type { MadeDialect } from '../define/complete-dialect.ts';
import { attempt, attemptAtOnce, demand, type Whose } from './attempt.ts';
import { guardMade } from './guard-made.ts';
import { mistakesInDeliveries } from './returned/delivery.ts';
import { mistakesInMade } from './returned/made.ts';
import type { Reach } from './returned/message.ts';

type Definition = DialectDefinition<string, z.ZodType>;

/**
 * The same definition, whose functions are looked at: what they throw, and what they return, is told by the name of the member that
 * its writer gave. A `render` of its own becomes part of a `create`.
 */
export function guardDefinition(definition: Definition, whose: Whose): Definition {
  const guarded = Object.fromEntries(
    Object.entries(definition).map(([name, member]: [string, unknown]) => [
      name,
      typeof member === 'function' ? guardMember(definition, name, member, whose) : member,
    ]),
  ) as unknown as Definition;
  const create: Definition['create'] = (settings, parts) => {
    const deliveries = deliveriesOf(guarded, settings);
    demand(whose, 'settings', mistakesInDeliveries(deliveries));
    if (definition.render !== undefined) {
      const made = {
        render: (event, view) => definition.render?.(event, view, settings) as never,
      } satisfies MadeDialect;
      return guardMade(made, whose, reachOf(guarded, settings, made));
    }
    const made = attemptAtOnce(whose, 'create', 'what it is', () => definition.create?.(settings, parts));
    demand(whose, 'create', mistakesInMade(made));
    const sound = made as MadeDialect;
    return guardMade(sound, whose, reachOf(guarded, settings, sound));
  };
  return { ...guarded, create, render: undefined } as unknown as Definition;
}

/** Members that may take their time: they load something. */
const loaders = ['reader', 'check', 'spec', 'contracts', 'tap'];

const fact: Check = [(value) => typeof value === 'string' || value === null, 'text, or left out'];
const factMembers: Members = { eventType: fact, eventId: fact, feed: fact, about: fact };

/** What is wrong with what members return. Of others nothing is asked but that they return at once. */
const returned: Readonly<Record<string, (value: unknown) => string[]>> = {
  delivery: mistakesInDeliveries,
  feeds: (value) =>
    mistakesInNames(value, /^[\w-]+$/, "a list of names of letters, digits, _ and -, such as ['calls']"),
  eventTypes: (value) => mistakesInNames(value, /./, "a list of names, such as ['call.ended']"),
  factsOf: (value) =>
    isMapping(value)
      ? mistakesIn(value, factMembers, 'facts')
      : [`It has to be a mapping, {} for no facts, and this is ${describe(value)}.`],
};

function guardMember(definition: Definition, name: string, member: object, whose: Whose): unknown {
  const call = member as (...given: unknown[]) => unknown;
  return (...given: unknown[]): unknown => {
    const act = (): unknown => call.apply(definition, given);
    if (loaders.includes(name)) return attempt(whose, name, act);
    const value = attemptAtOnce(whose, name, 'what it says', act);
    demand(whose, name, returned[name]?.(value) ?? []);
    return value;
  };
}

function mistakesInNames(value: unknown, form: RegExp, wanted: string): string[] {
  const isRight = Array.isArray(value) && value.every((one) => typeof one === 'string' && form.test(one));
  return isRight ? [] : [`It has to be ${wanted}, and this is ${describe(value)}.`];
}

/** What a dialect with those settings can send to. */
function reachOf(definition: Definition, settings: unknown, made: MadeDialect): Reach {
  const lanes = new Set(
    made.lanes?.map(({ feed }) => feed) ?? Object.keys(deliveriesOf(definition, settings)),
  );
  const feeds = new Set([...feedsOf(definition, settings, () => made.lanes ?? []), ...lanes]);
  return { feeds, hasLane: (feed) => lanes.has(feed) || made.laneOf?.(feed) !== undefined };
}
