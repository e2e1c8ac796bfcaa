import type { EndReason, HubConnection } from '../hub-connection.ts';
import type { AnyMethods } from '../clients/client-proxies.ts';
import type { Call, HubMethod } from './methods.ts';

/** A call of a method that is about to run: its arguments are bound, and its caller may call it. */
export interface Invocation<User, Client = AnyMethods> {
  readonly call: Call<User, Client>;
  readonly method: HubMethod<User, Client>;
  /** What `run` gets behind the call: arguments, then uploads. */
  readonly given: readonly unknown[];
}

/** Something around calls and lives of connections: .NET's `IHubFilter`. The first of a list is the outermost. */
export interface HubFilter<User, Client = AnyMethods> {
  /**
   * Around each call. `next` goes on, with other arguments if it is given some, and resolves with the result: a stream's is its
   * iterable. What this answers the client is answered; what it throws is the method's error.
   */
  readonly invoke?: (
    invocation: Invocation<User, Client>,
    next: (given?: readonly unknown[]) => Promise<unknown>,
  ) => unknown;
  /** Around `onConnected`. What it throws closes the connection. */
  readonly connected?: (connection: HubConnection<User>, next: () => Promise<void>) => unknown;
  /** Around `onDisconnected`. */
  readonly disconnected?: (
    connection: HubConnection<User>,
    reason: EndReason,
    next: () => Promise<void>,
  ) => unknown;
}

/** Runs a method, inside all filters. */
export type RunMethod<User> = (invocation: Invocation<User>) => unknown;

/** How methods are run inside those filters. */
export function runInside<User>(filters: readonly HubFilter<User>[]): RunMethod<User> {
  return filters.reduceRight<RunMethod<User>>(
    (inner, { invoke }) =>
      invoke === undefined
        ? inner
        : (invocation) =>
            invoke(invocation, async (given = invocation.given) => inner({ ...invocation, given })),
    ({ call, method, given }) => method.run(call, ...(given as never[])),
  );
}

/** Does `innermost` inside one part of all filters that have it. */
export function wrap<Part>(
  parts: readonly (Part | undefined)[],
  call: (part: Part, next: () => Promise<void>) => unknown,
  innermost: () => unknown,
): unknown {
  return parts.reduceRight<() => unknown>(
    (inner, part) => (part === undefined ? inner : () => call(part, async () => void (await inner()))),
    innermost,
  )();
}
