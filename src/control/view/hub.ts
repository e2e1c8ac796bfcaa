import type { z } from 'zod';
import type { Run } from '../../run/handle.ts';
import { formatTime } from '../schema/fields.ts';
import type { clientsSchema } from '../schema/hub.ts';

type Clients = z.input<typeof clientsSchema>['clients'];

const mostSubscriptions = 500;

/** The clients of a vendor's hub, the oldest first, `limit` of them; `undefined` when it has none. */
export function viewClients(run: Run, vendor: string, limit = Infinity): Clients | undefined {
  const hub = run.dialects.find((dialect) => dialect.vendor === vendor)?.inbound?.hub;
  if (hub === undefined) return undefined;
  const clients = run.servers?.clients(vendor) ?? [];
  return clients.slice(0, limit).map(({ id, user, protocol, transport = null, connectedAtMs }) => {
    const subscriptions = hub.subscriptionsOf({ id });
    return {
      id,
      userId: user.id,
      userName: hub.nameOf(user),
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
