import type { Clock } from '../../../lib/clock.ts';
import type { HubConfig } from '../config.ts';
import type { FlushSchedule } from './flush-schedule.ts';
import type { EndReason, HubConnection } from '../hub-connection.ts';
import type { HubMethod } from './methods.ts';

/** What a hub tells its host. */
export interface HubEvents<User> {
  /** After the handshake, before the first message is read. What it throws closes the connection. */
  readonly onConnected?: ((connection: HubConnection<User>) => unknown) | undefined;
  /** After the end, once for each connection that `onConnected` saw. */
  readonly onDisconnected?: ((connection: HubConnection<User>, reason: EndReason) => unknown) | undefined;
  /** A method or a callback of the host threw something that is no `HubException`. */
  readonly onError?: ((error: unknown, where: string) => void) | undefined;
}

/** What all connections of a hub share. */
export interface HubContext<User> {
  readonly config: HubConfig;
  readonly clock: Clock;
  readonly methods: ReadonlyMap<string, HubMethod<User>>;
  readonly flushes: FlushSchedule;
  readonly events: HubEvents<User>;
  /** Called when a connection is over and its names are free. */
  forget(names: { readonly id: string; readonly token: string }): void;
}
