import type { Entity } from './directory.ts';
import { createSubscriber, type Subscriber } from './publication.ts';
import type { Naming } from './names.ts';
import type { EventName } from './wire/index.ts';
import type { SubscriptionBody } from './wire/subscription.ts';

/** One event type of one entity. */
export interface Topic {
  readonly eventType: EventName;
  readonly entityId: string;
}

/** One client's subscription to one event type of one entity. */
export interface Subscription {
  readonly topic: Topic;
  /** What the client is shown of it, the same in every message. */
  readonly body: SubscriptionBody;
  readonly subscriber: Subscriber;
}

/** Everything that anybody is subscribed to, by connection and by topic. Lives as long as its connections. */
export class Subscriptions {
  readonly #byConnection = new Map<string, Map<string, Subscription>>();
  readonly #byTopic = new Map<string, Set<Subscriber>>();
  readonly #of: { readonly organisationId: string; readonly naming: Naming; readonly newId: () => string };

  constructor(of: {
    readonly organisationId: string;
    readonly naming: Naming;
    readonly newId: () => string;
  }) {
    this.#of = of;
  }

  /** How many subscriptions a connection has. */
  countOf(connectionId: string): number {
    return this.#byConnection.get(connectionId)?.size ?? 0;
  }

  /** The subscriptions of a connection, oldest first. */
  of(connectionId: string): readonly Subscription[] {
    return [...(this.#byConnection.get(connectionId)?.values() ?? [])];
  }

  /** Whether a connection has this subscription. */
  has(connectionId: string, eventType: EventName, entityId: string): boolean {
    return this.#byConnection.get(connectionId)?.has(topicOf(eventType, entityId)) === true;
  }

  /** Who is subscribed to `eventType` of the entity, the longest-standing first. */
  subscribersTo({ eventType, entityId }: Topic): Iterable<Subscriber> {
    return this.#byTopic.get(topicOf(eventType, entityId)) ?? [];
  }

  /** Subscribes; the same again changes nothing. */
  add(connectionId: string, eventType: EventName, entity: Entity): void {
    if (this.has(connectionId, eventType, entity.id)) return;
    const topic = topicOf(eventType, entity.id);
    const { organisationId, naming, newId } = this.#of;
    const body = describe(newId(), organisationId, eventType, entity);
    const subscription = {
      topic: { eventType, entityId: entity.id },
      body,
      subscriber: createSubscriber(body, { naming, connectionId }),
    };
    entryOf(this.#byConnection, connectionId, () => new Map<string, Subscription>()).set(topic, subscription);
    entryOf(this.#byTopic, topic, () => new Set<Subscriber>()).add(subscription.subscriber);
  }

  /** Ends one subscription; answers whether there was one. */
  remove(connectionId: string, eventType: EventName, entityId: string): boolean {
    const own = this.#byConnection.get(connectionId);
    const topic = topicOf(eventType, entityId);
    const subscription = own?.get(topic);
    if (own === undefined || subscription === undefined) return false;
    own.delete(topic);
    if (own.size === 0) this.#byConnection.delete(connectionId);
    this.#forget(topic, subscription.subscriber);
    return true;
  }

  /** Ends every subscription of a connection. */
  removeAll(connectionId: string): void {
    for (const [topic, { subscriber }] of this.#byConnection.get(connectionId) ?? [])
      this.#forget(topic, subscriber);
    this.#byConnection.delete(connectionId);
  }

  #forget(topic: string, subscriber: Subscriber): void {
    const subscribers = this.#byTopic.get(topic);
    subscribers?.delete(subscriber);
    if (subscribers?.size === 0) this.#byTopic.delete(topic);
  }
}

/** A subscription as the page's "Subscription" shows it. */
export function describe(
  id: string,
  organisationId: string,
  eventType: EventName,
  entity: Pick<Entity, 'type' | 'id'>,
): SubscriptionBody {
  return {
    Id: id,
    AllRootEntities: false,
    RootEntityId: organisationId,
    RootEntityType: 'Organization',
    OrganizationId: organisationId,
    EventType: eventType,
    EntityType: entity.type,
    EntityId: entity.id,
    AllEntities: false,
  };
}

function topicOf(eventType: EventName, entityId: string): string {
  return `${eventType} ${entityId}`;
}

function entryOf<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
