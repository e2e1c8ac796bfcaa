import type { Live } from '../api/types.ts';
import { useHeld } from '../held.ts';
import { Empty, Mark, Panel } from './panel.tsx';

/** The clients of vendors' hubs, with what they have subscribed to; still where somebody is at them. */
export function Hubs({ live: { hubs, run } }: { readonly live: Live }) {
  const clients = hubs.flatMap(({ vendor, clients: connected }) =>
    connected.map((client) => ({ vendor, key: `${vendor} ${client.id}`, ...client })),
  );
  const list = useHeld({ newest: clients, keyOf: ({ key }) => key, of: run.run });
  const total = hubs.reduce((sum, hub) => sum + hub.total, 0);
  return (
    <Panel title="Hub clients" area="hubs" aside={hubs.length > 0 && `${total} connected`} list={list}>
      {hubs.length === 0 && <Empty>No target of this run has a hub or a WebSocket.</Empty>}
      {hubs.length > 0 && list.shown.length === 0 && <Empty>Nobody is connected.</Empty>}
      {list.shown.map((client) => (
        <details key={client.key} class="client">
          <summary>
            <b>{client.userName}</b>{' '}
            <span class="quiet">
              {client.vendor} · {client.transport ?? 'connecting'} · {client.protocol} ·{' '}
              {client.subscriptionCount} {client.subscriptionCount === 1 ? 'subscription' : 'subscriptions'}
            </span>
            {list.isGone(client) && <Mark of="gone">gone</Mark>}
          </summary>
          <ul>
            {client.subscriptions.map(({ eventType, entityType, entityId, entityName }) => (
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
