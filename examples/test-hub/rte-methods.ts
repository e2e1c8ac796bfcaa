import { randomUUID } from 'node:crypto';
import type { JWTPayload } from 'jose';
import {
  type Call,
  type Filling,
  hole,
  type HubConnection,
  type HubMethod,
  hubMethod,
  prepareFilling,
  prepareInvocation,
  type HubProtocol,
  types,
} from '../../src/channels/signalr/index.ts';
import { statusData } from './status-data.ts';

const nobody = '00000000-0000-0000-0000-000000000000';
const guidForm = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const entityTypes: Readonly<Record<string, string>> = {
  UserStatus: 'User',
  QueueStatus: 'Queue',
  CallbackChanged: 'CallList',
  UserAvailability: 'User',
};

const subscriptionList = types.arrayOf(types.object({ EntityId: types.string, EventName: types.string }));

type Fields = Readonly<Record<string, unknown>>;

interface Subscription {
  readonly eventType: string;
  readonly entityId: string;
  readonly fields: Fields;
  /** The fields in bytes, to be spliced into every message. */
  readonly filling: Filling;
}

type Subscriptions = Map<string, Subscription>;

/** RTE's methods in a simple form: any GUID may be subscribed to, for four kinds of event. */
export class RteSubscriptions {
  readonly #all = new Map<HubConnection<JWTPayload>, Subscriptions>();

  /** Subscribe, Unsubscribe, UnsubscribeAll, AvailableSubscriptions, ActiveSubscriptions and TestEmit. */
  methods(): HubMethod<JWTPayload>[] {
    return [
      hubMethod({
        name: 'Subscribe',
        takes: [subscriptionList],
        run: (call: Call<JWTPayload>, items) =>
          this.#answer(call, items, (item) => this.#subscribe(call, item)),
      }),
      hubMethod({
        name: 'Unsubscribe',
        takes: [subscriptionList],
        run: (call: Call<JWTPayload>, items) =>
          this.#answer(call, items, (item) => this.#unsubscribe(call, item)),
      }),
      hubMethod<JWTPayload, []>({
        name: 'UnsubscribeAll',
        takes: [],
        run: ({ connection }) => {
          this.#all.delete(connection);
          return true;
        },
      }),
      hubMethod({ name: 'AvailableSubscriptions', takes: [], run: () => Object.keys(entityTypes) }),
      hubMethod<JWTPayload, []>({
        name: 'ActiveSubscriptions',
        takes: [],
        run: ({ connection }) =>
          [...(this.#all.get(connection)?.values() ?? [])]
            .sort((a, b) => a.eventType.localeCompare(b.eventType))
            .map(({ fields }) => named(fields, connection.protocol)),
      }),
      hubMethod({
        name: 'TestEmit',
        takes: [types.string, types.string, types.int],
        run: (_call, entityId, eventName, count) => this.#emit(entityId ?? '', eventName ?? '', count),
      }),
    ];
  }

  /** Nothing outlives its connection. */
  forget(connection: HubConnection<JWTPayload>): void {
    this.#all.delete(connection);
  }

  #answer(
    { connection }: Call<JWTPayload>,
    items: readonly ({ EntityId: string | null; EventName: string | null } | null)[] | null,
    act: (item: { entityId: string; eventType: string | undefined }) => {
      subscribed: boolean;
      message: string | null;
    },
  ): unknown {
    if (items === null) throw new TypeError('There is no list of subscriptions.');
    return items.map((item) => {
      if (item === null) throw new TypeError('There is no subscription.');
      const entityId = item.EntityId ?? '';
      const eventName = (item.EventName ?? '').toLowerCase();
      const eventType = Object.keys(entityTypes).find((name) => name.toLowerCase() === eventName);
      return named({ ...act({ entityId, eventType }), entityId, eventName }, connection.protocol);
    });
  }

  #subscribe(
    { connection }: Call<JWTPayload>,
    { entityId, eventType }: { entityId: string; eventType: string | undefined },
  ): { subscribed: boolean; message: string | null } {
    if (eventType === undefined) return { subscribed: false, message: 'Unknown event' };
    if (!guidForm.test(entityId)) return { subscribed: false, message: 'Unknown entity' };
    const organizationId = organization(connection.user);
    const fields = {
      id: randomUUID(),
      allRootEntities: false,
      rootEntityId: organizationId,
      rootEntityType: 'Organization',
      organizationId,
      eventType,
      entityType: entityTypes[eventType],
      entityId,
      allEntities: false,
    };
    const filling = prepareFilling((protocol: HubProtocol) => named(fields, protocol));
    const own = this.#all.get(connection) ?? new Map<string, Subscription>();
    this.#all.set(connection, own.set(keyOf(eventType, entityId), { eventType, entityId, fields, filling }));
    return { subscribed: true, message: null };
  }

  #unsubscribe(
    { connection }: Call<JWTPayload>,
    { entityId, eventType = '' }: { entityId: string; eventType: string | undefined },
  ): { subscribed: boolean; message: string | null } {
    const removed = this.#all.get(connection)?.delete(keyOf(eventType, entityId)) ?? false;
    return { subscribed: false, message: removed ? null : 'Not subscribed' };
  }

  #emit(entityId: string, eventName: string, count: number): void {
    const eventType = Object.keys(entityTypes).find((name) => name.toLowerCase() === eventName.toLowerCase());
    if (eventType === undefined) return;
    const key = keyOf(eventType, entityId);
    for (let i = 0; i < count; i++) {
      const subscribers = [...this.#all].filter(([, own]) => own.has(key));
      if (subscribers.length === 0) return;
      const data = statusData(eventType, entityTypes[eventType] ?? '', entityId);
      const message = prepareInvocation('MessageReceived', (protocol) => [
        { [wireName('subscription', protocol)]: hole, [wireName('data', protocol)]: named(data, protocol) },
      ]);
      for (const [connection, own] of subscribers) connection.send(message, own.get(key)?.filling);
    }
  }
}

function keyOf(eventType: string, entityId: string): string {
  return `${eventType} ${entityId.toLowerCase()}`;
}

function organization(claims: JWTPayload): string {
  const claim = claims['organizationId'] ?? claims['organisation'] ?? claims['org'];
  return typeof claim === 'string' ? claim : nobody;
}

/** Names are written in camelCase here, as JSON has them; MessagePack has .NET's own. */
function named(fields: Fields, protocol: HubProtocol): Fields {
  return protocol === 'json'
    ? fields
    : Object.fromEntries(Object.entries(fields).map(([name, value]) => [wireName(name, protocol), value]));
}

function wireName(name: string, protocol: HubProtocol): string {
  return protocol === 'json' ? name : name.charAt(0).toUpperCase() + name.slice(1);
}
