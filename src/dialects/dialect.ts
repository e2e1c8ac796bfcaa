import type { CentreEvent } from '../centre/event.ts';
import type { CentreView } from '../centre/view.ts';
import type { Lane, Message } from '../channels/message.ts';

/** What a dialect makes of one event, before the run numbers it. */
export type Draft = Omit<Message, 'seq' | 'at' | 'vendor'>;

/** How one vendor says what happened in the centre, and how it answers inbound requests. */
export interface Dialect {
  /** The vendor's name as it stands in a scenario's `targets`. */
  readonly vendor: string;
  /** The periods, in simulated ms, at which this dialect wants an `interval.elapsed`. */
  readonly intervalsMs: readonly number[];
  /** The delivery rules of each feed that leaves over HTTP. */
  readonly lanes: readonly Lane[];
  /**
   * The delivery rules of a feed that came to be while the run lasts, such as a subscription's; `undefined` when there is
   * none, or no longer. The rules may change from one call to the next.
   */
  laneOf?(feed: string): Lane | undefined;
  /** The messages for one event, in the order in which the vendor sends them; none, one or a few. Same events, same bytes. */
  render(event: CentreEvent, view: CentreView): readonly Draft[];
  /** What the vendor's side answers when it is called; absent when the vendor only calls. */
  readonly inbound?: Inbound;
}

/** A dialect as a server: plain functions, hosted by whoever owns the sockets. */
export interface Inbound {
  readonly routes: readonly Route[];
}

/** One HTTP route. `path` has `{name}` for a segment that varies and is matched without regard to a trailing slash. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  answer(request: InboundRequest): InboundResponse | Promise<InboundResponse>;
}

/** An HTTP request that reached a route. */
export interface InboundRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** Wall-clock milliseconds since the epoch. */
  readonly wallMs: number;
}

/** The answer to an {@link InboundRequest}; a `body` that is neither text nor bytes (`Uint8Array`) is sent as JSON. */
export interface InboundResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}
