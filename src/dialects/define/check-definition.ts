import type { Problem } from '../../lib/errors.ts';
import { isMapping } from '../../lib/is-mapping.ts';
import { describe, isFunction, mistakesIn, missingIn, type Check, type Members } from './members.ts';

const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '');
const isFeeds = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => typeof item === 'string' && /^[\w-]+$/.test(item));
const isSchema = (value: unknown): boolean => isMapping(value) && isMapping(value['_zod']);
const isTrue = (value: unknown): boolean => value === true;

const aFunction: Check = [isFunction, 'a function'];

/** What each member of a definition has to be. */
const members: Members = {
  name: [
    (value) => typeof value === 'string' && /^[a-z][a-z\d-]{0,39}$/.test(value),
    'text of lower-case letters, digits and hyphens that begins with a letter, at most 40, such as acme',
  ],
  settings: [isSchema, 'a schema of zod 4, such as z.strictObject({ ...form.delivery() })'],
  feeds: [
    (value) => isFeeds(value) || isFunction(value),
    "a list of names of letters, digits, _ and -, such as ['calls'], or a function that returns one",
  ],
  render: aFunction,
  create: aFunction,
  delivery: aFunction,
  events: [
    (value) => isMapping(value) && Object.values(value).every(isSchema),
    'a mapping from types of event to schemas of zod 4',
  ],
  eventTypes: [
    (value) =>
      isTexts(value) || isFunction(value) || (isMapping(value) && Object.values(value).every(isTexts)),
    'a list of names, or a mapping from feeds to lists of names',
  ],
  factsOf: aFunction,
  receiver: [isMapping, 'a mapping such as { minVersion: "TLSv1.3", clientCertificate: true }'],
  reader: aFunction,
  check: aFunction,
  versioned: [isTrue, 'true, or left out'],
  namesFeeds: [isTrue, 'true, or left out'],
  needsServer: aFunction,
  hasSubscribers: aFunction,
  channels: aFunction,
  files: aFunction,
  redirect: aFunction,
  secure: aFunction,
  isSecured: aFunction,
  everythingTo: aFunction,
  spec: aFunction,
  contracts: aFunction,
  fixture: aFunction,
  tap: aFunction,
};

/** Everything that is wrong with a definition, member by member. */
export function checkDefinition(definition: unknown): Problem[] {
  if (!isMapping(definition)) {
    return [
      {
        message: `defineDialect takes a mapping with name, settings, and render or create; this is ${describe(definition)}.`,
      },
    ];
  }
  const told = [
    ...mistakesIn(definition, members, 'a dialect'),
    ...missingIn(definition, members, ['name', 'settings']),
  ];
  return [...told.map((message) => ({ message })), ...checkTelling(definition)];
}

function checkTelling({ render, create }: Readonly<Record<string, unknown>>): Problem[] {
  if (render === undefined && create === undefined)
    return [
      {
        message:
          '"render" is missing. Give a function that makes messages of an event, or create, which returns one.',
      },
    ];
  if (render !== undefined && create !== undefined)
    return [
      {
        message:
          'render and create exclude each other: create returns a render of its own. Keep one of them.',
      },
    ];
  return [];
}
