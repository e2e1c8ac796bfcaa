import type { Clock } from '../../../lib/clock.ts';
import type { HubConfig } from '../config.ts';
import type { FlushSchedule } from './flush-schedule.ts';
import type { EndReason, HubConnection } from '../hub-connection.ts';
import type { Misbehaviour } from './misbehaviour.ts';
import type { RunMethod } from '../calls/filters.ts';
import type { HubMethod } from '../calls/methods.ts';
import type { AnyMethods, Surroundings } from '../clients/client-proxies.ts';
import type { Member } from '../clients/delivery.ts';
import type { Reach } from '../clients/hub-clients.ts';
import type { FrameWriter } from '../transports/frame-writer.ts';
import type { TurnQueue } from './turn-queue.ts';

/** A call that a client got wrong. */
export interface RefusedCall {
  /** The method's own name where there is one, else what the client called. */
  readonly method: string;
  readonly reason: string;
}

/** What a hub tells its host. */
export interface HubEvents<User, Client = AnyMethods> {
  /** After the handshake, before the first message is read. What it throws closes the connection, of which nothing more is told then. */
  readonly onConnected?:
    | ((connection: HubConnection<User>, surroundings: Surroundings<Client>) => unknown)
    | undefined;
  /** After the end, once for each connection that `onConnected` has let in. It is in its groups until this has ended. */
  readonly onDisconnected?:
    | ((connection: HubConnection<User>, reason: EndReason, surroundings: Surroundings<Client>) => unknown)
    | undefined;
  /** A client has pinged. Must not throw. */
  readonly onPing?: ((connection: HubConnection<User>) => void) | undefined;
  /** A client called a method that there is not, or with arguments that it does not take: .NET's answer does not say why. */
  readonly onRefusedCall?: ((refused: RefusedCall) => unknown) | undefined;
  /** A method or a callback of the host threw something that is no `HubException`. What this throws itself is lost. */
  readonly onError?: ((error: unknown, where: string) => unknown) | undefined;
}

/** What the hub does at both ends of a connection's life. What the host throws there is thrown on. */
export interface Lifetime<User> {
  connected(connection: Connected<User>): Promise<void> | undefined;
  disconnected(connection: Connected<User>, reason: EndReason): Promise<void> | undefined;
}

/** A connection to the hub itself, and to its host. */
export type Connected<User> = HubConnection<User> & Member;

/** What all connections of a hub share. */
export interface HubContext<User> {
  readonly config: HubConfig;
  readonly clock: Clock;
  readonly methods: ReadonlyMap<string, HubMethod<User>>;
  readonly flushes: FlushSchedule;
  readonly turns: TurnQueue;
  readonly frames: FrameWriter;
  readonly misbehaviour: Misbehaviour<User>;
  readonly onPing: HubEvents<User>['onPing'];
  readonly lifetime: Lifetime<User>;
  readonly runMethod: RunMethod<User>;
  readonly reach: Reach;
  /** Who a user is to `clients.user`. */
  readonly userId: (user: User) => string | undefined;
  /** Tells the host of an error; never throws. */
  readonly onError: (error: unknown, where: string) => void;
  /** Tells the host of a call that a client got wrong; never throws. */
  readonly onRefusedCall: (refused: RefusedCall) => void;
  /** Called when a connection is over and its names are free. */
  forget(names: { readonly id: string; readonly token: string }): void;
}

/** `onError` as the hub calls it: once for each error, however far it is thrown on; and when telling the host of an error fails as well, there is nobody left to tell. */
export function tellSafely(onError: HubEvents<never>['onError']): HubContext<never>['onError'] {
  const known = new WeakSet();
  const tell = async (error: unknown, where: string): Promise<void> => {
    if (error instanceof Error) {
      if (known.has(error)) return;
      known.add(error);
    }
    try {
      await onError?.(error, where);
    } catch {
      // See above.
    }
  };
  return (error, where) => void tell(error, where);
}
