import { hash, randomBytes } from 'node:crypto';
import { changeValues, shiftTime } from '../../capture/change.ts';
import { renewId } from '../../capture/new-ids.ts';
import type { CapturedLine } from '../../capture/read-capture.ts';
import type { Push, Unnumbered } from '../../channels/message.ts';
import { addressAt } from '../../lib/address/receiver-url.ts';
import { hidden } from '../../lib/address/secret-query.ts';
import type { Replayed } from '../../run/replay/replay.ts';
import { passedHeaders } from '../../server/request-bytes.ts';

/** What becomes of captured messages before they leave again. */
export interface ReplayWish {
  /** The simulated instant of the first, epoch ms. */
  readonly startMs: number;
  /** By how much the times in the messages are moved; 0: they stay. */
  readonly shiftMs: number;
  readonly newIds: boolean;
  /** Where a feed of a vendor is sent. */
  readonly urlOf: (vendor: string, feed: string) => string;
  /** The connections to a hub that want such an event. */
  readonly listenersOf: (vendor: string, eventType: string) => readonly string[];
  /** The connections to a WebSocket that have subscribed to that topic. */
  readonly subscribersOf: (vendor: string, topic: string) => readonly string[];
  /** Headers that each gets, in place of what was hidden or beside it. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Captured messages as they leave again, in the same order. */
export function replayedOf(messages: readonly CapturedLine[], wish: ReplayWish): Replayed[] {
  const firstMs = messages[0]?.ms ?? 0;
  const key = randomBytes(32);
  let latest = wish.startMs;
  return messages.map((message) => {
    // A capture says what came first; a clock that was set back must not say otherwise.
    latest = Math.max(latest, wish.startMs + Math.floor(message.ms - firstMs));
    const at = latest;
    return { at, drafts: () => draftsOf(message, at, wish, key) };
  });
}

/** One request; or a push for each who wants it. */
function draftsOf(
  message: CapturedLine,
  at: number,
  wish: ReplayWish,
  key: Uint8Array,
): readonly Unnumbered[] {
  const { path, body, bodyEncoding, headers, eventId } = changed(message, wish, key);
  const { vendor, method } = message;
  const feed = message.feed ?? unknown;
  const eventType = message.eventType ?? unknown;
  const head = { at, vendor, feed, eventId, eventType, contactId: null, body, filtered: false };
  if (message.channel === 'signalr') {
    const push = pushOf(body);
    return wish.listenersOf(vendor, eventType).map((connectionId) => ({
      ...head,
      channel: 'signalr',
      orderKey: connectionId,
      target: method,
      hubPath: path,
      push: { connectionId, ...push },
    }));
  }
  if (message.channel === 'websocket') {
    return wish.subscribersOf(vendor, method).map((connectionId) => ({
      ...head,
      channel: 'websocket',
      orderKey: method,
      topic: method,
      path,
      connectionId,
    }));
  }
  return [
    {
      ...head,
      channel: 'http',
      orderKey: '',
      method,
      url: addressOf(new URL(wish.urlOf(vendor, feed)), path),
      headers: { ...headersOf(headers), ...wish.headers },
      secretHeaders: Object.keys(wish.headers),
      ...(bodyEncoding !== undefined && { bodyEncoding }),
    },
  ];
}

/** What was hidden in the query is not sent; the address may have it, and anything else that the message does not say. */
function addressOf(target: URL, path: string): string {
  const [place = '', query = ''] = path.split(/\?(.*)/s);
  const asked = query.split('&').filter((pair) => pair !== '' && !pair.endsWith(`=${hidden}`));
  const names = new Set(asked.map(nameOf));
  const own = target.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !names.has(nameOf(pair)));
  const all = [...asked, ...own];
  const search = all.length === 0 ? '' : `?${all.join('&')}`;
  return addressAt(target, `${place}${search}`).href;
}

function nameOf(pair: string): string {
  return pair.split('=', 1)[0] ?? '';
}

/** The arguments of a call: the first is each client's own, as a hub has it, and here the same for all. */
function pushOf(body: string): Pick<Push, 'shared' | 'own'> {
  const [first, ...others] = JSON.parse(body) as readonly unknown[];
  return { shared: { arguments: (_protocol, hole) => [hole, ...others] }, own: { value: () => first } };
}

/** With the times and the id that are wanted. */
function changed(
  message: CapturedLine,
  { shiftMs, newIds }: ReplayWish,
  key: Uint8Array,
): CapturedLine & { readonly eventId: string } {
  const shifted = shiftMs === 0 ? message : changeValues(message, (value) => shiftTime(value, shiftMs));
  const known = message.eventId;
  if (known === null) return { ...shifted, eventId: ownId(message) };
  const eventId = newIds ? renewId(known, key) : known;
  if (eventId === known) return { ...shifted, eventId };
  return { ...changeValues(shifted, (value) => (value === known ? eventId : value)), eventId };
}

/** What stands in the books for what a message does not say. */
const unknown = 'unknown';

/** A message that does not say its id is known by what it holds: the same twice is the same. */
function ownId({ path, body }: CapturedLine): string {
  return hash('sha256', `${path}\n${body}`, 'hex').slice(0, 32);
}

/** Those that were not hidden, and that are not about the connection they came over. */
function headersOf(headers: CapturedLine['headers']): Record<string, string> {
  const passed = passedHeaders(Object.entries(headers)).filter(
    ([name, value]) => value !== hidden && !/^(expect|te|trailer|upgrade)$/i.test(name),
  );
  return Object.fromEntries(passed);
}
