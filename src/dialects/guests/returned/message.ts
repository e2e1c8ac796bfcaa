import { explainReceiverUrl } from '../../../lib/address/receiver-url.ts';
import { suggestNames } from '../../../lib/errors.ts';
import type { DialectEvent } from '../../dialect.ts';
import { isMapping } from '../../../lib/is-mapping.ts';
import { describe, mistakesIn, missingIn, type Check, type Members } from '../../define/members.ts';
import { mistakesInHeaders } from './headers.ts';

/** What a dialect can send to. */
export interface Reach {
  readonly feeds: ReadonlySet<string>;
  /** Whether messages of that feed can be posted. */
  readonly hasLane: (feed: string) => boolean;
}

/** How long after its event a message may leave: what comes after it waits for it, be it the run's end. */
const latestMs = 10_000;

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const text: Check = [isText, 'text that is not empty'];
const methods: readonly unknown[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const isBody = (value: unknown): boolean =>
  !['function', 'symbol', 'bigint'].includes(typeof value) && !ArrayBuffer.isView(value);

const common: Members = {
  feed: text,
  eventType: text,
  body: [isBody, 'text, or what can be written as JSON'],
  eventId: text,
  contactId: [(value) => value === null || isText(value), 'text that is not empty, or null'],
  orderKey: text,
  filtered: [(value) => typeof value === 'boolean', 'true or false'],
  at: [Number.isFinite, 'simulated epoch ms, such as event.at + 50'],
  channel: [(value) => value === 'http' || value === 'websocket' || value === 'signalr', 'http or websocket'],
};
const posted: Members = {
  ...common,
  method: [(value) => methods.includes(value), `one of ${methods.join(', ')}`],
  url: text,
  // Looked at by themselves.
  headers: [() => true, ''],
  secretHeaders: [Array.isArray, "a list of names of its headers, such as ['Authorization']"],
  bodyEncoding: [(value) => value === 'latin1', 'latin1, or left out'],
};
const streamed: Members = { ...common, topic: text, path: text, connectionId: text };
const pushed: Members = {
  ...common,
  target: text,
  hubPath: text,
  push: [isMapping, 'an object with connectionId, shared and own'],
};

/** What is wrong with the messages that `render` returned for an event. */
export function mistakesInMessages(made: unknown, event: DialectEvent, reach: Reach): string[] {
  if (!Array.isArray(made))
    return [
      `render has to return a list of messages, [] where there is nothing to say, and this is ${describe(made)}.`,
    ];
  for (const [index, message] of made.entries()) {
    const mistakes = mistakesInMessage(message, event, reach);
    // The others are likely to be made by the same lines.
    if (mistakes.length > 0) return mistakes.map((mistake) => `message ${index + 1}: ${mistake}`);
  }
  return [];
}

function mistakesInMessage(message: unknown, event: DialectEvent, reach: Reach): string[] {
  if (!isMapping(message))
    return [`It is ${describe(message)}. It has to be a mapping with feed, eventType and body.`];
  const { channel, topic } = message;
  const missing = missingIn(message, common, ['feed', 'eventType', 'body']);
  const late = mistakesInTime(message['at'], event);
  if (channel === 'signalr')
    return [...mistakesIn(message, pushed, 'a message of a hub'), ...missing, ...late];
  const feed = mistakesInFeed(message['feed'], reach);
  if (channel === 'websocket' || topic !== undefined) {
    const addressed = missingIn(message, streamed, ['topic']);
    return [
      ...mistakesIn(message, streamed, 'a message with a topic'),
      ...[...missing, ...addressed, ...feed, ...late],
    ];
  }
  return [
    ...mistakesIn(message, posted, 'a message that is posted'),
    ...[...missing, ...feed, ...late, ...mistakesInPost(message, reach)],
  ];
}

function mistakesInFeed(feed: unknown, { feeds, hasLane }: Reach): string[] {
  if (typeof feed !== 'string' || feed === '' || feeds.has(feed) || hasLane(feed)) return [];
  const [near] = suggestNames(feed, [...feeds]);
  const hint = near === undefined ? `There are ${[...feeds].join(', ')}.` : `Did you mean "${near}"?`;
  return [`"${feed}" is not one of its feeds. ${hint}`];
}

function mistakesInTime(at: unknown, event: DialectEvent): string[] {
  if (typeof at !== 'number' || !Number.isFinite(at)) return [];
  if (at < event.at) return [`"at" is ${event.at - at} ms before its event. It has to be event.at or later.`];
  if (at <= event.at + latestMs) return [];
  return [
    `"at" is ${at - event.at} ms after its event, and may be ${latestMs} at most: what comes after it waits for it. Keep the message, and return it for a later event, such as interval.elapsed.`,
  ];
}

function mistakesInPost(
  { feed, url, headers, secretHeaders }: Readonly<Record<string, unknown>>,
  { feeds, hasLane }: Reach,
): string[] {
  const mistakes = headers === undefined ? [] : mistakesInHeaders(headers);
  const wrongUrl = typeof url === 'string' && url !== '' ? explainReceiverUrl(url) : undefined;
  if (wrongUrl !== undefined) mistakes.push(`"url": ${wrongUrl}`);
  if (typeof feed === 'string' && feeds.has(feed) && !hasLane(feed))
    mistakes.push(`The feed "${feed}" is posted nowhere. Give it a delivery, or the message a topic.`);
  if (Array.isArray(secretHeaders)) mistakes.push(...mistakesInSecrets(secretHeaders, headers));
  return mistakes;
}

function mistakesInSecrets(names: readonly unknown[], headers: unknown): string[] {
  const known = isMapping(headers) ? Object.keys(headers) : ['Content-Type'];
  return names
    .filter((name) => !known.includes(name as string))
    .map((name) => {
      const [near] = typeof name === 'string' ? suggestNames(name, known) : [];
      const hint = near === undefined ? `There are ${known.join(', ')}.` : `Did you mean "${near}"?`;
      return `"secretHeaders" has ${describe(name)}, and it is not a name of its headers. ${hint}`;
    });
}
