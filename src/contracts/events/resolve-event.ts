import { suggestNames } from '../../lib/errors.ts';
import type { VendorName } from '../../dialects/index.ts';
import type { Interaction } from '../pact/pact.ts';
import { providerOf } from '../pact/parts.ts';
import { vendorNamed } from '../providers.ts';
import { findEvent, knownEvents, nearestEvents, wordsOf, type WantedEvent } from './known-events.ts';

/** Which event a description means, for those that do not say so themselves. */
export type EventMap = ReadonlyMap<string, WantedEvent>;

/**
 * The event that an interaction is about: the one that the map names, that the example carries, or that the description spells.
 * Throws an error that suggests what may have been meant when there is none, and one when it is another vendor's than the
 * provider's name says.
 */
export function resolveEvent(interaction: Interaction, map: EventMap): WantedEvent {
  const provider = providerOf(interaction);
  const vendor = vendorNamed(provider);
  const event = findMeant(interaction, map, vendor);
  if (vendor === undefined || event.vendor === vendor) return event;
  throw new Error(
    `"${interaction.description}" is about ${event.eventType}, an event of ${event.vendor}, and the provider "${provider}" is ${vendor}. Expect an event of ${vendor}, or name the provider after the vendor that sends this one.`,
  );
}

function findMeant(
  { description, example }: Interaction,
  map: EventMap,
  vendor: VendorName | undefined,
): WantedEvent {
  const mapped = map.get(description);
  if (mapped !== undefined) return mapped;
  const named = eventTypeOf(example);
  if (named !== undefined) {
    const event = findEvent(named.eventType);
    if (event === undefined) throw new Error(explainUnknownType(description, named.eventType));
    return named.callState === undefined ? event : { ...event, callState: named.callState };
  }
  const spelt = spelledIn(description, vendor);
  if (spelt !== undefined) return spelt;
  throw new Error(explainNoEvent(description));
}

interface NamedType {
  readonly eventType: string;
  readonly callState?: string;
}

/** What an example says of its type: ASAPP and RingCentral beside the other fields, RTE in a frame, an argument or data. */
export function eventTypeOf(example: unknown): NamedType | undefined {
  if (Array.isArray(example)) return eventTypeOf(example[0]);
  if (typeof example !== 'object' || example === null) return undefined;
  const members = new Map(
    Object.entries(example).map(([name, value]) => [name.toLowerCase(), value as unknown]),
  );
  const eventType = members.get('event_type') ?? members.get('eventtype');
  if (typeof eventType === 'string') {
    const callState = members.get('call_state');
    return { eventType, ...(typeof callState === 'string' && { callState }) };
  }
  for (const inner of ['arguments', 'data', 'subscription']) {
    const found = eventTypeOf(members.get(inner));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** An event type that stands in the description as such; the longest when one is part of another. */
function spelledIn(description: string, vendor: VendorName | undefined): WantedEvent | undefined {
  const text = ` ${wordsOf(description).join(' ')} `;
  const found = knownEvents.filter(({ vendor: own, eventType }) => {
    if (vendor !== undefined && own !== vendor) return false;
    // One plain word, such as LOGIN or ENGAGED, counts only as the vendor writes it.
    if (/^[A-Z]+$/.test(eventType)) return new RegExp(String.raw`\b${eventType}\b`).test(description);
    return text.includes(` ${wordsOf(eventType).join(' ')} `);
  });
  return found.sort((a, b) => b.eventType.length - a.eventType.length)[0];
}

const seeEvents = 'See the event types with `phoney contracts list --events`.';

function explainUnknownType(description: string, eventType: string): string {
  const near = suggestNames(
    eventType,
    knownEvents.map((event) => event.eventType),
  );
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : seeEvents;
  const why = `"${eventType}" is no event type of any vendor. ${hint}`;
  return `The example of "${description}" is of no event that phoney knows: ${why}`;
}

function explainNoEvent(description: string): string {
  const near = nearestEvents(description).map(({ vendor, eventType }) => `${vendor} ${eventType}`);
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : seeEvents;
  return `No event is meant by "${description}": neither its description nor its example names an event type. ${hint} Say so in the example, in the description, or in a file for --map.`;
}
