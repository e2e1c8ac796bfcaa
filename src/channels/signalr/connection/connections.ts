import { randomBytes } from 'node:crypto';

/** The names and the rights of one connection, decided before it has a transport. */
export interface Identity {
  /** Public. */
  readonly id: string;
  /** Secret: who has it may attach, send and poll. The same as the id in version 0. */
  readonly token: string;
  /** Whether stateful reconnect was asked for and is switched on. */
  readonly stateful: boolean;
}

/** What the registry needs to know of a connection. */
interface Registered {
  readonly id: string;
  readonly token: string;
}

/** All connections of a hub, under their tokens and their ids. */
export class Connections<Member extends Registered> {
  readonly #byToken = new Map<string, Member>();
  readonly #byId = new Map<string, Member>();
  /** Whose the connections are that wait for their first transport, by token. */
  readonly #waiting = new Map<string, string>();
  readonly #waitingOf = new Map<string, number>();

  get size(): number {
    return this.#byToken.size;
  }

  add(connection: Member): void {
    this.#byToken.set(connection.token, connection);
    this.#byId.set(connection.id, connection);
  }

  /** Adds one that waits for its first transport until `attached` or `remove`. */
  addWaiting(connection: Member, userId: string): void {
    this.add(connection);
    this.#waiting.set(connection.token, userId);
    this.#waitingOf.set(userId, this.waitingOf(userId) + 1);
  }

  /** It waits no more. */
  attached({ token }: Pick<Member, 'token'>): void {
    const userId = this.#waiting.get(token);
    if (userId === undefined) return;
    this.#waiting.delete(token);
    const left = this.waitingOf(userId) - 1;
    if (left > 0) this.#waitingOf.set(userId, left);
    else this.#waitingOf.delete(userId);
  }

  remove({ id, token }: Pick<Member, 'id' | 'token'>): void {
    this.attached({ token });
    this.#byToken.delete(token);
    this.#byId.delete(id);
  }

  /** By what the client has to show. */
  withToken(token: string): Member | undefined {
    return this.#byToken.get(token);
  }

  /** By the public id. */
  withId(id: string): Member | undefined {
    return this.#byId.get(id);
  }

  /** How many wait for their first transport. */
  get waitingCount(): number {
    return this.#waiting.size;
  }

  /** How many of these are one user's. */
  waitingOf(userId: string): number {
    return this.#waitingOf.get(userId) ?? 0;
  }

  [Symbol.iterator](): IterableIterator<Member> {
    return this.#byToken.values();
  }
}

/** New names for a connection, each 128 bits that nobody can guess, in 22 URL-safe characters. */
export function newIdentity(negotiateVersion: number, stateful: boolean): Identity {
  const id = randomBytes(16).toString('base64url');
  return { id, token: negotiateVersion === 0 ? id : randomBytes(16).toString('base64url'), stateful };
}
