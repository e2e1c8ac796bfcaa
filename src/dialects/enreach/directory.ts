import type { AgentId, QueueId } from '../../centre/model/ids.ts';
import type { CentreView } from '../../centre/model/view.ts';
import { InputError, suggestNames, type Problem } from '../../lib/errors.ts';
import type { EnreachConfig } from './config.ts';
import type { Guids } from './guids.ts';
import type { EntityType } from './wire/define.ts';

/** What one may subscribe to: a user, a queue, or a call list (every queue has one). */
export type Entity =
  | { readonly type: 'User'; readonly id: string; readonly agentId: AgentId }
  | { readonly type: 'Queue' | 'CallList'; readonly id: string; readonly queueId: QueueId };

/** An entity of another organisation. */
export interface ForeignEntity {
  readonly type: EntityType;
  readonly organisationId: string;
}

/** A name and its GUID, for people. */
export interface Named {
  readonly name: string;
  readonly id: string;
}

/** Who and what there is, by RTE's ids. Fixed for a run: agents and queues are configuration. */
export interface Directory {
  readonly organisationId: string;
  readonly users: readonly Named[];
  readonly queues: readonly Named[];
  readonly callLists: readonly Named[];
  userId(agentId: AgentId): string;
  queueId(queueId: QueueId): string;
  callListId(queueId: QueueId): string;
  /** What a scenario calls a user, a queue, or the queue of a call list; the id itself where there is none. */
  nameOf(id: string): string;
  /** The entity of the organisation with that GUID, in lower case. */
  find(id: string): Entity | undefined;
  /** The same among the other organisations'. */
  findForeign(id: string): ForeignEntity | undefined;
}

/** Gives every agent and queue of `view` its GUIDs. Throws an {@link InputError} for names that the centre does not have. */
export function createDirectory(view: CentreView, config: EnreachConfig, guids: Guids): Directory {
  checkNames(view, config);
  const entities = new Map<string, Entity>();
  const users = new Map<AgentId, string>();
  const queues = new Map<QueueId, string>();
  const callLists = new Map<QueueId, string>();
  for (const agent of view.agents) {
    const id = config.users[agent.username]?.id ?? guids.of('user', agent.username);
    users.set(agent.id, id);
    addEntity(entities, { type: 'User', id, agentId: agent.id });
  }
  for (const queue of view.queues) {
    const id = config.queues[queue.name]?.id ?? guids.of('queue', queue.name);
    const listId = config.queues[queue.name]?.call_list_id ?? guids.of('call list', queue.name);
    queues.set(queue.id, id);
    callLists.set(queue.id, listId);
    addEntity(entities, { type: 'Queue', id, queueId: queue.id });
    addEntity(entities, { type: 'CallList', id: listId, queueId: queue.id });
  }
  const foreign = foreignEntities(config);
  const named = {
    users: view.agents.map(({ id, username }) => ({ name: username, id: idOf(users, id) })),
    queues: view.queues.map(({ id, name }) => ({ name, id: idOf(queues, id) })),
    callLists: view.queues.map(({ id, name }) => ({ name, id: idOf(callLists, id) })),
  };
  const names = new Map(
    Object.values(named)
      .flat()
      .map(({ id, name }) => [id, name]),
  );
  return {
    organisationId: config.organisation ?? guids.of('organisation', ''),
    ...named,
    nameOf: (id) => names.get(id) ?? id,
    userId: (agentId) => idOf(users, agentId),
    queueId: (queueId) => idOf(queues, queueId),
    callListId: (queueId) => idOf(callLists, queueId),
    find: (id) => entities.get(id),
    findForeign: (id) => foreign.get(id),
  };
}

function idOf<Key extends string>(ids: ReadonlyMap<Key, string>, key: Key): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`${key} is not in the directory: it joined after the run began.`);
  return id;
}

function addEntity(entities: Map<string, Entity>, entity: Entity): void {
  if (entities.has(entity.id))
    throw new InputError([
      {
        path: 'targets.enreach',
        message: `${entity.id} would be the id of two entities. Give each user, queue and call list its own.`,
      },
    ]);
  entities.set(entity.id, entity);
}

function foreignEntities({ other_organisations: others }: EnreachConfig): Map<string, ForeignEntity> {
  const of = (ids: readonly string[], type: EntityType, organisationId: string): [string, ForeignEntity][] =>
    ids.map((id) => [id, { type, organisationId }]);
  return new Map(
    others.flatMap(({ id, users, queues, call_lists: callLists }) => [
      ...of(users, 'User', id),
      ...of(queues, 'Queue', id),
      ...of(callLists, 'CallList', id),
    ]),
  );
}

function checkNames(view: CentreView, config: EnreachConfig): void {
  const agents = view.agents.map(({ username }) => username);
  const queues = view.queues.map(({ name }) => name);
  const problems = [
    ...unknownNames(Object.keys(config.users), agents, 'agent', 'targets.enreach.users'),
    ...unknownNames(Object.keys(config.queues), queues, 'queue', 'targets.enreach.queues'),
    ...Object.entries(config.users).flatMap(([name, { supervises }]) =>
      Array.isArray(supervises)
        ? unknownNames(supervises, queues, 'queue', `targets.enreach.users.${name}.supervises`)
        : [],
    ),
  ];
  if (problems.length > 0) throw new InputError(problems);
}

function unknownNames(
  names: readonly string[],
  known: readonly string[],
  what: string,
  path: string,
): Problem[] {
  return names
    .filter((name) => !known.includes(name))
    .map((name) => {
      const near = suggestNames(name, known);
      const hint =
        near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Name one of the centre's ${what}s.`;
      return { path, message: `"${name}" is no ${what} of the centre. ${hint}` };
    });
}
