import { agentNames } from '../../centre/config/centre-config.ts';
import {
  addressesOf,
  channelsOf,
  feedsOf,
  hasRoutes,
  isVersioned,
  namesFeeds,
  needsServer,
  onlyTarget,
  vendorNames,
} from '../../dialects/index.ts';
import { Refs } from '../../centre/commands/refs.ts';
import { eventName } from '../../centre/triggers/fill.ts';
import type { SaidByMessages } from '../../faults/fault.ts';
import type { HubFaultKind, HubMoment } from '../../faults/hub/hub-fault.ts';
import { hasTwoMeanings, kindOf } from '../../faults/kinds.ts';
import { needsTls } from '../../faults/on-the-wire.ts';
import type { FaultInput } from '../../faults/schema.ts';
import { suggestNames } from '../../lib/errors.ts';
import { faultStartedBy, instantsIn, learnRefs } from '../commands/plan.ts';
import type { Finding } from '../problems.ts';
import { overlap, scheduleFaults, triggeredFaults } from './schedule.ts';
import type { ParsedScenario } from '../schema.ts';
import { spanOf, type Span } from '../span.ts';

type Place = readonly (string | number)[];

/** What `where` may name by text. */
type NamedKey = Exclude<keyof NonNullable<FaultInput['where']>, 'connection' | 'attempt'>;

/** What no schema can see of faults: whom they name, when they go on, and whether they can be done at all. */
export function checkFaults(scenario: ParsedScenario): Finding[] {
  const span = spanOf(scenario.start, scenario.duration, scenario.centre.time_zone);
  const { centre, targets } = scenario;
  const refs = new Refs();
  learnRefs(scenario, (command, numbered) => refs.add(command, numbered));
  const listed = scenario.faults.map((fault, index) => ({ fault, path: ['faults', index] }));
  const started = scenario.commands.flatMap((written, index) => {
    const fault = faultStartedBy(written);
    return fault === undefined ? [] : [{ written, fault, path: ['commands', index] }];
  });
  return [
    ...[...listed, ...started].flatMap(({ fault, path }) => [
      ...checkWhere(fault, path, { centre, targets, refs }),
      ...checkKind(fault, path, { targets }),
    ]),
    ...listed.flatMap(({ fault, path }) => checkTimes(fault, path, span)),
    ...checkOverlaps(
      scenario,
      [...listed, ...started.flatMap((one) => instantsIn(one.written, span).map(() => one))].map(
        ({ path }) => path,
      ),
      span,
    ),
    ...checkStops(scenario, span),
  ];
}

/** What of a scenario a fault is looked at against. */
interface Around extends Pick<ParsedScenario, 'centre' | 'targets'> {
  /** The names that contacts have; absent where nobody knows all of them. */
  readonly refs?: Refs;
}

/** What is wrong with a fault that is started while a run of the scenario lasts. */
export function checkStarted(fault: FaultInput, around: Pick<Around, 'centre' | 'targets'>): Finding[] {
  return [...checkWhere(fault, [], around), ...checkKind(fault, [], around)];
}

function checkWhere({ where = {} }: FaultInput, path: Place, { centre, targets, refs }: Around): Finding[] {
  const told = Object.keys(targets);
  const feeds = feedsOf(targets);
  const unknown = (key: NamedKey, known: readonly string[], explain: (name: string) => string): Finding[] =>
    (where[key] ?? []).flatMap((name) =>
      known.includes(name) || name === eventName
        ? []
        : [
            {
              path: [...path, 'where', key],
              names: [name],
              message: `${explain(name)}${hint(name, known)}`,
            },
          ],
    );
  // What comes by subscription has no feeds before the run, and a contact that traffic brings no name but an id.
  const bySubscription = told.some((vendor) => !feeds.some((feed) => feed.startsWith(`${vendor}.`)));
  return [
    ...unknown('vendor', told, (name) =>
      (vendorNames as readonly string[]).includes(name)
        ? `Nothing is sent to "${name}".`
        : `"${name}" is not a vendor.`,
    ),
    ...(bySubscription
      ? []
      : unknown(
          'feed',
          feeds.flatMap((feed) => [feed.slice(feed.indexOf('.') + 1), feed]),
          (name) => `Nothing is sent to a feed "${name}".`,
        )),
    ...(['agent', 'client'] as const).flatMap((key) =>
      unknown(key, centre.agents.flatMap(agentNames), (name) => `"${name}" is no agent of the centre.`),
    ),
    ...unknown(
      'queue',
      centre.queues.map(({ name }) => name),
      (name) => `"${name}" is no queue of the centre.`,
    ),
    ...(refs === undefined
      ? []
      : unknown(
          'contact',
          [
            ...[...refs.list('contact'), ...refs.list('callback')],
            ...(where.contact ?? []).filter(
              (name) => /^contact-\d+$/.test(name) || refs.has('contact', name),
            ),
          ],
          (name) => `No command gives a contact the ref "${name}".`,
        )),
  ];
}

