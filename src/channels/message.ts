import type { Counter } from '../lib/counter.ts';
import type { HubProtocol } from './signalr/protocols/protocol.ts';
import type { WireFault } from './wire-plan.ts';

/** What every message has, whatever channel it leaves by. Whether it is sent is decided before it gets to the channel. */
export interface MessageHead {
  /**
   * Counts every message of the run from 1, the filtered ones too. Copies that follow an answer have theirs kept for them when
   * the message leaves: of those that do not come the number is nobody's.
   */
  readonly seq: number;
  /** Simulated epoch ms of the event behind it. */
  readonly at: number;
  readonly vendor: string;
  /** The lane it travels in: one feed's trouble never holds up another's. Unique within the vendor. */
  readonly feed: string;
  /** The vendor's id of the event, unchanged over retries. */
  readonly eventId: string;
  readonly eventType: string;
  /** The contact behind it, for records; `null` when none. */
  readonly contactId: string | null;
  /** The exact text of the payload: what is sent over HTTP or a WebSocket, and what a hub client of the JSON protocol gets as arguments. */
  readonly body: string;
  /** Messages of one key leave in order when the feed asks for it. */
  readonly orderKey: string;
  /** True when the vendor's own filter holds it back: it is counted and never sent. */
  readonly filtered: boolean;
  /** Who and what it is about, by the names of the centre. Absent: nobody. */
  readonly about?: About | undefined;
  /** Of a copy, the `seq` of the message that it repeats: same bytes, same `eventId`. Absent: it is no copy. */
  readonly copyOf?: number;
  /** Of a copy, the name of the fault that sent it. Not in the record. Absent: no fault did. */
  readonly copiedBy?: string;
}

/** Who and what a message is about, by the names that a scenario uses. */
export interface About {
  readonly agent?: string | undefined;
  readonly queue?: string | undefined;
  readonly contact?: string | undefined;
}

/** A message that leaves as one HTTP request. */
export interface HttpMessage extends MessageHead {
  readonly channel: 'http';
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Names of `headers` whose values are secrets: sent, never recorded, printed or logged. Absent: none. */
  readonly secretHeaders?: readonly string[];
  /** How `body` becomes bytes, where a fault of the scenario wants it otherwise. Absent: UTF-8. */
  readonly bodyEncoding?: 'latin1';
  /** What faults do to its attempts on the wire, the first that was written first. Absent: nothing. */
  readonly wire?: readonly WireFault[];
}

/** A message that a SignalR hub pushes: a call of one client's method. */
export interface HubMessage extends MessageHead {
  readonly channel: 'signalr';
  /** The client's method. */
  readonly target: string;
  /** Where the hub is on the server, such as `/rte`. */
  readonly hubPath: string;
  /** The parts that the channel puts the call together from; absent in a dry run, in which nobody is connected. */
  readonly push?: Push;
}

/** A message that goes to one client of a plain WebSocket, as the text of one frame. */
export interface SocketMessage extends MessageHead {
  readonly channel: 'websocket';
  /** What the client has subscribed to. */
  readonly topic: string;
  /** Where clients connect on the server, such as `/stream`. */
  readonly path: string;
  /** The connection that it is for; absent in a dry run, in which nobody is connected. */
  readonly connectionId?: string;
}

/** How messages leave. */
export const channelNames = ['http', 'signalr', 'websocket'] as const satisfies readonly Message['channel'][];

/** What a dialect wants sent. */
export type Message = HttpMessage | HubMessage | SocketMessage;

/** A message before the run numbers it. */
export type Unnumbered = Omit<HttpMessage, 'seq'> | Omit<HubMessage, 'seq'> | Omit<SocketMessage, 'seq'>;

export type { HubProtocol };

/**
 * A call of one hub client in two parts, so that what many clients share is serialised once and each client's own part is
 * spliced in. Both parts are compared by identity: whoever sees the same object again need not serialise it again.
 */
export interface Push {
  /** The connection that it is for. */
  readonly connectionId: string;
  readonly shared: SharedPart;
  readonly own: OwnPart;
}

/** What a hub message has in common with others: its arguments, with `hole` standing where the own part goes. */
export interface SharedPart {
  arguments(protocol: HubProtocol, hole: unknown): readonly unknown[];
}

