import type { ArgumentType } from '../calls/argument-types.ts';

/** The methods of a side that has declared none: any name, any arguments. */
export interface AnyMethods {
  readonly [name: string]: (...given: unknown[]) => unknown;
}

/** The names of a side's methods. */
export type MethodName<Methods> = Extract<keyof Methods, string>;

/** What a method takes. */
export type Given<Methods, Name extends keyof Methods> = Methods[Name] extends (
  ...given: infer Taken
) => unknown
  ? Taken
  : never;

/** What a method answers, without the promise. */
export type Answered<Methods, Name extends keyof Methods> = Methods[Name] extends (
  ...given: never[]
) => infer Result
  ? Awaited<Result>
  : never;

/** Clients to whom something can be sent. */
export interface ClientProxy<Client = AnyMethods> {
  /**
   * Calls a method of all of them. Resolves when each has taken so much of what waits for it that there is room again, or is gone, and
   * after `sendTimeoutMs` in any case; with a backplane, when that has the message. Rejects when the arguments cannot be serialised and when the backplane is gone; `onError`
   * is told of that, too, so that nobody needs to wait for it.
   */
  send<Name extends MethodName<Client>>(target: Name, ...given: Given<Client, Name>): Promise<void>;
}

/** One client, which can be asked as well. */
export interface SingleClientProxy<Client = AnyMethods> extends ClientProxy<Client> {
  /**
   * Calls a method of the client and resolves with what it answers. Rejects with a `HubException` of the client's text when the client
   * fails or has no handler, and with an `IOException` when there is no such connection, it ends first or its version cannot answer.
   */
  invoke<Name extends MethodName<Client>>(
    target: Name,
    ...given: Given<Client, Name>
  ): Promise<Answered<Client, Name>>;
  /** The same client, whose answer has to be of a type, and who is waited for until a signal aborts. */
  expecting<T>(answer: {
    readonly returns: ArgumentType<T>;
    readonly signal?: AbortSignal | undefined;
  }): TypedAnswer<Client, T>;
  /** The same client, who is waited for until a signal aborts: then `invoke` rejects with its reason. */
  expecting(answer: { readonly signal: AbortSignal }): Pick<SingleClientProxy<Client>, 'invoke'>;
}

/** A client whose answer is checked. */
export interface TypedAnswer<Client, T> {
  invoke<Name extends MethodName<Client>>(target: Name, ...given: Given<Client, Name>): Promise<T>;
}

/** Everybody whom a hub can reach: .NET's `IHubClients`. */
export interface HubClients<Client = AnyMethods> {
  /** Everybody. */
  readonly all: ClientProxy<Client>;
  /** Everybody but these connections. */
  allExcept(connectionIds: readonly string[]): ClientProxy<Client>;
  /** One connection. Nothing is sent when there is none of that id. */
  client(connectionId: string): SingleClientProxy<Client>;
  clients(connectionIds: readonly string[]): ClientProxy<Client>;
  /** Everybody in a group. Names of groups are matched with regard to case. */
  group(name: string): ClientProxy<Client>;
  groupExcept(name: string, connectionIds: readonly string[]): ClientProxy<Client>;
  /** Everybody in any of the groups, once for each of them that they are in, as in .NET. */
  groups(names: readonly string[]): ClientProxy<Client>;
  /** All connections of a user, by what `userId` made of it. */
  user(userId: string): ClientProxy<Client>;
  users(userIds: readonly string[]): ClientProxy<Client>;
}

/** Everybody, as seen from a call: .NET's `IHubCallerClients`. */
export interface CallerClients<Client = AnyMethods> extends HubClients<Client> {
  /** Who calls. */
  readonly caller: SingleClientProxy<Client>;
  /** Everybody else. */
  readonly others: ClientProxy<Client>;
  /** Everybody else in a group; the caller need not be in it. */
  othersInGroup(name: string): ClientProxy<Client>;
}

/** Who is in which group. A connection leaves all of them when it ends. */
export interface Groups {
  /**
   * Puts a connection into a group. Nothing happens when there is no such connection or when it is in it. Rejects when the connection is
   * in as many groups as `maxGroups` allows, and when a backplane cannot be asked.
   */
  add(connectionId: string, name: string): Promise<void>;
  /** Takes a connection out of a group. Nothing happens when it is not in it. */
  remove(connectionId: string, name: string): Promise<void>;
}

/** What a call, or an event of a connection, can reach beside its own client. */
export interface Surroundings<Client = AnyMethods> {
  readonly clients: CallerClients<Client>;
  readonly groups: Groups;
}
