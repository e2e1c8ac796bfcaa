import type { CentreView } from '../../centre/model/view.ts';
import type { Identities } from '../dialect.ts';
import { identityOf } from './activity/agent-facts.ts';
import type { Ids } from './ids.ts';

/** The ids and names under which agents and queues stand in `data`. */
export function identify({ agents, queues }: CentreView, ids: Ids): Identities {
  return {
    agents: new Map(
      agents.map((agent) => {
        const { rep_name, external_rep_id } = identityOf(agent);
        return [agent.id, { rep_id: ids.rep(agent.id), rep_name, external_rep_id }];
      }),
    ),
    queues: new Map(queues.map(({ id, name }) => [id, { queue_id: ids.queue(id), queue_name: name }])),
  };
}
