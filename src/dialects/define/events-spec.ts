import type { z } from 'zod';
import type { VendorSpec } from '../spec.ts';

/** What the wire of a vendor looks like of which nothing is known but a schema for each type of event. */
export function specOfEvents(name: string, events: Readonly<Record<string, z.ZodType>>): VendorSpec {
  return {
    title: name,
    shapes: Object.entries(events).map(([eventType, schema]) => ({
      name: eventType.replaceAll(/[^\w.-]+/g, '_'),
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