/** What a hub message has of its own. */
export interface OwnPart {
  value(protocol: HubProtocol): unknown;
}

/** One try to deliver a message. The four instants are monotonic ms of this run, in this order. */
export interface Attempt {
  readonly messageSeq: number;
  readonly eventId: string;
  /** 1 for the first, 2 for the first retry. */
  readonly try: number;
  /** When the message should have left, the same for every try: from due to finished is what the receiver's user feels. */
  readonly dueMs: number;
  /**
   * When it came into its lane's queue: of the first try when the message was handed to the lane, of a further one when its pause
   * was over. From here to its start it waited for a connection, or for the one before it with its order key.
   */
  readonly queuedMs: number;
  /** Of a further try: when the first one came into the queue. Absent: it is the first, or nobody told. */
  readonly firstQueuedMs?: number | undefined;
  readonly startedMs: number;
  readonly finishedMs: number;
  /** The HTTP status; `null` when there was no complete answer. */
  readonly status: number | null;
  /** A short code for what went wrong, such as `timeout` or `ECONNRESET`; `null` when it was delivered. */
  readonly error: string | null;
  /**
   * The beginning of the receiver's answer, at most 256 characters, control characters escaped and secrets that were sent
   * hidden. Absent where there was no complete answer or its body was empty.
   */
  readonly answer?: string;
  /** A sentence on `error`: what was seen. Absent where the code says it all. */
  readonly detail?: string;
  /** Of an attempt for which a connection was opened: how long that took, with the look-up of the host's name, in ms. */
  readonly connectMs?: number;
  /** And how long TLS took after that. */
  readonly handshakeMs?: number;
  /**
   * The request was sent twice, the second time on a new connection, as the first was found closed before an answer. Only
   * where sending twice is sending once, as with GET (RFC 9110, section 9.2.2).
   */
  readonly resent?: true;
  /** The names of the faults that were done to it on the wire. Absent: none. */
  readonly faults?: readonly string[];
}

/** The delivery rules of one feed on the `http` channel. */
export interface Lane {
  readonly vendor: string;
  readonly feed: string;
  /** For each try, from the request's start to the whole answer. */
  readonly timeoutMs: number;
  /** How many times more after the first try. */
  readonly retries: number;
  /** The pause before the first retry, doubled for each further one up to `maxMs`; each is shortened by a random part of up to `jitter` (0 to 1). */
  readonly retryPause: { readonly firstMs: number; readonly maxMs: number; readonly jitter: number };
  /** Which statuses are a delivery. */
  readonly deliveredBy: (status: number) => boolean;
  /** True: a message waits until the one before it with the same `orderKey` has ended. */
  readonly strictOrder: boolean;
  readonly tls: TlsRules;
  /** True once nobody wants its messages any more: those that wait are withheld. Absent: never. */
  readonly over?: boolean;
}

/** How a lane secures its connections. Verification of the server has no switch. */
export interface TlsRules {
  readonly minVersion: 'TLSv1.2' | 'TLSv1.3';
  /** PEM file paths; absent: no client certificate, or the system's authorities. */
  readonly cert?: string;
  readonly key?: string;
  readonly ca?: string;
  /** The path of a PKCS#12 file, in place of `cert` and `key`. */
  readonly pfx?: string;
  /** The environment variable that holds the passphrase of the key or of the PKCS#12 file. */
  readonly passphraseEnv?: string;
}

/** One request outside the books, to see whether a receiver answers as a vendor demands of it. */
export interface ProbeRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** From the request's start to the whole answer. */
  readonly timeoutMs: number;
  /** The most that the answer may have: status line, headers and body. A longer one is an error. */
  readonly maxAnswerBytes: number;
}

/** How a probe ended. */
export interface ProbeAnswer {
  /** The HTTP status; `null` when there was no complete answer. */
  readonly status: number | null;
  /** Names in lower case; empty when there was no complete answer. */
  readonly headers: Readonly<Record<string, string>>;
  /** Why there was no complete answer, such as `timeout`; `null` when there was one. */
  readonly error: string | null;
}

/** Sends one request and reads the answer. Never rejects: what the receiver does wrong is an answer too. */
export type Probe = (request: ProbeRequest) => Promise<ProbeAnswer>;

