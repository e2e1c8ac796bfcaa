import type { ReadOnWire } from '../vendor.ts';
import { feed } from './publication.ts';
import { eventDefinitions, findEventName } from './wire/index.ts';

/** The event in the only argument of the client's method, in the names of .NET, however they are written on the wire. */
export const readOnWire: ReadOnWire = ({ body }) => {
  const event = eventOf(body);
  const eventType = textOf(event?.['EventType']);
  const name = eventType === null ? undefined : findEventName(eventType);
  return {
    feed,
    eventType: name ?? eventType,
    eventId: textOf(event?.['Id']),
    value: event,
    typePath: 'EventType',
    schema: name === undefined ? undefined : eventDefinitions[name].schema,
  };
};

type Named = Readonly<Record<string, unknown>>;

function eventOf(body: string): Named | undefined {
  try {
    const [message] = JSON.parse(body) as readonly unknown[];
    const { Data } = capitalised(message) as { readonly Data?: unknown };
    return typeof Data === 'object' && Data !== null && !Array.isArray(Data) ? (Data as Named) : undefined;
  } catch {
    return undefined;
  }
}

/** Properties whose value is a dictionary: its keys are data. */
const dictionaries = new Set(['Values', 'AllowedValues']);

function capitalised(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(capitalised);
  if (typeof value !== 'object' || value === null) return value;
  const named = Object.entries(value).map(([name, inner]): [string, unknown] => {
    const own = name.charAt(0).toUpperCase() + name.slice(1);
    return [own, dictionaries.has(own) ? inner : capitalised(inner)];
  });
  return Object.fromEntries(named);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
