import { z } from 'zod';
import type { JsonObject, WireShape } from '../../spec.ts';
import { eventNames } from '../wire/index.ts';
import { entitySubscriptionSchema, subscriptionResultSchema } from '../wire/subscription.ts';
import { page } from './events.ts';
import { dotnet, inBothNamings } from './naming.ts';

const where = page('Hub Methods');

/** The hub's methods, in the order of the page: whether they take items, and the shape of what they answer. */
export const methods = [
  { name: 'Subscribe', summary: 'Subscribes to events.', takesItems: true },
  { name: 'Unsubscribe', summary: 'Unsubscribes from events.', takesItems: true },
  { name: 'UnsubscribeAll', summary: 'Unsubscribes from everything.', takesItems: false },
  { name: 'AvailableSubscriptions', summary: 'Tells the names of the events.', takesItems: false },
  { name: 'ActiveSubscriptions', summary: 'Tells what the connection has subscribed to.', takesItems: false },
] as const;

/** What the hub's methods take, and what they answer. */
export const methodShapes: readonly WireShape[] = [
  {
    name: 'EntitySubscription',
    typeName: 'EnreachEntitySubscription',
    summary: 'An event of an entity. In JSON its names may be in any case.',
    page: page('EntitySubscription'),
    schema: entitySubscriptionSchema,
    isInput: true,
    examples: (examplesOf) =>
      ['QueueStatus', 'UserStatus'].map((name) => {
        const [event] = examplesOf(dotnet(name)) as readonly [JsonObject];
        return { EntityId: event['EntityId'], EventName: name };
      }),
  },
  {
    name: 'EntitySubscriptions',
    typeName: 'EnreachEntitySubscriptions',
    summary: 'Events of entities.',
    page: page('EntitySubscription'),
    listOf: 'EntitySubscription',
    examples: (examplesOf) => [examplesOf('EntitySubscription')],
  },
  ...inBothNamings({
    name: 'SubscriptionResult',
    typeName: 'SubscriptionResult',
    summary: 'What became of an item.',
    page: page('SubscriptionResult'),
    schema: subscriptionResultSchema,
    examples: (examplesOf) => {
      const [queue, user] = examplesOf('EntitySubscription') as readonly [JsonObject, JsonObject];
      return [
        { Subscribed: true, Message: null, EntityId: queue['EntityId'], EventName: 'queuestatus' },
        { Subscribed: false, Message: 'Unauthorized', EntityId: user['EntityId'], EventName: 'userstatus' },
      ];
    },
  }),
  ...methods.map(({ name, takesItems }): WireShape => ({
    name: `${name}.arguments`,
    typeName: `Enreach${name}Arguments`,
    summary: `What ${name} is called with.`,
    page: where,
    takes: takesItems ? ['EntitySubscriptions'] : [],
    examples: (examplesOf) => (takesItems ? [[examplesOf('EntitySubscription')]] : [[]]),
  })),
  ...(['Subscribe', 'Unsubscribe'] as const).map((name): WireShape => ({
    name: `${name}.result`,
    typeName: `Enreach${name}Result`,
    summary: `What ${name} answers, item by item.`,
    page: where,
    listOf: 'SubscriptionResult',
    examples: (examplesOf) => [examplesOf('SubscriptionResult')],
  })),
  {
    name: 'UnsubscribeAll.result',
    typeName: 'EnreachUnsubscribeAllResult',
    summary: 'What UnsubscribeAll answers.',
    page: where,
    schema: z.literal(true),
    examples: () => [true],
  },
  {
    name: 'AvailableSubscriptions.result',
    typeName: 'EnreachAvailableSubscriptionsResult',
    summary: 'What AvailableSubscriptions answers.',
    page: where,
    schema: z.array(z.enum(eventNames as readonly [string, ...string[]])),
    examples: () => [eventNames],
  },
  {
    name: 'ActiveSubscriptions.result',
    typeName: 'EnreachActiveSubscriptionsResult',
    summary: 'What ActiveSubscriptions answers.',
    page: where,
    listOf: 'Subscription',
    examples: (examplesOf) => [examplesOf('Subscription')],
  },
];