/** What became of a message, exactly one for each. A withheld one was not sent on purpose: whoever wanted it has left, or a fault says so. */
export type OutcomeKind = 'delivered' | 'dropped' | 'filtered' | 'withheld' | 'cut_off';

/** The end of a message's story. */
export interface Outcome {
  readonly messageSeq: number;
  readonly eventId: string;
  readonly outcome: OutcomeKind;
  /** Why it was not delivered: the last attempt's error, `backlog full`, `run ended`, or what withheld it, such as `subscriber left`; `null` when delivered or filtered. */
  readonly reason: string | null;
}

/** A connection to a receiver that was opened, or could not be. */
export interface OpenedConnection {
  readonly vendor: string;
  readonly feed: string;
  /** When that was known, monotonic ms. */
  readonly atMs: number;
  /** How long it took to connect, with the look-up of the host's name, in ms. Absent where it did not. */
  readonly connectMs?: number | undefined;
  /** And how long TLS took after that. Absent where there was none, or it did not come to its end. */
  readonly handshakeMs?: number | undefined;
  /** TLS went on with a session that was known. */
  readonly resumed?: true | undefined;
  /** Why it could not be opened, a short code as of attempts, or `given up` where nobody waited any longer. Absent: it was. */
  readonly error?: string | undefined;
}

/** What a channel tells while it works. Called synchronously, never throws. */
export interface DeliveryObserver {
  attempted(message: Message, attempt: Attempt): void;
  ended(message: Message, outcome: Outcome): void;
  /** Absent: nobody wants to know. */
  connected?(connection: OpenedConnection): void;
}

/** What a lane has open at some moment. */
export interface OpenLane {
  readonly vendor: string;
  readonly feed: string;
  /** Messages taken and not yet ended. */
  readonly messages: number;
  readonly connections: number;
}

/** How many connections are to be opened in advance, and within what time. */
export interface WantedWarm {
  readonly count: number;
  readonly withinMs: number;
}

/** What became of connections that were opened in advance. */
export interface Warmed {
  readonly opened: number;
  /** Those that could not be opened, and those for which there was no room or no time. */
  readonly failed: number;
}

/** How messages of one kind leave. */
export interface Channel<Sent extends Message = Message> {
  /** Takes a message for delivery. Never blocks and never throws: what does not fit ends as dropped. `dueMs` is monotonic. */
  send(message: Sent, dueMs: number): void;
  /** Messages taken and not yet ended. */
  readonly openCount: number;
  /** Of those, the ones that wait for a connection. Absent: none does. */
  readonly waiting?: Pick<Counter, 'count' | 'until'>;
  /**
   * Opens connections of a lane to `url` before they are needed, a few at a time: as many as are wanted and the lane may have,
   * within its time-out. Never rejects: what could not be opened is counted, and a message will say why. Absent: it has none.
   */
  readonly warm?: (lane: Pick<Lane, 'vendor' | 'feed'>, url: string, wanted: WantedWarm) => Promise<Warmed>;
  /** What its lanes have open; absent where it has none. */
  readonly lanes?: () => readonly OpenLane[];
  /** Resolves once at most `atMost` (default 0) are open, or when `signal` aborts. Retries go on meanwhile. */
  drain(signal: AbortSignal, atMost?: number): Promise<void>;
  /** Ends at once what is open, as cut off, and frees all connections. */
  close(): Promise<void>;
}

/** What a client of a hub did, or what became of it. */
export interface ClientFact {
  readonly what: 'connected' | 'subscribed' | 'unsubscribed' | 'missed' | 'left';
  /** Its user, by the name that the scenario knows. */
  readonly client: string;
  /** The id of its connection; absent where it has none: it misses what it is away for. */
  readonly connection?: string | undefined;
  /** Of one that has connected. */
  readonly transport?: string | undefined;
  readonly protocol?: string | undefined;
  /** To what it has subscribed, or what it missed: the vendor's type of event, and of whom or what, by name. */
  readonly eventType?: string | undefined;
  readonly entity?: string | undefined;
  /** Of one that has left: why, such as `client-closed` or `transport-lost`, and how many pings it had sent. */
  readonly reason?: string | undefined;
  readonly pings?: number | undefined;
}
