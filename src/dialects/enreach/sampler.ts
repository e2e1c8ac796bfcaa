import type { HubDraft, Sampler } from '../dialect.ts';
import { suggestNames } from '../../lib/errors.ts';
import { overrideValues, readValue } from '../override.ts';
import { eventNames } from './wire/index.ts';

/** Single events of any of the 31 types, as an imagined client of the JSON protocol gets them. */
export function createSampler(create: Sampler<HubDraft>['create']): Sampler<HubDraft> {
  return {
    eventTypes: eventNames,
    explain(eventType) {
      const near = suggestNames(eventType, eventNames);
      const hint =
        near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are ${eventNames.join(', ')}.`;
      return `"${eventType}" is not an event type of Enreach RTE. ${hint}`;
    },
    create,
    readValue,
    override(draft, overrides) {
      const message = (JSON.parse(draft.body) as [Record<string, unknown>])[0];
      overrideValues(message, overrides);
      return Promise.resolve({ draft: { ...draft, body: JSON.stringify([message]) }, problems: [] });
    },
  };
}
