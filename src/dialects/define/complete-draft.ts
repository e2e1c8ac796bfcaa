import type { DialectEvent, Draft, HttpDraft, HubDraft } from '../dialect.ts';
import type { Delivery } from './delivery.ts';

/** A message as a dialect may give it: what is left out follows from the event, the feed and the settings. */
export type MessageParts = HttpParts | SocketParts | HubDraft;

interface Parts {
  /** One of the dialect's feeds. */
  readonly feed: string;
  readonly eventType: string;
  /** Text as it is; anything else as JSON. */
  readonly body: unknown;
  /** The vendor's id of the event, as it stands in the body, if it does. Default: what `factsOf` reads there, or else a UUID of the seed's. */
  readonly eventId?: string | undefined;
  /** Simulated epoch ms, where it is later than the event. */
  readonly at?: number | undefined;
  /** Default: the contact of the event, or `null`. */
  readonly contactId?: string | null | undefined;
  /** Messages of one key stay in order. Default: its topic, or the contact's, the agent's or the queue's id, or the feed. */
  readonly orderKey?: string | undefined;
  /** True: the vendor's own filter holds it back; it is counted, and not sent. Default: false. */
  readonly filtered?: boolean | undefined;
}

/** A message that is posted. */
export interface HttpParts extends Parts {
  readonly channel?: 'http';
  /** Default: POST. */
  readonly method?: string | undefined;
  /** Default: the address of the feed. */
  readonly url?: string | undefined;
  /** Default: `Content-Type: application/json`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Names of `headers` whose values are secrets. */
  readonly secretHeaders?: readonly string[] | undefined;
  readonly topic?: undefined;
}

/** A message to whoever has subscribed to a topic of the WebSocket. */
export interface SocketParts extends Parts {
  readonly channel?: 'websocket';
  readonly topic: string;
}

/** What drafts are completed with. */
export interface Completing {
  readonly deliveries: Readonly<Record<string, Delivery>>;
  readonly newId: () => string;
  /** The id that a body says, if it says one. */
  readonly idIn: (text: string) => string | undefined;
  /** Where the WebSocket is; absent without one. */
  readonly socketPath: string | undefined;
}

/** The whole message; one that is whole already as it is. Throws a `TypeError` for parts of which none can be made. */
export function completeDraft(
  parts: MessageParts,
  event: DialectEvent,
  completing: Completing,
): Draft & { readonly at?: number } {
  if (isWhole(parts)) return parts;
  const { feed, eventType, body, topic, contactId, orderKey, filtered = false, at } = parts;
  if (typeof feed !== 'string' || typeof eventType !== 'string')
    throw new TypeError(`A message has to have a feed and an eventType; one has ${describe(parts)}.`);
  const text = typeof body === 'string' ? body : jsonOf(body, `The ${eventType} of ${feed}`);
  const head = {
    feed,
    eventType,
    body: text,
    eventId: parts.eventId ?? completing.idIn(text) ?? completing.newId(),
    contactId: contactId === undefined ? idIn(event, 'contactId') : contactId,
    orderKey: orderKey ?? topic ?? subjectOf(event) ?? feed,
    filtered,
    ...(at !== undefined && { at }),
  };
  if (topic !== undefined) {
    const { socketPath: path } = completing;
    if (path === undefined)
      throw new TypeError(`The ${eventType} has a topic, and the dialect no WebSocket: inbound.sockets.`);
    return { ...head, channel: 'websocket', topic, path };
  }
  return { ...head, ...httpParts(parts, completing) };
}

function jsonOf(body: unknown, what: string): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(body) as string | undefined;
  } catch (error) {
    throw new TypeError(`${what} has a body that cannot be written as JSON: ${reasonOf(error)}`, {
      cause: error,
    });
  }
  if (text === undefined) throw new TypeError(`${what} has no body that could be sent.`);
  return text;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function httpParts(
  { feed, method = 'POST', url, headers = json, secretHeaders }: HttpParts,
  { deliveries }: Completing,
): Pick<HttpDraft, 'channel' | 'method' | 'url' | 'headers' | 'secretHeaders'> {
  const address = url ?? deliveries[feed]?.url;
  if (address === undefined)
    throw new TypeError(
      `There is no address for the feed "${feed}". Give the message a url, or the feed a delivery.`,
    );
  return {
    channel: 'http',
    method,
    url: address,
    headers,
    ...(secretHeaders !== undefined && { secretHeaders }),
  };
}

const json = { 'Content-Type': 'application/json' } as const;

function isWhole(parts: MessageParts): parts is Draft {
  return (
    parts.channel !== undefined &&
    parts.orderKey !== undefined &&
    parts.filtered !== undefined &&
    parts.eventId !== undefined &&
    parts.contactId !== undefined &&
    typeof parts.body === 'string' &&
    'method' in parts === (parts.channel === 'http') &&
    (parts.channel !== 'websocket' || 'path' in parts)
  );
}

function subjectOf(event: DialectEvent): string | undefined {
  return idIn(event, 'contactId') ?? idIn(event, 'agentId') ?? idIn(event, 'queueId') ?? undefined;
}

function idIn(event: DialectEvent, name: 'contactId' | 'agentId' | 'queueId'): string | null {
  const id = (event as { readonly [Name in typeof name]?: unknown })[name];
  return typeof id === 'string' ? id : null;
}

function describe(parts: unknown): string {
  return typeof parts === 'object' && parts !== null ? `{${Object.keys(parts).join(', ')}}` : String(parts);
}
