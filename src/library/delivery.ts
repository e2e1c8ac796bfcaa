import type { Attempt, Message, OutcomeKind } from '../channels/message.ts';
import type { Delivery as LoggedDelivery } from '../record/deliveries.ts';
import { hideSecrets } from '../record/record.ts';
import { parseFields } from './parse-fields.ts';

/** A message, and what became of it until it was looked at. It does not change afterwards. */
export interface Delivery {
  /** Counts every message of the run from 1. */
  readonly seq: number;
  /** Simulated epoch ms of the event behind it. */
  readonly at: number;
  readonly vendor: string;
  /** Within the vendor. */
  readonly feed: string;
  readonly eventType: string;
  readonly eventId: string;
  /** The contact behind it; `null` when none. */
  readonly contactId: string | null;
  /** Of a copy, the `seq` of the message that it repeats; `null` when it is none. */
  readonly copyOf: number | null;
  readonly outcome: OutcomeKind | 'open';
  /** Why it was not delivered; `null` when it was, or is open. */
  readonly reason: string | null;
  /** The HTTP status that came last; `null` when none did. */
  readonly status: number | null;
  /** The beginning of what the receiver answered last; `null` when it said nothing. */
  readonly answer: string | null;
  readonly attempts: readonly Attempt[];
  /** Of HTTP requests; `null` for calls of a hub. Headers that are secrets are hidden. */
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
  } | null;
  /** The exact text of the payload. Empty where the fields travel in the URL. */
  readonly body: string;
  /** What is in it: parsed JSON, or the fields of a form or a query string as text. */
  json(): unknown;
}

/** Of each delivery handed out, the message that is sent when it is delivered again; it may hold secrets. */
const messages = new WeakMap<Delivery, Message>();

/** What is kept of a message, as it is handed out. */
export function describeDelivery({ message, attempts, outcome }: LoggedDelivery): Delivery {
  const { seq, at, vendor, feed, eventType, eventId, contactId, copyOf = null, body } = message;
  const last = attempts.at(-1);
  const request = requestOf(message);
  const delivery: Delivery = {
    seq,
    at,
    vendor,
    feed,
    eventType,
    eventId,
    contactId,
    copyOf,
    outcome: outcome?.outcome ?? 'open',
    reason: outcome?.reason ?? null,
    status: last?.status ?? null,
    answer: last?.answer ?? null,
    attempts,
    request,
    body,
    json: () => parseFields(body, request?.url ?? ''),
  };
  messages.set(delivery, message);
  return delivery;
}

/** The message behind a delivery that was handed out; `undefined` for an object that was not. */
export function messageOf(delivery: Delivery): Message | undefined {
  return messages.get(delivery);
}

function requestOf(message: Message): Delivery['request'] {
  if (message.channel !== 'http') return null;
  return { method: message.method, url: message.url, headers: hideSecrets(message) };
}
