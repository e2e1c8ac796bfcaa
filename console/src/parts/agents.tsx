import type { Live } from '../api/types.ts';
import { formatSince, formatWord } from '../format.ts';
import type { Hands } from '../hands.ts';
import { Empty, Mark, Panel } from './panel.tsx';

const states = ['available', 'allocated', 'on-contact', 'wrap-up', 'away', 'offline'] as const;

/** The agents: how many in which state, and each of them. */
export function Agents({ live, hands }: { readonly live: Live; readonly hands: Hands }) {
  const { agents, run } = live;
  const more = agents.total - agents.shown.length;
  return (
    <Panel
      title="Agents"
      area="agents"
      aside={
        <ul class="counts">
          {states.map((state) => (
            <li key={state}>
              <Mark of={state}>{formatWord(state)}</Mark> <b>{agents.byState[state] ?? 0}</b>
            </li>
          ))}
        </ul>
      }
    >
      {agents.total === 0 && <Empty>This centre has no agent.</Empty>}
      <ul class="agents">
        {agents.shown.map((agent) => (
          <li key={agent.name}>
            <button
              type="button"
              class={`agent agent-${agent.state}`}
              title={agent.displayName}
              onClick={() => hands.ask('status', { agent: agent.name })}
            >
              <span class="agent-name">{agent.name}</span>
              <span class="agent-state">
                <Mark of={agent.state}>
                  {agent.state === 'away' ? agent.status : formatWord(agent.state)}
                </Mark>
                <span class="quiet">{formatSince(agent.stateSince, run.clock.now)}</span>
              </span>
              <span class="hidden">: set the status</span>
            </button>
          </li>
        ))}
      </ul>
      {more > 0 && <Empty>{more} more are not shown.</Empty>}
    </Panel>
  );
}
