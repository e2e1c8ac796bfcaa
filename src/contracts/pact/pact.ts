/** How the two sides of an interaction talk. */
export type InteractionKind = 'http' | 'message' | 'sync-message';

/** What must be the case before an interaction, as the pact's author named it. */
export interface ProviderState {
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** The request of an HTTP interaction, as its example has it. */
export interface ExampleRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** One interaction of a pact of any version, in one form. */
export interface Interaction {
  readonly kind: InteractionKind;
  readonly description: string;
  readonly states: readonly ProviderState[];
  /** True: a failure is told and does not count. */
  readonly pending: boolean;
  /** The example of what the provider says: a message's content, or a response's. JSON as its value, else text; `undefined` for none. */
  readonly example: unknown;
  /** A message's content is URL-encoded; its example is what it says, by name. */
  readonly isForm?: boolean;
  /** HTTP only. */
  readonly request?: ExampleRequest;
  /** Synchronous messages only: the example of the question. */
  readonly question?: unknown;
  /** The pact with this interaction and no other, for the engine. */
  readonly document: Readonly<Record<string, unknown>>;
}

/** A pact: what one consumer expects of one provider. */
export interface Pact {
  /** The file or the address that it was read from. */
  readonly source: string;
  readonly consumer: string;
  readonly provider: string;
  /** The version of the specification that it says it follows, such as `4.0`. */
  readonly specification: string;
  readonly interactions: readonly Interaction[];
}
