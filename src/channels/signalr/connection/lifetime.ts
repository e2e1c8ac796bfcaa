import { type HubFilter, wrap } from '../calls/filters.ts';
import { InvalidOperationException } from '../calls/exceptions.ts';
import type { Surroundings } from '../clients/client-proxies.ts';
import { type Reach, ReachedFromCall, reachedGroups } from '../clients/hub-clients.ts';
import type { EndReason } from '../hub-connection.ts';
import type { Connected, HubEvents, Lifetime } from './context.ts';

/**
 * Tells the host, inside its filters, of connections that come and go. A connection can be reached before the host hears of it, and is in
 * its groups until the host has heard of its end, as in .NET.
 */
export class HostedLifetime<User> implements Lifetime<User> {
  readonly #events: Pick<HubEvents<User>, 'onConnected' | 'onDisconnected'>;
  readonly #filters: readonly HubFilter<User>[];
  readonly #reach: Reach;

  constructor(
    events: Pick<HubEvents<User>, 'onConnected' | 'onDisconnected'>,
    filters: readonly HubFilter<User>[],
    reach: Reach,
  ) {
    this.#events = events;
    this.#filters = filters;
    this.#reach = reach;
  }

  connected(connection: Connected<User>): Promise<void> | undefined {
    const reachable = this.#reach.delivery.connected(connection);
    if (reachable !== undefined) return reachable.then(() => this.#tellConnected(connection));
    return this.#tellConnected(connection);
  }

  disconnected(connection: Connected<User>, reason: EndReason): Promise<void> | undefined {
    const leave = (): void => this.#reach.delivery.disconnected(connection);
    try {
      const told = this.#tellDisconnected(connection, reason);
      if (told instanceof Promise) return told.finally(leave).then(() => undefined);
    } catch (error) {
      leave();
      throw error;
    }
    leave();
    return undefined;
  }

  #tellConnected(connection: Connected<User>): Promise<void> | undefined {
    const { onConnected } = this.#events;
    const parts = this.#filters.map(({ connected }) => connected);
    const told = wrap(
      parts,
      (part, next) => part(connection, next),
      () => onConnected?.(connection, this.#around(connection, refuseInvoke)),
    );
    return told instanceof Promise ? told.then(() => undefined) : undefined;
  }

  #tellDisconnected(connection: Connected<User>, reason: EndReason): unknown {
    const { onDisconnected } = this.#events;
    const parts = this.#filters.map(({ disconnected }) => disconnected);
    return wrap(
      parts,
      (part, next) => part(connection, reason, next),
      () => onDisconnected?.(connection, reason, this.#around(connection)),
    );
  }

  #around(connection: Connected<User>, beforeInvoke?: () => void): Surroundings {
    return {
      clients: new ReachedFromCall(this.#reach, connection.id, beforeInvoke),
      groups: reachedGroups(this.#reach),
    };
  }
}

/** Before the host has heard of a connection nothing that it sends is read: nobody would ever have an answer. */
function refuseInvoke(): never {
  throw new InvalidOperationException('Client results inside OnConnectedAsync Hub methods are not allowed.');
}
