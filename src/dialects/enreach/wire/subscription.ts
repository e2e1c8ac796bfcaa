import { z } from 'zod';
import { guid, text } from './fields.ts';

/** Section "EntitySubscription": what `Subscribe` and `Unsubscribe` take, names in any case. */
export const entitySubscriptionSchema = z.object({
  EntityId: text.nullable().default(null).describe('A user’s, a queue’s or a call list’s id.'),
  EventName: text.nullable().default(null).describe('An event type, in any case.'),
});

/** One item of a `Subscribe` or `Unsubscribe`. */
export type EntitySubscription = z.output<typeof entitySubscriptionSchema>;

/** Section "SubscriptionResult": what became of one item, in the names of .NET. */
export const subscriptionResultSchema = z.strictObject({
  Subscribed: z.boolean().describe('Whether there is a subscription now.'),
  Message: text.nullable().describe('Why not, or null.'),
  EntityId: text.nullable().describe('As it was asked for.'),
  EventName: text.nullable().describe('As it was asked for, in lower case.'),
});

/** The answer to one item. */
export type SubscriptionResult = z.output<typeof subscriptionResultSchema>;

/** Section "Subscription": a live subscription, in the names of .NET. */
export const subscriptionSchema = z.strictObject({
  Id: guid.describe('The subscription; every client has its own.'),
  AllRootEntities: z.boolean().describe('Whether it is for every organisation; never.'),
  RootEntityId: guid.describe('The organisation.'),
  RootEntityType: z.literal('Organization').describe('What everything belongs to: an organisation.'),
  OrganizationId: guid.describe('The organisation.'),
  EventType: text.describe('The event type, as the page writes it.'),
  EntityType: z.enum(['User', 'Queue', 'CallList']).describe('What kind of thing was subscribed to.'),
  EntityId: guid.describe('The user, queue or call list.'),
  AllEntities: z.boolean().describe('Whether it is for every entity; never.'),
});

/** A live subscription as clients see it. */
export type SubscriptionBody = z.output<typeof subscriptionSchema>;

/** Section "MessageReceived": the only thing that the hub sends of its own accord, in the names of .NET. */
export const messageReceivedSchema = z.strictObject({
  Subscription: subscriptionSchema,
  Data: z.looseObject({ EventType: text }),
});