function hint(name: string, known: readonly string[]): string {
  const near = suggestNames(name, known);
  if (near.length > 0) return ` Did you mean ${near.join(' or ')}?`;
  return known.length === 0 ? '' : ` Name one of ${[...new Set(known)].slice(0, 12).join(', ')}.`;
}

/** What messages may say of themselves, and whose do. */
const saying = {
  version: { what: 'the version of their interface', is: isVersioned },
  feed: { what: 'their feed', is: namesFeeds },
} as const satisfies Record<SaidByMessages, unknown>;

/** A fault that can be done to none of the messages that it is meant for would prove nothing. */
function checkKind(fault: FaultInput, path: Place, { targets }: Pick<Around, 'targets'>): Finding[] {
  const kind = kindOf(fault);
  const told = Object.keys(targets);
  // Of the others it is told that there are none.
  const meant = (fault.where?.vendor ?? told).filter((vendor) => told.includes(vendor));
  if (kind === undefined || meant.length === 0) return [];
  if (kind.touches === 'hub') return checkHubKind(kind, fault, path, { meant, targets });
  const channels = kind.channels(fault as never);
  const elsewhere = checkMessageWhere(fault, path);
  if (elsewhere.length > 0) return elsewhere;
  const why = (message: string): Finding[] => [{ path: [...path, 'fault'], message }];
  const isDoneTo = (vendor: string): boolean =>
    channelsOf(targets, vendor).some((channel) => channels.includes(channel));
  if (!meant.some(isDoneTo)) {
    const where = meant.some((vendor) => channelsOf(targets, vendor).includes('signalr'))
      ? 'hub'
      : 'WebSocket';
    return why(
      `${kind.name} as it is here is done to HTTP requests, and ${meant.join(', ')} has none: its clients connect to a ${where}. Name another fault, or another vendor in where.`,
    );
  }
  if (needsTls(fault) && !areSecure(meant, targets)) {
    return why(
      `${kind.name} is done to TLS, and the addresses of ${meant.filter(isDoneTo).join(', ')} are http:. Write https: addresses, or name another fault.`,
    );
  }
  const needed = kind.needs?.(fault as never);
  if (needed === undefined || meant.some((vendor) => saying[needed].is(targets, vendor))) return [];
  return why(
    `${kind.name} as it is here needs messages that say ${saying[needed].what}, and those to ${meant.join(', ')} do not. Take corrupt with unknown_field instead.`,
  );
}

/** Whether any of these vendors' messages go over TLS, as far as is known: subscriptions bring their own addresses. */
function areSecure(vendors: readonly string[], targets: ParsedScenario['targets']): boolean {
  const addresses = addressesOf(targets);
  const urls = vendors.flatMap((vendor) => addresses.get(vendor) ?? []);
  return urls.length === 0 || urls.some((url) => url.startsWith('https:'));
}
/** What is known of what a fault touches at each moment, and what that is. */
const placesAt: Readonly<Record<HubMoment, readonly [what: string, keys: readonly string[]]>> = {
  route: ['requests to routes', ['vendor', 'path']],
  request: ['requests', ['vendor', 'client']],
  negotiate: ['negotiations', ['vendor', 'client']],
  handshake: ['handshakes', ['vendor', 'client', 'transport', 'connection']],
  connection: ['connections', ['vendor', 'client', 'transport', 'connection']],
  hub: ['the hub as a whole', ['vendor']],
};

