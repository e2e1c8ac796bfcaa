import { hash, randomBytes } from 'node:crypto';
import { changeValues, shiftTime } from '../../capture/change.ts';
import { renewId } from '../../capture/new-ids.ts';
import type { CapturedLine } from '../../capture/read-capture.ts';
import type { HttpMessage } from '../../channels/message.ts';
import { addressAt } from '../../lib/receiver-url.ts';
import { hidden } from '../../record/record.ts';
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
  /** Headers that each gets, in place of what was hidden or beside it. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Captured requests as they leave again, in the same order. */
export function replayedOf(messages: readonly CapturedLine[], wish: ReplayWish): Replayed[] {
  const firstMs = messages[0]?.ms ?? 0;
  const key = randomBytes(32);
  let latest = wish.startMs;
  return messages.map((message) => {
    // A capture says what came first; a clock that was set back must not say otherwise.
    latest = Math.max(latest, wish.startMs + Math.floor(message.ms - firstMs));
    const at = latest;
    return { at, drafts: () => [draftOf(message, at, wish, key)] };
  });
}

function draftOf(
  message: CapturedLine,
  at: number,
  wish: ReplayWish,
  key: Uint8Array,
): Omit<HttpMessage, 'seq'> {
  const shifted =
    wish.shiftMs === 0 ? message : changeValues(message, (value) => shiftTime(value, wish.shiftMs));
  const known = message.eventId;
  const eventId = known === null ? ownId(message) : wish.newIds ? renewId(known, key) : known;
  const { path, body, bodyEncoding, headers } =
    known === null || eventId === known
      ? shifted
      : changeValues(shifted, (value) => (value === known ? eventId : value));
  const { vendor, method, eventType } = message;
  const feed = message.feed ?? unknown;
  return {
    channel: 'http',
    at,
    vendor,
    feed,
    eventId,
    eventType: eventType ?? unknown,
    contactId: null,
    orderKey: '',
    filtered: false,
    method,
    url: addressAt(new URL(wish.urlOf(vendor, feed)), path).href,
    headers: { ...headersOf(headers), ...wish.headers },
    secretHeaders: Object.keys(wish.headers),
    body,
    ...(bodyEncoding !== undefined && { bodyEncoding }),
  };
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
