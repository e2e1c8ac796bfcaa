import { agentNames } from '../../centre/config/centre-config.ts';
import { channelsOf, eventTypesOf, feedsOf, hasFeedsToCome, vendorNames } from '../../dialects/index.ts';
import { kindOf } from '../../faults/kinds.ts';
import { suggestNames } from '../../lib/errors.ts';
import { namesOf, type OneOrMore } from '../../record/expect/expectation.ts';
import { scheduleFaults, triggeredFaults } from '../faults/schedule.ts';
import type { Finding } from '../problems.ts';
import type { ParsedScenario } from '../schema.ts';
import { spanOf } from '../span.ts';
import type { ParsedExpectation } from './schema.ts';

type Place = readonly (string | number)[];

/** What no schema can see of expectations: names that have to agree with the rest, and what can never be measured. */
export function checkExpectations(scenario: ParsedScenario): Finding[] {
  const seen = new Set<string>();
  return scenario.expect.flatMap((expectation, index) => {
    const path = ['expect', index];
    return [
      ...checkId(expectation, path, seen),
      ...checkVendor(expectation, path, scenario),
      ...checkFeed(expectation, path, scenario),
      ...checkEventType(expectation, path, scenario),
      ...checkFault(expectation, path, scenario),
      ...checkClient(expectation, path, scenario),
      ...checkCanBe(expectation, path, scenario),
    ];
  });
}

function checkId({ id }: ParsedExpectation, path: Place, seen: Set<string>): Finding[] {
  if (id === undefined || !seen.has(id)) {
    if (id !== undefined) seen.add(id);
    return [];
  }
  return [{ path: [...path, 'id'], message: `There are two expectations "${id}". Rename one of them.` }];
}

function checkVendor({ scope }: ParsedExpectation, path: Place, { targets }: ParsedScenario): Finding[] {
  return unknown(scope.vendor, Object.keys(targets), [...path, 'vendor'], (name) =>
    (vendorNames as readonly string[]).includes(name)
      ? `Nothing is sent to "${name}".`
      : `"${name}" is not a vendor.`,
  );
}

function checkFeed({ scope }: ParsedExpectation, path: Place, { targets }: ParsedScenario): Finding[] {
  const feeds = feedsOf(targets).filter((feed) => isOfVendors(feed, scope.vendor));
  const known = feeds.flatMap((feed) => [feed, withoutVendor(feed)]);
  const told = scope.vendor === undefined ? Object.keys(targets) : namesOf(scope.vendor);
  if (!told.every((vendor) => Object.hasOwn(targets, vendor))) return [];
  // What comes by subscription has no feeds before the run.
  const isToCome = (feed: string): boolean => {
    const vendors = feed.includes('.') ? [feed.slice(0, feed.indexOf('.'))] : told;
    return vendors.some((vendor) => hasFeedsToCome(targets, vendor));
  };
  return namesOf(scope.feed ?? []).flatMap((feed) => {
    if (known.includes(feed) || isToCome(feed)) return [];
    const why =
      feeds.length === 0
        ? feedsOf(targets).length === 0
          ? 'targets is empty.'
          : 'The vendor has no feeds here.'
        : `The feeds of this scenario are ${feeds.join(', ')}.`;
    return [{ path: [...path, 'feed'], message: `Nothing is sent to "${feed}". ${why}` }];
  });
}

function checkEventType(expectation: ParsedExpectation, path: Place, { targets }: ParsedScenario): Finding[] {
  const { scope } = expectation;
  if (scope.event_type === undefined) return [];
  const feeds = feedsMeant(expectation, targets);
  if (feeds.length === 0) return [];
  const types = feeds.map(([vendor, feed]) => eventTypesOf(targets, vendor, feed));
  // Of a dialect that names none, any may come.
  if (types.some((its) => its.length === 0)) return [];
  const known = [...new Set(types.flat())];
  const where = [...new Set(feeds.map(([vendor, feed]) => (feed === '' ? vendor : `${vendor}.${feed}`)))];
  return unknown(
    scope.event_type,
    known,
    [...path, 'event_type'],
    (name) => `"${name}" is no event type of ${where.join(', ')}.`,
  );
}

