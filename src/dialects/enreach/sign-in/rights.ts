import type { AgentView, CentreView } from '../../../centre/model/view.ts';
import type { EnreachConfig } from '../config.ts';
import type { Entity } from '../directory.ts';

/**
 * Whether `agent` may monitor `entity`, that is, subscribe to its events: the own ones, those of the queues that the agent serves (and of their
 * call lists), and what the agent supervises. Rights follow from the centre as it is now; they are looked at when somebody
 * subscribes, not afterwards.
 */
export function mayMonitor(
  agent: AgentView,
  entity: Entity,
  { view, config }: { readonly view: CentreView; readonly config: EnreachConfig },
): boolean {
  const supervises = config.users[agent.username]?.supervises ?? (agent.supervisor ? 'all' : 'none');
  if (supervises === 'all') return true;
  const heads = supervises === 'none' ? [] : supervises;
  if (entity.type === 'User') {
    if (entity.agentId === agent.id) return true;
    return view.agent(entity.agentId).queueIds.some((queueId) => heads.includes(view.queue(queueId).name));
  }
  return agent.queueIds.includes(entity.queueId) || heads.includes(view.queue(entity.queueId).name);
}
