import type { SubscriptionChange } from '../dialect.ts';
import type { Subscriptions, Topic } from './subscriptions.ts';

/** What is told of subscriptions, with ids in place of names. */
export type TopicChange =
  | { readonly what: 'subscribed' | 'unsubscribed'; readonly connectionId: string; readonly topic: Topic }
  | { readonly what: 'missed'; readonly userId: string; readonly topic: Topic };

/**
 * What users had asked for on connections that they lost, or what was forgotten, until they ask for it again: what they would
 * have been told is what they miss. Holds a topic for each user who was ever torn away from it.
 */
export class Absences {
  readonly #subscriptions: Subscriptions;
  readonly #tell: (change: TopicChange) => void;
  /** By connection. */
  readonly #users = new Map<string, string>();
  /** By topic. */
  readonly #missing = new Map<string, Set<string>>();

  constructor(subscriptions: Subscriptions, tell: (change: TopicChange) => void) {
    this.#subscriptions = subscriptions;
    this.#tell = tell;
  }

  connected(connectionId: string, userId: string): void {
    this.#users.set(connectionId, userId);
  }

  /** A connection is over. Who says goodbye misses nothing. */
  disconnected(connectionId: string, isLost: boolean): void {
    const topics = this.#endAll(connectionId);
    const userId = this.#users.get(connectionId);
    this.#users.delete(connectionId);
    if (isLost && userId !== undefined) this.#miss(userId, topics);
  }

  /** What a connection has asked for is gone, and nobody tells the client. */
  forget(connectionId: string): void {
    const topics = this.#endAll(connectionId);
    for (const topic of topics) this.#tell({ what: 'unsubscribed', connectionId, topic });
    const userId = this.#users.get(connectionId);
    if (userId !== undefined) this.#miss(userId, topics);
  }

  /** A client has asked for it, or wants it no more: either way its user misses it no longer. */
  changed(what: 'subscribed' | 'unsubscribed', connectionId: string, topic: Topic): void {
    this.#tell({ what, connectionId, topic });
    const key = keyOf(topic);
    const users = this.#missing.get(key);
    users?.delete(this.#users.get(connectionId) ?? '');
    if (users?.size === 0) this.#missing.delete(key);
  }

  /** Something is told: those who had asked for it miss it. */
  told(topic: Topic): void {
    if (this.#missing.size === 0) return;
    for (const userId of this.#missing.get(keyOf(topic)) ?? []) this.#tell({ what: 'missed', userId, topic });
  }

  #endAll(connectionId: string): Topic[] {
    const topics = this.#subscriptions.of(connectionId).map(({ topic }) => topic);
    this.#subscriptions.removeAll(connectionId);
    return topics;
  }

  /** Not what another connection of the same user still has. */
  #miss(userId: string, topics: readonly Topic[]): void {
    const others = [...this.#users].filter(([, user]) => user === userId).map(([connection]) => connection);
    for (const topic of topics) {
      const { eventType, entityId } = topic;
      if (others.some((connection) => this.#subscriptions.has(connection, eventType, entityId))) continue;
      const users = this.#missing.get(keyOf(topic)) ?? new Set();
      this.#missing.set(keyOf(topic), users.add(userId));
    }
  }
}

/** The change as it is told outside, with names in place of ids. */
export function nameChange(change: TopicChange, nameOf: (id: string) => string): SubscriptionChange {
  const { eventType, entityId } = change.topic;
  const about = { eventType, entityName: nameOf(entityId) };
  if (change.what === 'missed') return { what: 'missed', client: nameOf(change.userId), ...about };
  return { what: change.what, connectionId: change.connectionId, ...about };
}

function keyOf({ eventType, entityId }: Topic): string {
  return `${eventType} ${entityId}`;
}