/** Each feed that an expectation may be about, as vendor and feed; of those that come by subscription, the vendor alone. */
function feedsMeant(
  { scope }: ParsedExpectation,
  targets: ParsedScenario['targets'],
): (readonly [vendor: string, feed: string])[] {
  const feeds = feedsOf(targets).map((feed) => [vendorOf(feed), withoutVendor(feed)] as const);
  const toCome = Object.keys(targets)
    .filter((vendor) => hasFeedsToCome(targets, vendor))
    .map((vendor) => [vendor, ''] as const);
  const wanted = scope.feed === undefined ? undefined : namesOf(scope.feed);
  return [...feeds, ...toCome].filter(([vendor, feed]) => {
    if (scope.vendor !== undefined && !namesOf(scope.vendor).includes(vendor)) return false;
    return (
      wanted === undefined || feed === '' || wanted.includes(feed) || wanted.includes(`${vendor}.${feed}`)
    );
  });
}

function checkFault({ scope }: ParsedExpectation, path: Place, scenario: ParsedScenario): Finding[] {
  if (scope.fault === undefined) return [];
  const span = spanOf(scenario.start, scenario.duration, scenario.centre.time_zone);
  const faults = [...scheduleFaults(scenario, span), ...triggeredFaults(scenario.commands)];
  const place = [...path, 'fault'];
  const known = [...new Set(faults.map(({ name }) => name))];
  const none = known.length === 0 ? ' This scenario has no faults.' : '';
  return [
    ...unknown(scope.fault, known, place, (name) => `There is no fault "${name}".${none}`),
    ...namesOf(scope.fault).flatMap((name) => {
      const named = faults.filter((fault) => fault.name === name);
      const touchesNone = named.every(({ input }) => kindOf(input)?.touches === 'hub');
      if (named.length === 0 || !touchesNone) return [];
      const message = `The fault "${name}" touches clients of a hub or requests to routes, and no messages. Leave fault out, or name another.`;
      return [{ path: place, message, names: [name] }];
    }),
  ];
}

function checkClient({ client }: ParsedExpectation, path: Place, { centre }: ParsedScenario): Finding[] {
  const agents = centre.agents.flatMap(agentNames);
  return unknown(
    client,
    agents,
    [...path, 'client'],
    (name) => `"${name}" is no agent of the centre, and clients connect as agents.`,
  );
}

/** What is asked of those who never have it would prove nothing. */
function checkCanBe(expectation: ParsedExpectation, path: Place, { targets }: ParsedScenario): Finding[] {
  const { parts, scope } = expectation;
  const meant = vendorsMeant(expectation, targets);
  if (meant.length === 0) return [];
  const isHub = (vendor: string): boolean => !channelsOf(targets, vendor).includes('http');
  return parts
    .flatMap(({ asked, path: below }) => {
      const [kind = 'metric'] = below;
      const at = (message: string): Finding[] => [{ path: [...path, kind], message }];
      if ('hub' in asked) {
        if (meant.some(isHub)) return [];
        return at(
          `${meant.join(', ')} has no hub: it calls its customers. Ask for status or retries instead.`,
        );
      }
      const what = 'metric' in asked ? asked.metric : kind;
      if (!['status', 'retries', 'retried', 'overloaded'].includes(what) || !meant.every(isHub)) return [];
      // Of everything that is said, today's files may say it.
      if ('metric' in asked && scope.vendor === undefined && scope.feed === undefined) return [];
      return at(
        `Messages of ${meant.join(', ')} go to clients of its hub: nobody answers them, and none is tried again. Ask for delivered, cut_off or hub instead.`,
      );
    })
    .slice(0, 1);
}

function vendorsMeant(expectation: ParsedExpectation, targets: ParsedScenario['targets']): string[] {
  return [...new Set(feedsMeant(expectation, targets).map(([vendor]) => vendor))];
}

/** A finding for each name that there is not. */
function unknown(
  given: OneOrMore | undefined,
  known: readonly string[],
  path: Place,
  explain: (name: string) => string,
): Finding[] {
  return namesOf(given ?? [])
    .filter((name) => !known.includes(name))
    .map((name) => ({ path, message: `${explain(name)}${hint(name, known)}`, names: [name] }));
}

function hint(name: string, known: readonly string[]): string {
  const near = suggestNames(name, known);
  if (near.length > 0) return ` Did you mean ${near.join(' or ')}?`;
  if (known.length === 0) return '';
  const more = known.length - 12;
  return ` Name one of ${known.slice(0, 12).join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}

function isOfVendors(feed: string, vendors: OneOrMore | undefined): boolean {
  return vendors === undefined || namesOf(vendors).includes(vendorOf(feed));
}

function vendorOf(feed: string): string {
  return feed.slice(0, feed.indexOf('.'));
}

function withoutVendor(feed: string): string {
  return feed.slice(feed.indexOf('.') + 1);
}
