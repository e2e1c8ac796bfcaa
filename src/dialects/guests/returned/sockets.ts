import { isMapping } from '../../../lib/is-mapping.ts';
import {
  describe,
  isFunction,
  mistakesIn,
  missingIn,
  type Check,
  type Members,
} from '../../define/members.ts';

const aFunction: Check = [isFunction, 'a function'];
/** Node has no longer timers. */
const longestMs = 2 ** 31 - 1;

function whole(from: number, to: number = longestMs): Check {
  return [
    (value) => Number.isInteger(value) && (value as number) >= from && (value as number) <= to,
    `a whole number, ${from} or more`,
  ];
}

const members: Members = {
  path: [
    (value) => typeof value === 'string' && /^\/[^\s?#]*$/.test(value),
    'a path from / on, without query, such as /stream',
  ],
  received: aFunction,
  authenticate: aFunction,
  connected: aFunction,
  disconnected: aFunction,
  heartbeat: [
    (value) => isMapping(value) && whole(1)[0](value['everyMs']) && isFunction(value['message']),
    'a mapping { everyMs, message }: a whole number of ms, 1 or more, and a function',
  ],
  pingEveryMs: whole(0),
  maxMessageBytes: whole(1),
  maxBufferedBytes: whole(1),
  maxTopics: whole(1),
  maxClients: whole(1),
  topics: [isMapping, 'a book of topics'],
};

/** What is wrong with a WebSocket. */
export function mistakesInSockets(sockets: object): string[] {
  return [...mistakesIn(sockets, members, 'it'), ...missingIn(sockets, members, ['path', 'received'])];
}

/** What is wrong with who is let in. */
export function mistakesInUser(user: unknown): string[] {
  if (user === null) return [];
  const isRight =
    isMapping(user) && isName(user['id']) && (user['name'] === undefined || isName(user['name']));
  return isRight
    ? []
    : [
        `It has to be { id, name? } with texts that are not empty, or null for nobody, and this is ${describe(user)}.`,
      ];
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
