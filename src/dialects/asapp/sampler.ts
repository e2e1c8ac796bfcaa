import type { HttpDraft, Sampler } from '../dialect.ts';
import { overrideValues, readValue } from '../override.ts';
import { eventTypes, explainEventType, feedOf } from './event-types.ts';
import { fieldsByEventType } from './wire/fields-by-event-type.ts';

/** Single events of any of the 52 types. */
export function createSampler(create: Sampler<HttpDraft>['create']): Sampler<HttpDraft> {
  return {
    eventTypes: Object.values(eventTypes).flat(),
    explain: (eventType) => explainEventType(eventType),
    create,
    suits: ({ eventType, body }) => saysAll(eventType, body),
    readValue,
    async override(draft, overrides) {
      const event = JSON.parse(draft.body) as Record<string, unknown>;
      overrideValues(event, overrides);
      const body = JSON.stringify(event);
      const { parseEvent } = await import('./parse-event.ts');
      const { eventId, eventType, problems } = parseEvent(body);
      return {
        draft: { ...draft, body, eventId: eventId ?? draft.eventId, eventType: eventType ?? draft.eventType },
        problems,
      };
    },
  };
}

/** Whether the event has every detail that its type is about: a wait, say, is not always known. */
function saysAll(eventType: string, body: string): boolean {
  const feed = feedOf(eventType);
  const rows: Readonly<Record<string, { readonly details: readonly string[] }>> =
    feed === undefined ? {} : fieldsByEventType[feed];
  const { details = {} } = JSON.parse(body) as { readonly details?: object };
  return (rows[eventType]?.details ?? []).every((name) => Object.hasOwn(details, name));
}
