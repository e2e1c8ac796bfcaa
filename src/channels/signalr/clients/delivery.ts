import type { ArgumentType } from '../calls/argument-types.ts';
import type { HubProtocol } from '../protocols/protocol.ts';
import type { Prepared } from '../protocols/prepared.ts';

/** Whom a message is for. */
export interface Recipients {
  readonly to: 'all' | 'connections' | 'groups' | 'users';
  /** Ids or names; none for `all`. */
  readonly names: readonly string[];
  /** The ids of connections that are left out. */
  readonly except: readonly string[];
}

/** What is wanted of a client's answer. */
export interface Expected {
  readonly returns?: ArgumentType<unknown> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What became of a question to a client. */
export type Reply =
  | { readonly error: Error }
  /** What the client sent, not bound to a type yet. */
  | { readonly result: unknown; readonly protocol: HubProtocol };

/** A connection, as far as its being reached goes. */
export interface Member {
  readonly id: string;
  readonly userId: string | undefined;
  readonly isOpen: boolean;
  send(message: Prepared): boolean;
  /** Resolves when the client has taken enough of what waits for it, or takes nothing for long; `undefined` when it has. */
  waitForRoom(): Promise<void> | undefined;
  /** Sends a call that the client is to answer under `id`; `settle` is called once, unless `abandon` comes first. */
  ask(id: string, question: Prepared, settle: (reply: Reply) => void): void;
  /** Waits for an answer no more. */
  abandon(id: string): void;
}

/** How messages of the host come to clients, and clients into groups: on this server, or on several. */
export interface Delivery {
  send(recipients: Recipients, target: string, given: readonly unknown[]): Promise<void>;
  invoke(
    connectionId: string,
    target: string,
    given: readonly unknown[],
    expected: Expected,
  ): Promise<unknown>;
  addToGroup(connectionId: string, group: string): Promise<void>;
  removeFromGroup(connectionId: string, group: string): Promise<void>;
  /** A connection can be reached from now on. */
  connected(member: Member): Promise<void> | undefined;
  /** It is over: it leaves its groups and can be reached no more. */
  disconnected(member: Member): void;
}
