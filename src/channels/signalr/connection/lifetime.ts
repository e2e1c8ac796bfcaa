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
  /** Of whose coming the host is being told; an end meanwhile is told behind it. */
  readonly #greetings = new Map<Connected<User>, Promise<void>>();
  /** Whom the host would not have: it hears no more of them, as in .NET. */
  readonly #refused = new WeakSet<Connected<User>>();

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
    try {
      const reachable = this.#reach.delivery.connected(connection);
      const told =
        reachable === undefined
          ? this.#tellConnected(connection)
          : reachable.then(() => this.#tellConnected(connection));
      return told && this.#awaitGreeting(connection, told);
    } catch (error) {
      this.#refuse(connection);
      throw error;
    }
  }

  disconnected(connection: Connected<User>, reason: EndReason): Promise<void> | undefined {
    if (this.#refused.has(connection)) return undefined;
    const greeting = this.#greetings.get(connection);
    // What that fails with is known to whoever waits for it.
    if (greeting !== undefined)
      return greeting.catch(() => undefined).then(() => this.disconnected(connection, reason));
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

  async #awaitGreeting(connection: Connected<User>, greeting: Promise<void>): Promise<void> {
    this.#greetings.set(connection, greeting);
    try {
      await greeting;
    } catch (error) {
      this.#refuse(connection);
      throw error;
    } finally {
      this.#greetings.delete(connection);
    }
  }

  #refuse(connection: Connected<User>): void {
    this.#refused.add(connection);
    this.#reach.delivery.disconnected(connection);
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
