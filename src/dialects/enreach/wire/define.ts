import { z } from 'zod';
import { dateTime, guid, int } from './fields.ts';

/** The kinds of entity that one may subscribe to. */
export type EntityType = 'User' | 'Queue' | 'CallList';

/** One of RTE's event types: its name, whose it is, and every field of the page, in the order of the page's sample. */
export interface EventDefinition<Name extends string = string, Fields extends z.ZodRawShape = z.ZodRawShape> {
  readonly eventType: Name;
  readonly entityType: EntityType;
  /** `MessageTTLSeconds` of the page's sample: -1 is for ever. */
  readonly ttlSeconds: number;
  /** The event as a whole, nothing else allowed. */
  readonly schema: z.ZodObject;
  /** The names of `schema`, in the order in which they are sent. */
  readonly keys: readonly string[];
  /** The fields that are this event's own. */
  readonly fields: z.ZodObject<Fields>;
}

/** The fields of an event of its own; the frame is added to all alike. Fields that samples leave out are always sent. */
export type FieldsOf<Definition extends EventDefinition> = Sent<z.output<Definition['fields']>>;

type Sent<Fields> = { readonly [Name in keyof Fields]-?: Exclude<Fields[Name], undefined> };

/**
 * Defines an event type with its own fields. Its place: status events write `MessageTTLSeconds` before their fields,
 * the others at the very end.
 */
export function defineEvent<const Name extends string, Fields extends z.ZodRawShape>(
  eventType: Name,
  entityType: EntityType,
  fields: Fields,
  ttlSeconds = -1,
): EventDefinition<Name, Fields> {
  const ttl = { MessageTTLSeconds: int.describe('How long the message is of interest; -1 is for ever.') };
  const schema = z.strictObject({
    RootEntityType: z.literal('Organization').describe('What everything belongs to: an organisation.'),
    RootEntityId: guid.describe('The organisation.'),
    EventType: z.literal(eventType).describe('What happened.'),
    EntityType: z.literal(entityType).describe('What kind of thing was subscribed to.'),
    EntityId: guid.describe('What was subscribed to: a user, a queue or a call list.'),
    ...(ttlSeconds === -1 ? {} : ttl),
    ...fields,
    Id: guid.describe('The event’s own id.'),
    Timestamp: dateTime.describe('When it happened, UTC, in steps of 100 ns.'),
    ...(ttlSeconds === -1 ? ttl : {}),
  });
  return {
    eventType,
    entityType,
    ttlSeconds,
    schema,
    keys: Object.keys(schema.shape),
    fields: z.strictObject(fields),
  };
}
