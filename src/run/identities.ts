import type { AgentId, QueueId } from '../centre/model/ids.ts';
import type { VendorIds } from '../dialects/dialect.ts';
import type { Run } from './handle.ts';

/** Someone or something of the centre, and what the vendors' messages call it. */
export interface Identified<Id extends string = string> {
  /** The centre's own id, which events of the centre carry. */
  readonly id: Id;
  /** The name by which a scenario and its commands know it. */
  readonly name: string;
  /** By vendor, for the vendors that the run speaks for: the fields that say who it is, by the vendor's names. */
  readonly vendors: Readonly<Record<string, VendorIds>>;
}

/** Every agent of the centre as it is now. */
export function identifyAgents(run: Pick<Run, 'centre' | 'dialects'>): Identified<AgentId>[] {
  const known = identities(run);
  return run.centre.agents.map(({ id, username }) => ({
    id,
    name: username,
    vendors: collect(known.map(([vendor, { agents }]) => [vendor, agents.get(id)])),
  }));
}

/** Every queue of the centre as it is now. */
export function identifyQueues(run: Pick<Run, 'centre' | 'dialects'>): Identified<QueueId>[] {
  const known = identities(run);
  return run.centre.queues.map(({ id, name }) => ({
    id,
    name,
    vendors: collect(known.map(([vendor, { queues }]) => [vendor, queues.get(id)])),
  }));
}

function identities({ dialects, centre }: Pick<Run, 'centre' | 'dialects'>) {
  return dialects.flatMap((dialect) => {
    const identified = dialect.identify?.(centre);
    return identified === undefined ? [] : [[dialect.vendor, identified] as const];
  });
}

function collect(
  pairs: readonly (readonly [vendor: string, ids: VendorIds | undefined])[],
): Readonly<Record<string, VendorIds>> {
  return Object.fromEntries(pairs.filter((pair): pair is [string, VendorIds] => pair[1] !== undefined));
}
