import type { Report } from './connection/outbox.ts';
import type { Filling, Prepared } from './protocols/prepared.ts';
import type { HubProtocol } from './protocols/protocol.ts';
import type { TransportKind } from './transports/transport.ts';

/** Why a connection ended. */
export type EndReason =
  /** The client closed it. */
  | 'client-closed'
  /** The socket broke, or nobody polled any more; or a client of server-sent events, which have no goodbye, has left. */
  | 'transport-lost'
  /** The hub aborted it, without a word. */
  | 'aborted'
  /** The hub closed it with a close message. */
  | 'closed'
  /** The client broke the protocol. */
  | 'violation'
  /** There was no handshake in time, or none that could be accepted. */
  | 'no-handshake'
  /** The client fell silent. */
  | 'timed-out'
  /** The client read too slowly: what waited for it passed `maxBufferedBytes`. */
  | 'too-slow'
  /** The hub was shut down. */
  | 'shut-down';

/** One client of a hub, as the hub's methods and its host see it. */
export interface HubConnection<User> {
  /** The public id, as clients know it. The token, which admits its bearer, is shown to nobody. */
  readonly id: string;
  /** Who attached; with long polling who polled last. */
  readonly user: User;
  /** Who the user was to `userId` when the connection began: whom `clients.user` reaches. */
  readonly userId: string | undefined;
  /** The protocol of its handshake. */
  readonly protocol: HubProtocol;
  readonly transport: TransportKind | undefined;
  /** Whether messages can still be sent. */
  readonly isOpen: boolean;
  /** How many pings the client has sent. */
  readonly pings: number;
  /** Whatever the hub wants to remember with the connection. */
  readonly items: Map<unknown, unknown>;
  /** Aborts when the connection has ended. */
  readonly signal: AbortSignal;
  /**
   * Sends a prepared message, with a filling when it has a hole. Never blocks; order is kept. Answers whether the
   * connection was still there; `report` learns what became of the message in the end.
   */
  send(message: Prepared, filling?: Filling, report?: Report<HubConnection<User>>): boolean;
  /** Resolves when the client has taken so much of what waits for it that there is room for more, or is gone. */
  whenReady(): Promise<void>;
  /** Calls a method of this client alone. */
  push(target: string, ...given: readonly unknown[]): boolean;
  /** Ends with a close message; clients come back when `allowReconnect` and when they were built to. */
  close(message?: { readonly error?: string; readonly allowReconnect?: boolean }): void;
  /** Breaks off at once as a lost network does, without a close frame; `inFrame`: in the middle of a frame. */
  lose(inFrame: boolean): void;
  /** Sends no pings while `lasts` answers true. */
  muteWhile(lasts: () => boolean): void;
  /** Sends nothing at all while `lasts` answers true; what is due waits, as for a client that does not read. */
  stallWhile(lasts: () => boolean): void;
  /** Ends without a word, behind what was sent before: Microsoft's clients take it for a drop. */
  abort(): void;
}
