import type { z } from 'zod';
import type { Run } from '../../run/handle.ts';
import { formatTime } from '../schema/fields.ts';
import type { clientsSchema } from '../schema/hub.ts';

type Clients = z.input<typeof clientsSchema>['clients'];

const mostSubscriptions = 500;

/** The clients of a vendor's hub or plain WebSocket, the oldest first, `limit` of them; `undefined` when it has neither. */
export function viewClients(run: Run, vendor: string, limit = Infinity): Clients | undefined {
  const inbound = run.dialects.find((dialect) => dialect.vendor === vendor)?.inbound;
  if (inbound?.hub === undefined && inbound?.sockets === undefined) return undefined;
  const clients = run.servers?.clients(vendor) ?? [];
  return clients
    .slice(0, limit)
    .map(({ id, user, protocol, transport = null, connectedAtMs, topics = [] }) => {
      const subscriptions = inbound.hub?.subscriptionsOf({ id }) ?? topics.map(ofTopic);
      return {
        id,
        userId: user.id,
        userName: inbound.hub?.nameOf(user) ?? nameOf(user),
        protocol,
        transport,
        subscriptions: subscriptions
          .slice(0, mostSubscriptions)
          .map(({ eventType, entityType, entityId, entityName }) => ({
            eventType,
            entityType,
            entityId,
            entityName,
          })),
        subscriptionCount: subscriptions.length,
        connected: formatTime(connectedAtMs),
      };
    });
}

/** A topic of a plain WebSocket, in the words of a hub's subscriptions. */
function ofTopic(topic: string): Clients[number]['subscriptions'][number] {
  return { eventType: '*', entityType: 'topic', entityId: topic, entityName: topic };
}

function nameOf({ id, name = id }: { readonly id: string; readonly name?: string }): string {
  return name;
}
