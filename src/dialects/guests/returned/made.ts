import { suggestNames } from '../../../lib/errors.ts';
import { isMapping } from '../../../lib/is-mapping.ts';
import {
  describe,
  isFunction,
  mistakesIn,
  missingIn,
  type Check,
  type Members,
} from '../../define/members.ts';
import { mistakesInSockets } from './sockets.ts';

const aFunction: Check = [isFunction, 'a function'];
const isPeriod = (value: unknown): boolean => typeof value === 'number' && value >= 1 && value < Infinity;

const members: Members = {
  render: aFunction,
  intervalsMs: [
    (value) => Array.isArray(value) && value.every(isPeriod),
    'a list of periods in ms, 1 or more, such as [60_000]',
  ],
  lanes: [(value) => Array.isArray(value) && value.every(isMapping), 'a list of lanes'],
  laneOf: aFunction,
  identify: aFunction,
  inbound: [isPlain, 'a plain object with routes, sockets or hub'],
  sampler: [isMapping, 'a sampler'],
};

const inboundMembers: Members = {
  routes: [
    (value) => Array.isArray(value) && value.every(isRoute),
    "a list of routes, such as { method: 'GET', path: '/agents/{id}', answer }: GET, POST, PUT or DELETE, a path from / on, a function",
  ],
  sockets: [isPlain, 'a plain object with path and received'],
  hub: [isMapping, 'a hub'],
  corsOrigins: [
    (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
    "a list of origins, such as ['https://app.example']",
  ],
  onSubscribers: aFunction,
  announce: aFunction,
};

/** What is wrong with what `create` returned. */
export function mistakesInMade(made: unknown): string[] {
  if (!isMapping(made)) return [`It is ${describe(made)}. It has to be a mapping with a render.`];
  const known = Object.keys(members);
  // It may keep something of its own there, beside what phoney asks for: what is near a name is that name misspelt.
  const misspelt = Object.keys(made)
    .filter((name) => !known.includes(name))
    .flatMap((name) => {
      const [near] = suggestNames(name, known);
      return near === undefined || Reflect.has(made, near)
        ? []
        : [`"${name}" is not a member of it. Did you mean "${near}"?`];
    });
  const read = Object.fromEntries(known.map((name) => [name, made[name]]));
  const { inbound } = made;
  return [
    ...mistakesIn(read, members, 'it'),
    ...missingIn(made, members, ['render']),
    ...misspelt,
    ...(isPlain(inbound) ? mistakesInInbound(inbound) : []),
  ];
}

function mistakesInInbound(inbound: Readonly<Record<string, unknown>>): string[] {
  const { sockets } = inbound;
  const own = mistakesIn(inbound, inboundMembers, 'inbound').map((mistake) => `inbound: ${mistake}`);
  return isPlain(sockets)
    ? [...own, ...mistakesInSockets(sockets).map((mistake) => `inbound.sockets: ${mistake}`)]
    : own;
}

/** What is wrong with what clients are told to connect to. */
export function mistakesInAnnouncement(said: unknown): string[] {
  const isRight =
    isMapping(said) &&
    Array.isArray(said['lines']) &&
    said['lines'].every((line) => typeof line === 'string') &&
    isMapping(said['json']);
  return isRight
    ? []
    : [`It has to be a mapping such as { lines: ['stream  …'], json: {} }, and this is ${describe(said)}.`];
}

/** What is wrong with the vendor's ids of agents and queues. */
export function mistakesInIdentities(known: unknown): string[] {
  const isRight = isMapping(known) && known['agents'] instanceof Map && known['queues'] instanceof Map;
  return isRight
    ? []
    : [
        'It has to be { agents, queues }, each a Map from ids of the view to ids of the vendor, such as new Map([[agent.id, { agentId }]]).',
      ];
}

function isRoute(route: unknown): boolean {
  if (!isMapping(route)) return false;
  const { method, path, answer } = route;
  return (
    ['GET', 'POST', 'PUT', 'DELETE'].includes(method as string) &&
    typeof path === 'string' &&
    path.startsWith('/') &&
    isFunction(answer)
  );
}

/** Members are copied from it: those of a class would be left behind. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return isMapping(value) && [Object.prototype, null].includes(Object.getPrototypeOf(value) as null);
}
