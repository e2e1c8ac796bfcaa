import type { CentreEvent } from '../centre/model/event.ts';
import type { CentreView } from '../centre/model/view.ts';
import type { HubProtocol, Lane, Message, TlsRules } from '../channels/message.ts';
import type { Problem } from '../lib/errors.ts';

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
   * Called with the centre as it is before the first step of each day, so that inbound requests can be answered from then
   * on. Days follow one another under `loop`, and no id of the centre comes back but those of agents and queues.
   */
  begin?(view: CentreView): void;
  /**
   * The delivery rules of a feed that came to be while the run lasts, such as a subscription's; `undefined` when there is
   * none, or no longer. The rules may change from one call to the next.
   */
  laneOf?(feed: string): Lane | undefined;
  /** The messages for one event, in the order in which the vendor sends them; none, one or a few. Same events, same bytes. */
  render(event: CentreEvent, view: CentreView): readonly Draft[];
  /**
   * What is still to be said after the last event of a day that was played to its end, in order, each with the simulated
   * epoch ms at which it is.
   */
  finish?(view: CentreView): readonly (Draft & { readonly at: number })[];
  /** What the vendor's side answers when it is called; absent when the vendor only calls. */
  readonly inbound?: Inbound;
}

/** A dialect as a server: plain functions, hosted by whoever owns the sockets. */
export interface Inbound {
  readonly routes: readonly Route[];
  /** Origins of web pages that may call routes and hub from a browser, such as `https://app.example`. */
  readonly corsOrigins?: readonly string[];
  /** The SignalR hub through which its `signalr` messages leave; absent when the vendor has none. */
  readonly hub?: InboundHub;
}

/** A SignalR hub as data, hosted like the routes. */
export interface InboundHub {
  /** Where it is on the server, such as `/rte`. */
  readonly path: string;
  readonly settings: {
    readonly keepAliveMs: number;
    readonly clientTimeoutMs: number;
    readonly maxMessageBytes: number;
    readonly maxBufferedBytes: number;
  };
  readonly methods: readonly InboundHubMethod[];
  /**
   * Who a bearer token belongs to; `null` when it is not good. Asked for every HTTP request, and therefore not for what
   * happens on an open socket.
   */
  authenticate(token: string, wallMs: number): Promise<HubUser | null>;
  /** Whether a client has asked for something to be pushed to it. */
  isListening(client: HubClient): boolean;
  /** After the handshake, before the client's first call. */
  connected(client: HubClient): void;
  /** Once for each client that {@link InboundHub.connected} saw. Nothing is pushed to it afterwards. */
  disconnected(client: HubClient): void;
}

/** Who is at the other end of a connection, by the vendor's id. */
export interface HubUser {
  readonly id: string;
}

/** One connection as a dialect sees it. */
export interface HubClient {
  /** Unique among the hub's connections, past ones too. */
  readonly id: string;
  readonly user: HubUser;
  readonly protocol: HubProtocol;
}

/** The type of a hub method's argument. Text may be null; MessagePack's names of properties are matched with regard to case, JSON's without. */
export type HubParameter =
  | 'string'
  | { readonly arrayOf: HubParameter }
  | { readonly object: Readonly<Record<string, HubParameter>> };

/**
 * A mistake of a caller that a .NET hub would answer with an exception of its own, such as null for an array. Unlike
 * everything else that a method throws, it is no mistake of ours.
 */
export class CallerError extends Error {
  override readonly name = 'CallerError';
}

/** A hub method: plain data and a function. What `run` throws is answered as .NET answers an exception. */
export interface InboundHubMethod {
  readonly name: string;
  readonly takes: readonly HubParameter[];
  readonly run: (client: HubClient, ...given: readonly unknown[]) => unknown;
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
  /** Scheme and authority under which the server was called, such as `https://127.0.0.1:8443`. */
  readonly origin?: string;
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

/** How one vendor makes a single event on request, valid unless the person overrides it. */
export interface OneMessageVendor {
  /** Every type that can be asked for. */
  readonly eventTypes: readonly string[];
  /** Throws an `InputError` for an unknown type, with the nearest names, and for an override that cannot be read. */
  make(eventType: string, wish: OneMessageWish): OneMessage;
}

/** What one event is to be like. */
export interface OneMessageWish {
  readonly seed: number;
  /** When it happens, epoch ms. */
  readonly wallMs: number;
  readonly url: string;
  /** How the facts travel, where the vendor has more than one form. Default: the vendor's own. */
  readonly form?: 'url-encoded' | 'json';
  /** `path=value`, applied in order. */
  readonly overrides: readonly string[];
  /** Takes the place of the vendor's defaults. */
  readonly tls: Partial<Omit<TlsRules, 'minVersion'>>;
}

/** One event, how it is delivered, and what is wrong with it: only overrides can make it so. */
export interface OneMessage {
  readonly message: Message;
  readonly lane: Lane;
  readonly problems: readonly Problem[];
}
