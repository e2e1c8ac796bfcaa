import type { AnyMethods, Surroundings } from '../clients/client-proxies.ts';
import type { HubConnection } from '../hub-connection.ts';
import type { ArgumentType, BoundValues } from './argument-types.ts';

/** One call of a hub method. */
export interface Call<User, Client = AnyMethods> extends Surroundings<Client> {
  /** Who calls. */
  readonly connection: HubConnection<User>;
  /** Aborts when the caller cancels its stream or is gone, and, in a call that answers a stream, when the hub drains. */
  readonly signal: AbortSignal;
}

/** A method of a hub, as data. */
export interface HubMethod<User, Client = AnyMethods> {
  /** Clients may write it in any case. */
  readonly name: string;
  /** One type for each argument. */
  readonly takes: readonly ArgumentType<unknown>[];
  /** One type for each stream that the client sends with its call: the items' type. */
  readonly uploads: readonly ArgumentType<unknown>[];
  /** Whether the result is a stream: `run` answers an iterable. */
  readonly streams: boolean;
  /** Whether the caller may call it with these arguments. What it throws is a no, and told to the host. Absent: everybody may. */
  readonly authorize?: Authorize<User, Client> | undefined;
  /** Does it. What it throws, the client is told as .NET tells it. */
  readonly run: (call: Call<User, Client>, ...given: never[]) => unknown;
}

type Authorize<User, Client> = (call: Call<User, Client>, ...given: never[]) => boolean | Promise<boolean>;

type Streams<Types extends readonly ArgumentType<unknown>[]> = {
  -readonly [Index in keyof Types]: Types[Index] extends ArgumentType<infer T> ? AsyncIterable<T> : never;
};

/** What declares a method, but for its result. */
interface Declaration<
  User,
  Client,
  Takes extends readonly ArgumentType<unknown>[],
  Uploads extends readonly ArgumentType<unknown>[],
  Result,
> {
  readonly name: string;
  readonly takes: Takes;
  readonly uploads?: Uploads;
  readonly authorize?: (call: Call<User, Client>, ...given: BoundValues<Takes>) => boolean | Promise<boolean>;
  readonly run: (call: Call<User, Client>, ...given: [...BoundValues<Takes>, ...Streams<Uploads>]) => Result;
}

/** Declares a method; the types of `run`'s parameters follow from `takes` and `uploads`. */
export function hubMethod<
  User,
  const Takes extends readonly ArgumentType<unknown>[],
  const Uploads extends readonly ArgumentType<unknown>[] = [],
  Client = AnyMethods,
>(method: Declaration<User, Client, Takes, Uploads, unknown>): HubMethod<User, Client> {
  return { uploads: [], streams: false, ...(method as object) } as unknown as HubMethod<User, Client>;
}

/** Declares a method that answers a stream, and may be sent streams beside it. */
export function streamMethod<
  User,
  const Takes extends readonly ArgumentType<unknown>[],
  const Uploads extends readonly ArgumentType<unknown>[] = [],
  Client = AnyMethods,
>(
  method: Declaration<
    User,
    Client,
    Takes,
    Uploads,
    AsyncIterable<unknown> | Iterable<unknown> | Promise<AsyncIterable<unknown>>
  >,
): HubMethod<User, Client> {
  return { uploads: [], streams: true, ...(method as object) } as unknown as HubMethod<User, Client>;
}
