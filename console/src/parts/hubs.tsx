import type { Live } from '../api/types.ts';
import { Empty, Panel } from './panel.tsx';

/** The clients of vendors' hubs, with what they have subscribed to. */
export function Hubs({ live: { hubs } }: { readonly live: Live }) {
  const clients = hubs.flatMap(({ vendor, clients: connected }) =>
    connected.map((client) => ({ vendor, ...client })),
  );
  const total = hubs.reduce((sum, hub) => sum + hub.total, 0);
  return (
    <Panel title="Hub clients" area="hubs" aside={hubs.length > 0 && `${total} connected`}>
      {hubs.length === 0 && <Empty>No target of this run has a hub.</Empty>}
      {hubs.length > 0 && total === 0 && <Empty>Nobody is connected.</Empty>}
      {clients.map(({ vendor, id, userName, protocol, transport, subscriptions, subscriptionCount }) => (
        <details key={`${vendor} ${id}`} class="client">
          <summary>
            <b>{userName}</b>{' '}
            <span class="quiet">
              {vendor} · {transport ?? 'connecting'} · {protocol} · {subscriptionCount}{' '}
              {subscriptionCount === 1 ? 'subscription' : 'subscriptions'}
            </span>
          </summary>
          <ul>
            {subscriptions.map(({ eventType, entityType, entityId, entityName }) => (
              <li key={`${eventType} ${entityType} ${entityId}`}>
                {eventType} <span class="quiet">of {entityType}</span> {entityName}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </Panel>
  );
}
