import { InvalidOperationException } from '../calls/exceptions.ts';
import type { CallerClients, ClientProxy, Groups, HubClients, SingleClientProxy } from './client-proxies.ts';
import type { Delivery, Expected, Recipients } from './delivery.ts';

/** What clients are reached by, and who is told when that fails and nobody waits for it. */
export interface Reach {
  readonly delivery: Delivery;
  readonly onError: (error: unknown, where: string) => void;
}

const none: readonly string[] = [];

/** Everybody whom a hub can reach. */
export class ReachedClients implements HubClients {
  readonly #reach: Reach;
  readonly #beforeInvoke: () => void;

  /** `beforeInvoke` is called before each question to a client; what it throws is what the question rejects with. */
  constructor(reach: Reach, beforeInvoke: () => void = () => undefined) {
    this.#reach = reach;
    this.#beforeInvoke = beforeInvoke;
  }

  get all(): ClientProxy {
    return this.#to('all', none);
  }

  allExcept(connectionIds: readonly string[]): ClientProxy {
    return this.#to('all', none, connectionIds);
  }

  client(connectionId: string): SingleClientProxy {
    const { delivery } = this.#reach;
    const invoke =
      (expected: Expected) =>
      (target: string, ...given: unknown[]): Promise<unknown> =>
        harmless(async () => {
          this.#beforeInvoke();
          return delivery.invoke(connectionId, target, given, expected);
        });
    return {
      ...this.#to('connections', [connectionId]),
      invoke: invoke({}),
      expecting: (expected: Expected) => ({ invoke: invoke(expected) as () => Promise<never> }),
    };
  }

  clients(connectionIds: readonly string[]): ClientProxy {
    return this.#to('connections', connectionIds);
  }

  group(name: string): ClientProxy {
    return this.#to('groups', [name]);
  }

  groupExcept(name: string, connectionIds: readonly string[]): ClientProxy {
    return this.#to('groups', [name], connectionIds);
  }

  /** Throws an `InvalidOperationException` when a name is empty. */
  groups(names: readonly string[]): ClientProxy {
    if (names.includes('')) throw new InvalidOperationException('Cannot send to an empty group name.');
    return this.#to('groups', names);
  }

  user(userId: string): ClientProxy {
    return this.#to('users', [userId]);
  }

  users(userIds: readonly string[]): ClientProxy {
    return this.#to('users', userIds);
  }

  #to(to: Recipients['to'], names: readonly string[], except = none): ClientProxy {
    const { delivery, onError } = this.#reach;
    return {
      send: (target, ...given) =>
        told(onError, `sending '${target}'`, () => delivery.send({ to, names, except }, target, given)),
    };
  }
}

/** Everybody, as seen from one connection. */
export class ReachedFromCall extends ReachedClients implements CallerClients {
  readonly #id: string;

  constructor(reach: Reach, connectionId: string, beforeInvoke?: () => void) {
    super(reach, beforeInvoke);
    this.#id = connectionId;
  }

  get caller(): SingleClientProxy {
    return this.client(this.#id);
  }

  get others(): ClientProxy {
    return this.allExcept([this.#id]);
  }

  othersInGroup(name: string): ClientProxy {
    return this.groupExcept(name, [this.#id]);
  }
}

/** The groups of a hub. */
export function reachedGroups({ delivery, onError }: Reach): Groups {
  return {
    add: (connectionId, name) =>
      told(onError, 'adding to a group', () => delivery.addToGroup(connectionId, name)),
    remove: (connectionId, name) =>
      told(onError, 'removing from a group', () => delivery.removeFromGroup(connectionId, name)),
  };
}

/** What `act` leads to. The host is told when it fails: often nobody waits for it, and that is to end no process. */
function told(onError: Reach['onError'], where: string, act: () => Promise<void>): Promise<void> {
  const acted = act();
  acted.catch((error: unknown) => onError(error, where));
  return acted;
}

/** What `act` leads to. Whoever does not wait for an answer does not care for an error either. */
function harmless<T>(act: () => Promise<T>): Promise<T> {
  const acted = act();
  acted.catch(() => undefined);
  return acted;
}
