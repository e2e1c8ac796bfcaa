import { readJson } from '../../lib/read-json.ts';
import type { ReadOnWire } from '../vendor.ts';
import { feedOfName, wireEvents } from './wire/index.ts';

/** An event as it stands in a body, and the schema of its feed. */
export const readOnWire: ReadOnWire = ({ body }) => {
  const event = readObject(body);
  const feed = feedOfName(event?.['name']) ?? null;
  return {
    feed,
    eventType: textOf(event?.['event_type']),
    eventId: textOf(event?.['event_id']),
    value: event,
    typePath: 'name',
    schema: feed === null ? undefined : wireEvents[feed],
  };
};

function readObject(body: string): Readonly<Record<string, unknown>> | undefined {
  const value = readJson(body);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return value as Readonly<Record<string, unknown>>;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
