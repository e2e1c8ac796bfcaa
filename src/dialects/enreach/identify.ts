import type { CentreView } from '../../centre/model/view.ts';
import { InputError, suggestNames } from '../../lib/errors.ts';
import type { Identities } from '../dialect.ts';
import type { Directory, Named } from './directory.ts';

/** The GUIDs of users, queues and call lists, by the names of their fields. */
export function identify({ agents, queues }: CentreView, directory: Directory): Identities {
  return {
    agents: new Map(agents.map(({ id }) => [id, { UserId: directory.userId(id) }])),
    queues: new Map(
      queues.map(({ id }) => [id, { QueueId: directory.queueId(id), CallListId: directory.callListId(id) }]),
    ),
  };
}

/** The user of that name. Throws an {@link InputError}, with the nearest names, when there is none. */
export function findUser(name: string, { users }: Directory): Named {
  const found = users.find((user) => user.name === name);
  if (found !== undefined) return found;
  const names = users.map((user) => user.name);
  const near = suggestNames(name, names);
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are ${names.join(', ')}.`;
  throw new InputError(`"${name}" is no user of the organisation. ${hint}`);
}
