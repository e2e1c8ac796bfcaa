/**
 * What a hub and its clients can call on each other, declared once for both sides and for the compiler alone. A method that answers a stream
 * is declared to return an `AsyncIterable`; a stream that the client sends is an `AsyncIterable` behind the other parameters.
 */
export interface HubDeclaration {
  /** The hub's methods. */
  readonly server: object;
  /** The clients' methods. */
  readonly client: object;
}

/** The parameters that are no streams. */
export type Arguments<Parameters extends readonly unknown[]> = Parameters extends readonly [
  infer First,
  ...infer Rest,
]
  ? [First] extends [AsyncIterable<unknown>]
    ? []
    : [First, ...Arguments<Rest>]
  : [];

/** The streams behind them, by what they carry. */
export type UploadedItems<Parameters extends readonly unknown[]> = Parameters extends readonly [
  infer First,
  ...infer Rest,
]
  ? [First] extends [AsyncIterable<infer Item>]
    ? [Item, ...UploadedItems<Rest>]
    : UploadedItems<Rest>
  : [];

/** What a stream carries; `never` for what is no stream. */
export type ItemOf<Result> = Awaited<Result> extends AsyncIterable<infer Item> ? Item : never;

/** The names of the methods that answer a stream. */
export type StreamName<Methods> = {
  [Name in keyof Methods]: Methods[Name] extends (...given: never[]) => infer Result
    ? [ItemOf<Result>] extends [never]
      ? never
      : Name
    : never;
}[keyof Methods] &
  string;
