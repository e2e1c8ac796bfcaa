import { suggestNames } from '../../lib/errors.ts';
import { readJson } from '../../lib/read-json.ts';
import type { Dialect, Sampler } from '../dialect.ts';
import { overrideValues, readValue } from '../override.ts';
import type { ReadOnWire } from '../vendor.ts';
import { problemsOf } from './reading.ts';

/** How single events of a dialect with bodies of JSON are made. */
export function samplerOf(
  vendor: string,
  {
    eventTypes,
    read,
    create,
  }: {
    readonly eventTypes: readonly string[];
    readonly read: () => Promise<ReadOnWire>;
    readonly create: (seed: number) => Dialect;
  },
): Sampler {
  return {
    eventTypes,
    explain: (eventType) => explain(vendor, eventType, eventTypes),
    create,
    readValue,
    async override(draft, overrides) {
      const facts = readJson(draft.body);
      if (typeof facts !== 'object' || facts === null) return { draft, problems: [] };
      overrideValues(facts as Record<string, unknown>, overrides);
      const body = JSON.stringify(facts);
      const request = { method: 'POST', url: '/', headers: {}, body };
      const onWire = (await read())(request);
      return {
        draft: { ...draft, body, eventId: onWire.eventId ?? draft.eventId },
        problems: problemsOf(onWire),
      };
    },
  };
}

function explain(vendor: string, eventType: string, known: readonly string[]): string {
  const what = `"${eventType}" is not an event type of ${vendor}.`;
  if (known.length === 0) return `${what} Its dialect names none: give it events or eventTypes.`;
  const near = suggestNames(eventType, known);
  return near.length > 0
    ? `${what} Did you mean ${near.join(' or ')}?`
    : `${what} There are ${known.join(', ')}.`;
}
