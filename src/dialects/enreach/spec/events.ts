import type { JsonObject, WireShape } from '../../spec.ts';
import { eventDefinitions, eventNames } from '../wire/index.ts';
import { subscriptionSchema } from '../wire/subscription.ts';
import { dotnet, inBothNamings } from './naming.ts';
import { summaries } from './summaries.ts';

/** Where Enreach's page tells of what. */
export const page = (section: string): string => `Enreach, "Websocket API (RTE)", section "${section}"`;

/** A subscription that examples tell of. */
export const subscriptionId = '81352549-c0be-4d58-bc76-79a29ac92e1d';

/** The hub's only message, and everything that it can tell. */
export const eventShapes: readonly WireShape[] = [
  {
    name: 'MessageReceived.arguments',
    typeName: 'EnreachMessageReceivedArguments',
    summary: 'What the method MessageReceived of a client is called with.',
    page: page('MessageReceived'),
    takes: ['MessageReceived'],
    examples: (examplesOf) => examplesOf('MessageReceived').map((message) => [message]),
  },
  {
    name: 'MessageReceived',
    typeName: 'EnreachMessage',
    summary: 'An event, and the subscription that it comes of.',
    page: page('MessageReceived'),
    fields: { subscription: 'Subscription', data: 'event' },
    examples: (examplesOf) => examplesOf('UserStatus').map((data) => inMessage(data as JsonObject)),
  },
  {
    name: dotnet('MessageReceived'),
    typeName: 'EnreachDotnetMessage',
    summary:
      'An event, and the subscription that it comes of. In the names of .NET, as MessagePack has them.',
    page: page('MessageReceived'),
    fields: { Subscription: dotnet('Subscription'), Data: dotnet('event') },
    examples: (examplesOf) =>
      examplesOf(dotnet('UserStatus')).map((data) => ({
        Subscription: subscriptionTo(data as JsonObject),
        Data: data,
      })),
  },
  {
    name: 'event',
    typeName: 'EnreachEvent',
    summary: 'Any event: the data of a message.',
    page: page('MessageReceived'),
    choiceOf: eventNames,
    examples: (examplesOf) => eventNames.flatMap((name) => examplesOf(name).slice(0, 1)),
  },
  {
    name: dotnet('event'),
    typeName: 'EnreachDotnetEvent',
    summary: 'Any event: the data of a message. In the names of .NET, as MessagePack has them.',
    page: page('MessageReceived'),
    choiceOf: eventNames.map(dotnet),
    examples: (examplesOf) => eventNames.flatMap((name) => examplesOf(dotnet(name)).slice(0, 1)),
  },
  ...inBothNamings({
    name: 'Subscription',
    typeName: 'Subscription',
    summary: 'What a client has asked for.',
    page: page('Subscription'),
    schema: subscriptionSchema,
    examples: (examplesOf) => [subscriptionTo(examplesOf(dotnet('UserStatus'))[0] as JsonObject)],
  }),
  ...eventNames.flatMap((name) =>
    inBothNamings({
      name,
      typeName: name,
      summary: summaries[name],
      page: page(`Event: ${name}`),
      schema: eventDefinitions[name].schema,
      eventTypes: [name],
    }),
  ),
];

/** A message that tells an event in the names of JSON. */
export function inMessage(data: JsonObject): JsonObject {
  const { rootEntityId, eventType, entityType, entityId } = data;
  return {
    subscription: {
      id: subscriptionId,
      allRootEntities: false,
      rootEntityId,
      rootEntityType: 'Organization',
      organizationId: rootEntityId,
      eventType,
      entityType,
      entityId,
      allEntities: false,
    },
    data,
  };
}

function subscriptionTo({ RootEntityId, EventType, EntityType, EntityId }: JsonObject): JsonObject {
  return {
    Id: subscriptionId,
    AllRootEntities: false,
    RootEntityId,
    RootEntityType: 'Organization',
    OrganizationId: RootEntityId,
    EventType,
    EntityType,
    EntityId,
    AllEntities: false,
  };
}
