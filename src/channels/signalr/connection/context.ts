import type { Clock } from '../../../lib/clock.ts';
import type { HubConfig } from '../config.ts';
import type { Connection } from './connection.ts';
import type { FlushSchedule } from './flush-schedule.ts';
import type { EndReason, HubConnection } from '../hub-connection.ts';
import type { HubMethod } from './methods.ts';

/** What the host of a hub may want to hear. */
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
  /** Called when a connection is over and its id is free. */
  forget(connection: Connection<User>): void;
}

/** .NET's error text: with the exception's name and message where the client may know them. */
export function errorText(text: string, error: unknown, detailed: boolean): string {
  if (!(error instanceof Error)) return detailed ? `${text} Error: ${String(error)}` : text;
  return detailed || error.name === 'HubException' ? `${text} ${error.name}: ${error.message}` : text;
}