/** What touches connections can be done where clients connect, and knows nothing of messages. */
function checkHubKind(
  { name: word, moment, needsTokens, hubOnly }: HubFaultKind,
  { where = {} }: FaultInput,
  path: Place,
  { meant, targets }: { readonly meant: readonly string[]; readonly targets: ParsedScenario['targets'] },
): Finding[] {
  const [touched, known] = placesAt[moment];
  const name = hasTwoMeanings(word) ? `${word} as it is here` : word;
  const places = known.map((each) => `a ${each}`);
  const findings = Object.keys(where)
    .filter((key) => where[key as keyof typeof where] !== undefined && !known.includes(key))
    .map((key) => ({
      path: [...path, 'where', key],
      message: `${name} touches ${touched}, and knows no ${key} there. Name ${places.join(', ').replace(/, ([^,]+)$/, ' or $1')}.`,
    }));
  if (moment === 'route' && needsTokens !== true) {
    const isServer = meant.some((vendor) => needsServer(onlyTarget(targets, vendor)));
    const why = isServer ? 'its clients connect to a WebSocket' : 'nobody calls it';
    const none = `${name} happens at a vendor’s routes, and ${meant.join(', ')} has none: ${why}. Name another fault, or another vendor in where.`;
    return meant.some((vendor) => hasRoutes(targets, vendor))
      ? findings
      : [...findings, { path: [...path, 'fault'], message: none }];
  }
  const channels = meant.flatMap((vendor) => channelsOf(targets, vendor));
  if (needsTokens === true && !channels.includes('signalr') && channels.includes('websocket')) {
    if (meant.some((vendor) => hasRoutes(targets, vendor, true))) return findings;
    const none = `${name} happens at a route that gives tokens, and ${meant.join(', ')} has none. Name another fault, or another vendor in where.`;
    return [...findings, { path: [...path, 'fault'], message: none }];
  }
  if (channels.includes('signalr') || (channels.includes('websocket') && hubOnly !== true)) return findings;
  const instead = channels.includes('websocket')
    ? 'its WebSocket knows no such thing'
    : 'messages are sent to receivers';
  const message = `${name} happens at a hub, and ${meant.join(', ')} has none: ${instead}. Name another fault, or another vendor in where.`;
  return [...findings, { path: [...path, 'fault'], message }];
}

/** What touches messages cannot know which of a hub's clients is to get them. */
function checkMessageWhere({ fault, where = {} }: FaultInput, path: Place): Finding[] {
  return (['client', 'transport', 'connection', 'path'] as const)
    .filter((key) => where[key] !== undefined)
    .map((key) => ({
      path: [...path, 'where', key],
      message: `${fault} touches messages, and ${key} is about who calls. Name an agent, a queue or a contact.`,
    }));
}

function checkTimes({ from, until }: ParsedScenario['faults'][number], path: Place, span: Span): Finding[] {
  if (until !== undefined && span.resolve(until) <= span.startMs) {
    const message = `It is over at ${span.format(span.resolve(until))}, and the run begins at ${span.format(span.startMs)}: it would touch nothing. Change until or start.`;
    return [{ path: [...path, 'until'], message }];
  }
  if (from !== undefined && span.resolve(from) > span.endMs) {
    const message = `It begins at ${span.format(span.resolve(from))}, and the run ends at ${span.format(span.endMs)}: it would touch nothing. Change from or duration.`;
    return [{ path: [...path, 'from'], message }];
  }
  if (from === undefined || until === undefined || span.resolve(from) < span.resolve(until)) return [];
  const message = `It is over at ${span.format(span.resolve(until))} and begins at ${span.format(span.resolve(from))}. Let until come after from.`;
  return [{ path: [...path, 'until'], message }];
}

/** Two that go on at the same time have two names: fault.stop has to know which is meant, and so has who reads the record. */
function checkOverlaps(scenario: ParsedScenario, paths: readonly Place[], span: Span): Finding[] {
  const scheduled = scheduleFaults(scenario, span);
  return scheduled.flatMap((fault, index) => {
    const overlaps = scheduled
      .slice(0, index)
      .some((other) => other.name === fault.name && overlap(other, fault));
    const path = paths[index];
    if (!overlaps || path === undefined) return [];
    const message = `There are two faults "${fault.name}" at the same time. Give this one a name of its own.`;
    return [{ path: [...path, fault.input.name === undefined ? 'fault' : 'name'], message }];
  });
}

function checkStops(scenario: ParsedScenario, span: Span): Finding[] {
  const { faults, commands } = scenario;
  const unstopped = scheduleFaults(
    { faults, commands: commands.filter((command) => command.do !== 'fault.stop') },
    span,
  );
  const triggered = triggeredFaults(commands).map(({ name }) => name);
  const names = [...new Set([...unstopped.map(({ name }) => name), ...triggered])];
  return commands.flatMap((command, index) => {
    if (command.do !== 'fault.stop' || triggered.includes(command.name)) return [];
    const path = ['commands', index, 'name'];
    if (!names.includes(command.name)) {
      return [{ path, message: `There is no fault "${command.name}" to stop.${hint(command.name, names)}` }];
    }
    const idle = instantsIn(command, span).find(
      (atMs) =>
        !unstopped.some(
          ({ name, fromMs, untilMs }) => name === command.name && fromMs < atMs && atMs < untilMs,
        ),
    );
    if (idle === undefined) return [];
    return [
      { path, message: `The fault "${command.name}" does not go on at ${span.format(idle)}. Change at.` },
    ];
  });
}
