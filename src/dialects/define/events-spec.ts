import type { z } from 'zod';
import type { VendorSpec } from '../spec.ts';

/** What the wire of a vendor looks like of which nothing is known but a schema for each type of event. */
export function specOfEvents(name: string, events: Readonly<Record<string, z.ZodType>>): VendorSpec {
  const names = distinct(Object.keys(events).map((eventType) => eventType.replaceAll(/[^\w.-]+/g, '_')));
  return {
    title: name,
    shapes: Object.entries(events).map(([eventType, schema], index) => ({
      name: names[index] ?? eventType,
      typeName: [name, eventType].map(pascal).join(''),
      summary: schema.description ?? `An event of the type ${eventType}.`,
      page: `As phoney's dialect ${name} has it`,
      schema,
      eventTypes: [eventType],
    })),
  };
}

function pascal(text: string): string {
  return text
    .split(/[^A-Za-z\d]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** The same names, those that were there before with a number. */
function distinct(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  return names.map((name) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name}-${count}`;
  });
}
