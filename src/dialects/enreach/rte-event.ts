import type { ContactId } from '../../centre/model/ids.ts';
import { eventDefinitions, type EventFields, type EventName } from './wire/index.ts';

/** An event of RTE before it gets its frame: the same for every subscriber. */
export interface RteEvent {
  readonly eventType: EventName;
  /** The user, queue or call list that it is an event of. */
  readonly entityId: string;
  /** What the event's own schema wants; whoever builds one has it checked by {@link EventFields}. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** For records; `null` when no contact is behind it. */
  readonly contactId: ContactId | null;
}

/** An {@link RteEvent} whose fields are what its type has. */
export function rteEvent<Name extends EventName>(
  eventType: Name,
  entityId: string,
  contactId: ContactId | null,
  fields: EventFields<Name>,
): RteEvent {
  return { eventType, entityId, fields, contactId };
}

/** The event as a whole, with the .NET names, in the order of the page's samples. */
export function frameEvent(
  { eventType, entityId, fields }: RteEvent,
  {
    id,
    timestamp,
    organisationId,
  }: { readonly id: string; readonly timestamp: string; readonly organisationId: string },
): Readonly<Record<string, unknown>> {
  const { entityType, ttlSeconds, keys } = eventDefinitions[eventType];
  const values: Record<string, unknown> = {
    ...fields,
    RootEntityType: 'Organization',
    RootEntityId: organisationId,
    EventType: eventType,
    EntityType: entityType,
    EntityId: entityId,
    MessageTTLSeconds: ttlSeconds,
    Id: id,
    Timestamp: timestamp,
  };
  const framed: Record<string, unknown> = {};
  for (const key of keys) framed[key] = values[key];
  return framed;
}
