/** One HTTP route. `path` has `{name}` for a segment that varies and is matched without regard to case and a trailing slash. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** True: it gives tokens for the hub, and heeds {@link InboundRequest.flaws}. */
  readonly givesTokens?: true;
  answer(request: InboundRequest): InboundResponse | Promise<InboundResponse>;
}

/** An HTTP request that reached a route. */
export interface InboundRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Scheme and authority under which the server was called, such as `https://127.0.0.1:8443`. */
  readonly origin?: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** Wall-clock milliseconds since the epoch. */
  readonly wallMs: number;
  /** What is to be wrong with the answer on purpose. */
  readonly flaws?: AnswerFlaws;
}

/** What a route that gives tokens does wrong on purpose. */
export interface AnswerFlaws {
  readonly token?: 'expired' | 'not_yet_valid' | 'wrongly_signed' | 'other_user' | undefined;
  /** The address that is told in place of the hub's. */
  readonly endpoint?: string | undefined;
}

/** The answer to an {@link InboundRequest}; a `body` that is neither text nor bytes (`Uint8Array`) is sent as JSON. */
export interface InboundResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** On purpose: its length says all of the body, and the connection breaks off in its middle, or after so many bytes. */
  readonly breaksOff?: 'half' | number;
}
