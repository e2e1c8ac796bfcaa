import type { Problem } from '../lib/errors.ts';
import type { Arrival } from '../receiver/answer.ts';
import { parseFields } from './parse-fields.ts';

/** A request that a receiver has answered. */
export interface Received {
  /** 1 for the first. */
  readonly seq: number;
  /** `null` where the request does not say. */
  readonly eventId: string | null;
  readonly eventType: string | null;
  readonly feed: string | null;
  /** Whether the vendor's schema holds. */
  readonly valid: boolean;
  /** What of the schema does not. */
  readonly problems: readonly Problem[];
  /** Whether its event id came before. */
  readonly duplicate: boolean;
  /** What was answered; `null` when no answer got through. */
  readonly status: number | null;
  /** Real epoch ms. */
  readonly atMs: number;
  readonly method: string;
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** What is in it: parsed JSON, or the fields of a form or a query string as text. */
  json(): unknown;
}

/** Which requests are meant: those that are all of this. */
export interface ReceivedFilter {
  readonly eventType?: string | undefined;
  readonly eventId?: string | undefined;
  readonly feed?: string | undefined;
  readonly valid?: boolean | undefined;
  readonly duplicate?: boolean | undefined;
  readonly status?: number | null | undefined;
  /** What else must be true of it. */
  readonly where?: ((received: Received) => boolean) | undefined;
}

/** A request as it is handed out. */
export function describeArrival(arrival: Arrival, seq: number): Received {
  const { eventId, eventType, feed, valid, problems, duplicate, status, wallMs } = arrival;
  const { method, path: url, headers, body } = arrival;
  return {
    seq,
    eventId,
    eventType,
    feed,
    valid,
    problems,
    duplicate,
    status,
    atMs: wallMs,
    method,
    url,
    headers,
    body,
    json: () => parseFields(body, url),
  };
}

/** Whether the filter means a request. */
export function isWanted(received: Received, { where, ...filter }: ReceivedFilter): boolean {
  const facts = Object.entries(filter) as [keyof typeof filter, unknown][];
  return (
    facts.every(([name, value]) => value === undefined || received[name] === value) &&
    (where === undefined || where(received))
  );
}
