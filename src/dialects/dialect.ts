import type { CentreEvent } from '../centre/model/event.ts';
import type { AgentId, QueueId } from '../centre/model/ids.ts';
import type { CentreView } from '../centre/model/view.ts';
import type { HttpMessage, HubMessage, HubProtocol, Lane, SocketMessage } from '../channels/message.ts';
import type { Problem } from '../lib/errors.ts';
import type { Route } from '../server/route.ts';

/** What the run adds to what a dialect makes of an event: its number, its time, and whose it is. */
type Added = 'seq' | 'at' | 'vendor';

/** What a dialect makes of one event, to leave as an HTTP request. */
export type HttpDraft = Omit<HttpMessage, Added>;

/** What a dialect makes of one event, to be pushed by a hub. */
export type HubDraft = Omit<HubMessage, Added>;

/** What a dialect makes of one event, for one client of its WebSocket. */
export type SocketDraft = Omit<SocketMessage, Added>;

/** What a dialect makes of one event, before the run numbers it. */
export type Draft = HttpDraft | HubDraft | SocketDraft;

/**
 * A day of the centre begins or ends; `at` is in simulated epoch ms. No id of the centre but those of agents and queues
 * comes back on another day.
 */
export type DayEvent =
  /** Before the first step of each day: inbound requests can be answered from then on. */
  | {
      readonly type: 'day.began';
      readonly at: number;
      /** The end of the day before it; absent on the first. */
      readonly after?: number;
    }
  /** After the last step of a day that was played to its end. */
  | { readonly type: 'day.ended'; readonly at: number };

/** What a dialect is told. */
export type DialectEvent = CentreEvent | DayEvent;

/** How one vendor says what happened in the centre, and how it answers inbound requests. */
export interface Dialect<Made extends Draft = Draft> {
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
  /**
   * The messages for one event, in the order in which the vendor sends them; none, one or a few. Same events, same bytes.
   * Each is of the event's time unless it has a later one of its own.
   */
  render(event: DialectEvent, view: CentreView): readonly (Made & { readonly at?: number })[];
  /** How the vendor's messages name the agents and queues of `view`: the same ids in every run of a seed. */
  identify?(view: CentreView): Identities;
  /** Single events of this target on request; absent where there is nobody to send one to. */
  readonly sampler?: Sampler<Made>;
  /** What the vendor's side answers when it is called; absent when the vendor only calls. */
  readonly inbound?: Inbound;
}

/** The fields, by the vendor's names, in which its messages say who and what they are about. */
export type VendorIds = Readonly<Record<string, string | null>>;

/** What a vendor calls the agents and queues of a centre. */
export interface Identities {
  readonly agents: ReadonlyMap<AgentId, VendorIds>;
  readonly queues: ReadonlyMap<QueueId, VendorIds>;
}

/** What one event on request is to be like. */
export interface SampleWish {
  /** Decides the ids. */
  readonly seed: number;
  /** When it happens, epoch ms. */
  readonly at: number;
  /** By the path of a field, such as `data.rep_id`: what it is to be instead. */
  readonly overrides: Readonly<Record<string, unknown>>;
}

/** How single events of a target are made: they are taken from a day that was played. */
export interface Sampler<Made extends Draft = Draft> {
  /** Every type that can be asked for. */
  readonly eventTypes: readonly string[];
  /** What to say of a type that there is not, with the nearest ones. */
  explain(eventType: string): string;
  /** The same target anew, with the ids of that seed. */
  create(seed: number): Dialect<Made>;
  /** Whether a message is of the kind that the overrides are about. Absent: all of a type are alike. */
  suits?(draft: Made, overrides: SampleWish['overrides']): boolean;
  /** An override as a person writes it: what stands behind `path=`. */
  readonly readValue: (text: string) => unknown;
  /** The message with values replaced. Throws an `InputError` for a field that there cannot be. */
  override<Draft extends Made>(draft: Draft, overrides: SampleWish['overrides']): Promise<Sample<Draft>>;
}

/** One event on request, and what is wrong with it: only overrides can make it so. */
export interface Sample<Made = Draft> {
  readonly draft: Made;
  readonly problems: readonly Problem[];
}

/** A dialect as a server: plain functions, hosted by whoever owns the sockets. */
export interface Inbound {
  readonly routes: readonly Route[];
  /** Origins of web pages that may call routes and hub from a browser, such as `https://app.example`. */
  readonly corsOrigins?: readonly string[];
  /**
   * Tells `listener` of each client that subscribed over the routes (1) or no longer is (-1): at once of those that there
   * are, then as it happens. Absent: nobody can. Clients of the hub are not among them.
   */
  onSubscribers?(listener: (change: 1 | -1) => void): void;
  /** The SignalR hub through which its `signalr` messages leave; absent when the vendor has none. */
  readonly hub?: InboundHub;
  /** The WebSocket through which its `websocket` messages leave; absent when the vendor has none. */
  readonly sockets?: InboundSockets;
  /** What is said when the server is open at `origin`, once the dialect has begun. Absent: nothing. */
  announce?(origin: string): Announcement;
}

