import type { AgentId, QueueId } from '../../centre/model/ids.ts';
import type { Identities } from '../../dialects/dialect.ts';
import type { Run } from '../../run/handle.ts';
import type { IdsOf } from './centre.ts';

/** What the vendors of the run call its agents. */
export function idsOfAgents(run: Run): IdsOf<AgentId> {
  const known = identify(run);
  return (id) => collect(known, ({ agents }) => agents.get(id));
}

/** What the vendors of the run call its queues. */
export function idsOfQueues(run: Run): IdsOf<QueueId> {
  const known = identify(run);
  return (id) => collect(known, ({ queues }) => queues.get(id));
}

type Known = readonly (readonly [vendor: string, identities: Identities])[];

function identify({ dialects, centre }: Run): Known {
  return dialects.flatMap((dialect) => {
    const identities = dialect.identify?.(centre);
    return identities === undefined ? [] : [[dialect.vendor, identities] as const];
  });
}

function collect(
  known: Known,
  find: (identities: Identities) => Readonly<Record<string, string | null>> | undefined,
) {
  return Object.fromEntries(
    known.flatMap(([vendor, identities]) => {
      const ids = find(identities);
      return ids === undefined ? [] : [[vendor, ids]];
    }),
  );
}
