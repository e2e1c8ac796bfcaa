import type { ArgumentType, BoundValues } from './argument-types.ts';
import type { HubConnection } from '../hub-connection.ts';

/** An exception whose text the client is told, whatever the setting for detailed errors. */
export class HubException extends Error {
  override readonly name = 'HubException';
}

/** One call of a hub method. */
export interface Call<User> {
  /** Who calls. */
  readonly connection: HubConnection<User>;
  /** Aborts when the caller cancels its stream or is gone. */
  readonly signal: AbortSignal;
}

/** A method of a hub, as data. */
export interface HubMethod<User> {
  /** Clients may write it in any case. */
  readonly name: string;
  /** One type for each argument. */
  readonly takes: readonly ArgumentType<unknown>[];
  /** One type for each stream that the client sends with its call: the items' type. */
  readonly uploads: readonly ArgumentType<unknown>[];
  /** Whether the result is a stream: `run` answers an iterable. */
  readonly streams: boolean;
  /** Does it. What it throws, the client is told as .NET tells it. */
  readonly run: (call: Call<User>, ...given: never[]) => unknown;
}

type Streams<Types extends readonly ArgumentType<unknown>[]> = {
  -readonly [Index in keyof Types]: Types[Index] extends ArgumentType<infer T> ? AsyncIterable<T> : never;
};

/** Declares a method; the types of `run`'s parameters follow from `takes` and `uploads`. */
export function hubMethod<
  User,
  const Takes extends readonly ArgumentType<unknown>[],
  const Uploads extends readonly ArgumentType<unknown>[] = [],
>(method: {
  readonly name: string;
  readonly takes: Takes;
  readonly uploads?: Uploads;
  readonly run: (call: Call<User>, ...given: [...BoundValues<Takes>, ...Streams<Uploads>]) => unknown;
}): HubMethod<User> {
  return { uploads: [], streams: false, ...(method as object) } as unknown as HubMethod<User>;
}

/** Declares a method that answers a stream, and may be sent streams beside it. */
export function streamMethod<
  User,
  const Takes extends readonly ArgumentType<unknown>[],
  const Uploads extends readonly ArgumentType<unknown>[] = [],
>(method: {
  readonly name: string;
  readonly takes: Takes;
  readonly uploads?: Uploads;
  readonly run: (
    call: Call<User>,
    ...given: [...BoundValues<Takes>, ...Streams<Uploads>]
  ) => AsyncIterable<unknown> | Iterable<unknown> | Promise<AsyncIterable<unknown>>;
}): HubMethod<User> {
  return { uploads: [], streams: true, ...(method as object) } as unknown as HubMethod<User>;
}