/** Where clients of a dialect connect, and as whom. */
export interface Announcement {
  /** For people. */
  readonly lines: readonly string[];
  /** For programs: members of the "ready" line, named differently by each vendor. */
  readonly json: Readonly<Record<string, unknown>>;
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
  /** A token with which the user of that name may connect. Throws an `InputError` for a name that there is not. */
  issueToken(user: string, wallMs: number): Promise<string>;
  /** The name of a user by which a scenario knows them; the id where there is no such user. */
  nameOf(user: HubUser): string;
  /** Whether a client has asked for something to be pushed to it. */
  isListening(client: HubClient): boolean;
  /** What a client has asked for, the oldest first. */
  subscriptionsOf(client: Pick<HubClient, 'id'>): readonly HubSubscription[];
  /** Forgets what a client has asked for, as if it never had. */
  forget(client: Pick<HubClient, 'id'>): void;
  /**
   * A message of something that the client has not asked for, at that simulated instant; `method`: calls that method of the
   * client instead of the one that messages come to.
   */
  unasked(client: Pick<HubClient, 'id'>, at: number, method: string | undefined): HubDraft;
  /** After the handshake, before the client's first call. */
  connected(client: HubClient): void;
  /** A client has pinged. Absent: nobody wants to know. */
  pinged?(client: HubClient): void;
  /**
   * Once for each client that {@link InboundHub.connected} saw. Nothing is pushed to it afterwards. `isLost`: it did not say
   * goodbye, nor does the run end.
   */
  disconnected(client: HubClient, isLost: boolean): void;
  /** Tells `listener`, and nobody else from then on, what becomes of subscriptions. Absent: nobody can be told. */
  watchSubscriptions?(listener: (change: SubscriptionChange) => void): void;
}

/** A plain WebSocket as data, hosted like the routes: text frames of JSON, to whoever has subscribed to their topic. */
export interface InboundSockets {
  /** Where it is on the server, such as `/stream`; a segment such as `{id}` stands for any, and is told in `params`. */
  readonly path: string;
  /**
   * Who is let in, or `null` for nobody: asked before the upgrade, which is refused with 401 then. A token that comes in the query or
   * as a bearer is in `token`. Absent: everybody is let in.
   */
  authenticate?(request: SocketRequest): SocketUser | null | Promise<SocketUser | null>;
  /** A client is connected, before its first message. */
  connected?(client: SocketClient): void;
  /**
   * A client has sent `message`: JSON once read, or the text as it is where it is none. What is done to `client` is the answer. What
   * is thrown closes the connection as broken by us.
   */
  received(message: unknown, client: SocketClient): void;
  /** Once for each client that was connected. `isLost`: it did not say goodbye, nor does the run end. */
  disconnected?(client: SocketClient, isLost: boolean): void;
  /** A message of the dialect's own that every client is sent in that rhythm, real ms. Absent: none is. */
  readonly heartbeat?: { readonly everyMs: number; message(wallMs: number): unknown };
  /** How often a client is sent a WebSocket ping; who has not answered the last one is dropped at the next. Default: 30 s; 0: never. */
  readonly pingEveryMs?: number;
  /** The longest message that a client may send. Default: 65 536. */
  readonly maxMessageBytes?: number;
  /** What may wait for a client that reads slowly; one that would have more is dropped. Default: 1 MiB. */
  readonly maxBufferedBytes?: number;
  /** How many topics one client may have. Default: 1000. */
  readonly maxTopics?: number;
  /** How many clients may be connected at a time. Default: 10 000. */
  readonly maxClients?: number;
  /** Who has subscribed to what. Kept by phoney, for every dialect: one need not give it. */
  readonly topics?: TopicBook;
}

/** Who has subscribed to which topic, by the ids of their connections. */
export interface TopicBook {
  /** The oldest first. */
  subscribersOf(topic: string): Iterable<string>;
  add(connectionId: string, topic: string): void;
  remove(connectionId: string, topic: string): void;
}

/** A request to open a WebSocket. */
export interface SocketRequest {
  readonly path: string;
  /** What stands in place of the variable segments of the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The bearer token of the Authorization header, or else `access_token` or `token` of the query; `null` without one. */
  readonly token: string | null;
  readonly wallMs: number;
}

/** Who is at the other end of a WebSocket, by the vendor's id. */
export interface SocketUser {
  readonly id: string;
  /** The name by which a scenario knows them, an agent's. Default: the id. */
  readonly name?: string;
}

/** One connection of a WebSocket, and what can be done to it. */
export interface SocketClient {
  /** Unique among the connections, past ones too. */
  readonly id: string;
  readonly user: SocketUser;
  /** The request that opened it. */
  readonly request: Omit<SocketRequest, 'token' | 'wallMs'>;
  readonly topics: ReadonlySet<string>;
  /** From now on messages of that topic come to it; false where it has as many as it may, and for one of more than 512 characters. */
  subscribe(topic: string): boolean;
  /** False where it had not subscribed to it. */
  unsubscribe(topic: string): boolean;
  /** Sends it an answer, as JSON: outside the books, in order with the messages. */
  reply(answer: unknown): void;
  /** Ends the connection with a close frame. Default: 1000, "". */
  close(code?: number, reason?: string): void;
}

/** A subscription has begun or ended; or somebody who had lost one, and not asked for it again, would have been told something. */
export type SubscriptionChange = {
  readonly eventType: string;
  /** The name by which a scenario knows the entity. */
  readonly entityName: string;
} & (
  | { readonly what: 'subscribed' | 'unsubscribed'; readonly connectionId: string }
  /** `client`: the user's name. */
  | { readonly what: 'missed'; readonly client: string }
);

/** Who is at the other end of a connection, by the vendor's id. */
export interface HubUser {
  readonly id: string;
}

/** A client's wish to be told of one kind of event of one entity. */
export interface HubSubscription {
  readonly eventType: string;
  /** The vendor's id of a user, a queue, … */
  readonly entityId: string;
  readonly entityType: string;
  /** The name by which a scenario knows the entity. */
  readonly entityName: string;
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
