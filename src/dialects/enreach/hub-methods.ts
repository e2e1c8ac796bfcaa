import { CallerError, type HubClient, type HubParameter, type InboundHubMethod } from '../dialect.ts';
import type { CentreView } from '../../centre/model/view.ts';
import type { Absences } from './absences.ts';
import type { EnreachConfig } from './config.ts';
import type { Directory, Entity } from './directory.ts';
import { nameFor } from './names.ts';
import { mayMonitor } from './sign-in/rights.ts';
import type { Subscriptions } from './subscriptions.ts';
import { eventDefinitions, eventNames, findEventName, type EventName } from './wire/index.ts';
import type { EntitySubscription, SubscriptionResult } from './wire/subscription.ts';

/** What the hub's methods work on. */
export interface HubContext {
  readonly config: EnreachConfig;
  readonly directory: Directory;
  readonly subscriptions: Subscriptions;
  readonly absences: Absences;
  readonly view: CentreView;
}

/** What can be wrong with one item. Only `Unauthorized` is the page's word; the others are our assumption. */
export const refusals = {
  unknownEvent: 'Unknown event name',
  unknownEntity: 'Unknown entity',
  wrongEntity: 'Event is not available for this entity',
  otherOrganisation: 'Entity belongs to another organization',
  unauthorised: 'Unauthorized',
  tooMany: 'Too many subscriptions',
  notSubscribed: 'Not subscribed',
} as const;

const items: HubParameter = { arrayOf: { object: { EntityId: 'string', EventName: 'string' } } };

/** Section "Hub Methods": the five methods, with the page's shapes. `context` is asked for at each call. */
export function hubMethods(context: () => HubContext): readonly InboundHubMethod[] {
  const named = (client: HubClient, value: unknown): unknown =>
    nameFor(value, client.protocol, context().config.naming);
  return [
    {
      name: 'Subscribe',
      takes: [items],
      run: (client, given) =>
        named(
          client,
          itemsOf(given).map((item) => subscribe(context(), client, item)),
        ),
    },
    {
      name: 'Unsubscribe',
      takes: [items],
      run: (client, given) =>
        named(
          client,
          itemsOf(given).map((item) => unsubscribe(context(), client, item)),
        ),
    },
    {
      name: 'UnsubscribeAll',
      takes: [],
      run: (client) => {
        unsubscribeAll(context(), client);
        return true;
      },
    },
    { name: 'AvailableSubscriptions', takes: [], run: () => eventNames },
    {
      name: 'ActiveSubscriptions',
      takes: [],
      run: (client) =>
        named(
          client,
          context()
            .subscriptions.of(client.id)
            .map(({ body }) => body),
        ),
    },
  ];
}

/** The items of a call. .NET lets null through for an array and for its items, and the method then throws. */
function itemsOf(given: unknown): readonly EntitySubscription[] {
  const list = given as readonly (EntitySubscription | null)[] | null;
  if (list === null || list.includes(null)) throw new CallerError('The array, or an item of it, is null.');
  return list as readonly EntitySubscription[];
}

function subscribe(context: HubContext, client: HubClient, item: EntitySubscription): SubscriptionResult {
  const found = findTopic(context, item);
  if (typeof found === 'string') return refuse(item, found);
  const { entity, eventType } = found;
  const user = context.directory.find(client.user.id);
  if (user?.type !== 'User' || !mayMonitor(context.view.agent(user.agentId), entity, context)) {
    return refuse(item, refusals.unauthorised);
  }
  const isNew = !context.subscriptions.has(client.id, eventType, entity.id);
  if (isNew && context.subscriptions.countOf(client.id) >= context.config.hub.max_subscriptions) {
    return refuse(item, refusals.tooMany);
  }
  context.subscriptions.add(client.id, eventType, entity);
  if (isNew) context.absences.changed('subscribed', client.id, { eventType, entityId: entity.id });
  return answer(item, true, null);
}

/** What is no longer subscribed is answered with `subscribed: false` and no message. */
function unsubscribe(context: HubContext, client: HubClient, item: EntitySubscription): SubscriptionResult {
  const found = findTopic(context, item);
  if (typeof found === 'string') return refuse(item, found);
  const { eventType, entity } = found;
  const ended = context.subscriptions.remove(client.id, eventType, entity.id);
  if (ended) context.absences.changed('unsubscribed', client.id, { eventType, entityId: entity.id });
  return ended ? answer(item, false, null) : refuse(item, refusals.notSubscribed);
}

function unsubscribeAll({ subscriptions, absences }: HubContext, { id }: HubClient): void {
  const ended = subscriptions.of(id).map(({ topic }) => topic);
  subscriptions.removeAll(id);
  for (const topic of ended) absences.changed('unsubscribed', id, topic);
}

/** What an item means, or what is wrong with it. */
function findTopic(
  { directory }: HubContext,
  { EntityId, EventName: name }: EntitySubscription,
): { readonly eventType: EventName; readonly entity: Entity } | string {
  const eventType = findEventName(name ?? '');
  if (eventType === undefined) return refusals.unknownEvent;
  const id = (EntityId ?? '').toLowerCase();
  const entity = directory.find(id);
  if (entity === undefined) {
    return directory.findForeign(id) === undefined ? refusals.unknownEntity : refusals.otherOrganisation;
  }
  return eventDefinitions[eventType].entityType === entity.type
    ? { eventType, entity }
    : refusals.wrongEntity;
}

function refuse(item: EntitySubscription, message: string): SubscriptionResult {
  return answer(item, false, message);
}

function answer(
  { EntityId, EventName: name }: EntitySubscription,
  subscribed: boolean,
  message: string | null,
): SubscriptionResult {
  return { Subscribed: subscribed, Message: message, EntityId, EventName: name?.toLowerCase() ?? null };
}
