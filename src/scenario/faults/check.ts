import { agentNames } from '../../centre/config/centre-config.ts';
import { feedsOf, isVersioned, needsServer, receivers, vendorNames } from '../../dialects/index.ts';
import { Refs } from '../../centre/commands/refs.ts';
import { eventName } from '../../centre/triggers/fill.ts';
import { nameOf } from '../../faults/commands.ts';
import type { HubFaultKind } from '../../faults/hub/hub-fault.ts';
import { kindNamed } from '../../faults/kinds.ts';
import type { FaultInput } from '../../faults/schema.ts';
import { suggestNames } from '../../lib/errors.ts';
import { instantsIn, learnRefs } from '../commands/plan.ts';
import type { Finding } from '../problems.ts';
import { overlap, scheduleFaults } from './schedule.ts';
import type { ParsedScenario } from '../schema.ts';
import { spanOf, type Span } from '../span.ts';

type Place = readonly (string | number)[];

/** A fault, and where it stands. */
interface Placed {
  readonly fault: FaultInput;
  readonly path: Place;
}

/** What no schema can see of faults: whom they name, when they go on, and whether they can be done at all. */
export function checkFaults(scenario: ParsedScenario): Finding[] {
  const span = spanOf(scenario.start, scenario.duration, scenario.centre.time_zone);
  const listed = scenario.faults.map((fault, index) => ({ fault, path: ['faults', index] }));
  const started = scenario.commands.flatMap((fault, index) =>
    fault.do === 'fault.start' ? [{ fault, path: ['commands', index] }] : [],
  );
  return [
    ...[...listed, ...started].flatMap((one) => [
      ...checkWhere(one, scenario),
      ...checkKind(one.fault, one.path, scenario),
    ]),
    ...listed.flatMap(({ fault, path }) => checkTimes(fault, path, span)),
    ...checkOverlaps(
      scenario,
      [...listed, ...started.flatMap((one) => instantsIn(one.fault, span).map(() => one))].map(
        ({ path }) => path,
      ),
      span,
    ),
    ...checkStops(scenario, span),
  ];
}

function checkWhere({ fault: { where = {} }, path }: Placed, scenario: ParsedScenario): Finding[] {
  const { centre, targets } = scenario;
  const told = Object.keys(targets);
  const feeds = feedsOf(targets);
  const refs = new Refs();
  learnRefs(scenario, (command, numbered) => refs.add(command, numbered));
  const unknown = (
    key: keyof typeof where,
    known: readonly string[],
    explain: (name: string) => string,
  ): Finding[] =>
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
    ...unknown(
      'contact',
      [
        ...[...refs.list('contact'), ...refs.list('callback')],
        ...(where.contact ?? []).filter((name) => /^contact-\d+$/.test(name) || refs.has('contact', name)),
      ],
      (name) => `No command gives a contact the ref "${name}".`,
    ),
  ];
}

function hint(name: string, known: readonly string[]): string {
  const near = suggestNames(name, known);
  if (near.length > 0) return ` Did you mean ${near.join(' or ')}?`;
  return known.length === 0 ? '' : ` Name one of ${[...new Set(known)].slice(0, 12).join(', ')}.`;
}

/** A fault that can be done to none of the messages that it is meant for would prove nothing. */
function checkKind(fault: FaultInput, path: Place, { targets }: ParsedScenario): Finding[] {
  const kind = kindNamed(fault.fault);
  const meant = fault.where?.vendor ?? Object.keys(targets);
  if (kind === undefined || meant.length === 0) return [];
  if (kind.touches === 'hub') return checkHubKind(kind, fault, path, { meant, targets });
  const channels = kind.channels(fault as never);
  const elsewhere = checkMessageWhere(fault, path);
  if (elsewhere.length > 0) return elsewhere;
  const why = (message: string): Finding[] => [{ path: [...path, 'fault'], message }];
  if (!meant.some((vendor) => channels.includes(channelOf(vendor)))) {
    return why(
      `${kind.name} as it is here is done to HTTP requests, and ${meant.join(', ')} has none: its clients connect to a hub. Name another fault, or another vendor in where.`,
    );
  }
  if (kind.needsVersion !== true || meant.some((vendor) => isVersioned(vendor))) return [];
  return why(
    `${kind.name} needs messages that say the version of their interface, and those to ${meant.join(', ')} do not. Take corrupt with unknown_field instead.`,
  );
}

/** What touches connections can be done where clients connect, and knows nothing of messages. */
function checkHubKind(
  { name, moment, needsTokens }: HubFaultKind,
  { where = {} }: FaultInput,
  path: Place,
  { meant, targets }: { readonly meant: readonly string[]; readonly targets: ParsedScenario['targets'] },
): Finding[] {
  const others =
    moment === 'route'
      ? (['feed', 'event_type', 'agent', 'queue', 'contact', 'client', 'transport'] as const)
      : (['feed', 'event_type', 'agent', 'queue', 'contact', 'path'] as const);
  const touched = moment === 'route' ? 'requests to routes' : 'connections';
  const way = moment === 'route' ? 'a vendor or a path' : 'a client or a transport';
  const findings = others
    .filter((key) => where[key] !== undefined)
    .map((key) => ({
      path: [...path, 'where', key],
      message: `${name} touches ${touched}, and these have no ${key}. Name ${way}.`,
    }));
  if (moment === 'route' && needsTokens !== true) {
    const hasRoutes = meant.some((vendor) => needsServer(only(targets, vendor)));
    const none = `${name} happens at a vendor’s routes, and ${meant.join(', ')} has none: nobody calls it. Name another fault, or another vendor in where.`;
    return hasRoutes ? findings : [...findings, { path: [...path, 'fault'], message: none }];
  }
  if (meant.some((vendor) => channelOf(vendor) === 'signalr')) return findings;
  const message = `${name} happens at a hub, and ${meant.join(', ')} has none: messages are sent to receivers. Name another fault, or another vendor in where.`;
  return [...findings, { path: [...path, 'fault'], message }];
}

/** What touches messages cannot know which of a hub's clients is to get them. */
function checkMessageWhere({ fault, where = {} }: FaultInput, path: Place): Finding[] {
  return (['client', 'transport', 'path'] as const)
    .filter((key) => where[key] !== undefined)
    .map((key) => ({
      path: [...path, 'where', key],
      message: `${fault} touches messages, and ${key} is about who calls. Name an agent, a queue or a contact.`,
    }));
}

/** One vendor's target alone. */
function only(targets: ParsedScenario['targets'], vendor: string): ParsedScenario['targets'] {
  return Object.fromEntries(Object.entries(targets).filter(([name]) => name === vendor));
}

/** Where nobody is called, clients connect. */
function channelOf(vendor: string): 'http' | 'signalr' {
  return receivers.has(vendor) ? 'http' : 'signalr';
}

function checkTimes({ from, until }: ParsedScenario['faults'][number], path: Place, span: Span): Finding[] {
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
  // When those begin is not known before the run.
  const triggered = commands.flatMap((command) =>
    command.do === 'fault.start' && command.after !== undefined ? [nameOf(command)] : [],
  );
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
