import type { Live } from '../api/types.ts';
import { formatSpan } from '../format.ts';
import type { Hands } from '../hands.ts';
import { Empty, Mark, Panel } from './panel.tsx';

/** The queues, with who waits and how long. */
export function Queues({ live: { queues }, hands }: { readonly live: Live; readonly hands: Hands }) {
  const more = queues.total - queues.shown.length;
  return (
    <Panel title="Queues" area="queues" aside={more > 0 && `${more} more`}>
      {queues.total === 0 ? (
        <Empty>This centre has no queue.</Empty>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">Queue</th>
              <th scope="col" class="number">
                Waiting
              </th>
              <th scope="col" class="number">
                Longest
              </th>
              <th scope="col" class="number wide" title="What is told to who comes next">
                Expected
              </th>
              <th scope="col" class="number wide" title="Agents available of those who serve it">
                Agents
              </th>
              <th scope="col">
                <span class="hidden">Do</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {queues.shown.map((queue) => (
              <tr key={queue.name}>
                <th scope="row">
                  {queue.name} <span class="quiet">{queue.channel}</span>{' '}
                  {!queue.open && <Mark of="closed">closed</Mark>}
                </th>
                <td class={`number ${queue.waiting > 0 ? 'strong' : ''}`}>{queue.waiting}</td>
                <td class="number">{queue.longestWaitMs === null ? '–' : formatSpan(queue.longestWaitMs)}</td>
                <td class="number wide">
                  {queue.estimatedWaitMs === null ? '–' : formatSpan(queue.estimatedWaitMs)}
                </td>
                <td class="number wide">
                  {queue.availableAgents}/{queue.agents}
                </td>
                <td class="do">
                  <button
                    type="button"
                    class="small"
                    aria-label={`Start a ${queue.channel === 'voice' ? 'call' : 'chat'} in ${queue.name}`}
                    onClick={() => hands.ask('start', { queue: queue.name })}
                  >
                    Start
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
