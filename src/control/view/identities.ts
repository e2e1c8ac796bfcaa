import type { AgentId, QueueId } from '../../centre/model/ids.ts';
import type { Run } from '../../run/handle.ts';
import { identifyAgents, identifyQueues, type Identified } from '../../run/identities.ts';
import type { IdsOf } from './centre.ts';

/** What the vendors of the run call its agents. */
export function idsOfAgents(run: Run): IdsOf<AgentId> {
  return lookUp(identifyAgents(run));
}

/** What the vendors of the run call its queues. */
export function idsOfQueues(run: Run): IdsOf<QueueId> {
  return lookUp(identifyQueues(run));
}

function lookUp<Id extends string>(all: readonly Identified<Id>[]): IdsOf<Id> {
  const byId = new Map(all.map(({ id, vendors }) => [id, vendors]));
  return (id) => byId.get(id) ?? {};
}
