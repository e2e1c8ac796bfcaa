import type { z } from 'zod';
import { readJson } from '../../lib/read-json.ts';
import type { OnWire, ReadOnWire, ReceivedRequest, Validate } from '../vendor.ts';

/** The schemas of what is sent, each by its type of event. */
export type EventSchemas = Readonly<Record<string, z.ZodType>>;

/** What a message says of itself. What is left out it does not say. */
export interface MessageFacts {
  readonly eventType?: string | undefined;
  readonly eventId?: string | undefined;
  readonly feed?: string | undefined;
  /** Whom or what it is about, for the eye. */
  readonly about?: string | undefined;
}

/** What a dialect says of how its messages are read. */
export interface Reading {
  readonly events?: EventSchemas | undefined;
  /** The facts of a body that was read, and of the request that it came in. Default: {@link usualFacts}. */
  factsOf?(body: unknown, request: ReceivedRequest): MessageFacts;
}

/** The members that bodies usually have for it: `type`, `eventType` or `event_type`, and `id`, `eventId` or `event_id`. */
export function usualFacts(body: unknown): MessageFacts {
  const textAt = (...names: readonly string[]): string | undefined => {
    if (typeof body !== 'object' || body === null) return undefined;
    const found = names
      .map((name) => Reflect.get(body, name) as unknown)
      .find((value) => value !== undefined);
    return typeof found === 'string' ? found : undefined;
  };
  return {
    eventType: textAt('type', 'eventType', 'event_type'),
    eventId: textAt('id', 'eventId', 'event_id'),
  };
}

/** What a body says, by the dialect's own reading of it or by {@link usualFacts}. */
export function factsIn(
  body: unknown,
  request: ReceivedRequest,
  reading: Pick<Reading, 'factsOf'>,
): MessageFacts {
  return reading.factsOf === undefined ? usualFacts(body) : reading.factsOf(body, request);
}

/** How messages with a body of JSON are read off the wire. `feedOfType`: of those that do not say their feed. */
export function readerOf(
  { events = {}, ...reading }: Reading,
  feedOfType: (eventType: string | undefined) => string | undefined,
): ReadOnWire {
  return (request) => {
    const value = readJson(request.body);
    const { eventType, eventId, feed } = factsIn(value, request, reading);
    return {
      value,
      eventType: eventType ?? null,
      eventId: eventId ?? null,
      feed: feed ?? feedOfType(eventType) ?? null,
      // Without schemas everything is as it should be.
      schema: Object.keys(events).length === 0 ? null : schemaIn(events, eventType),
      typePath: '',
    };
  };
}

/** Holds requests against the schemas that `read` names. */
export function validatorOf(read: ReadOnWire, reading: Reading): Validate {
  return (request) => {
    try {
      const onWire = read(request);
      const { eventType, eventId, feed, value } = onWire;
      const problems = problemsOf(onWire);
      const about = factsIn(value, request, reading).about ?? null;
      return { eventType, eventId, feed, about, valid: problems.length === 0, problems };
    } catch (error) {
      // Anybody may send anything: what a dialect makes of it must not end the receiver.
      return { ...unread, problems: [{ message: error instanceof Error ? error.message : String(error) }] };
    }
  };
}

const unread = { eventType: null, eventId: null, feed: null, about: null, valid: false } as const;

/** What is wrong with a message that was read. */
export function problemsOf({ value, schema, eventType }: OnWire): { path?: string; message: string }[] {
  if (value === undefined) return [{ message: 'The body is not JSON.' }];
  if (schema === null) return [];
  if (schema === undefined) {
    return [
      {
        message:
          eventType === null
            ? 'It does not say of which type it is.'
            : `There is no event type "${eventType}".`,
      },
    ];
  }
  const issues = schema.safeParse(value).error?.issues ?? [];
  return issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message }));
}

function schemaIn(events: EventSchemas, eventType: string | undefined): z.ZodType | undefined {
  return eventType !== undefined && Object.hasOwn(events, eventType) ? events[eventType] : undefined;
}
