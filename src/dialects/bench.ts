/** Whom phoney pretends to be when it connects: each but the first two has something wrong with its certificate. */
export type ClientIdentity =
  /** The certificate that was given. */
  | 'good'
  | 'no certificate'
  | 'unknown CA'
  | 'expired'
  | 'not yet valid'
  /** Extended Key Usage for servers. */
  | 'wrong EKU'
  /** Of the right authority, with another name in its Subject. */
  | 'another Subject';

/** How a connection is made. What is left out is as the vendor does it. */
export interface ConnectionManner {
  readonly as?: ClientIdentity;
  /** The only version of TLS that is offered. Default: what the vendor speaks. */
  readonly tls?: 'TLSv1.2' | 'TLSv1.3';
  /** The only TLS 1.3 cipher suite that is offered, by its standard name. */
  readonly cipherSuite?: string;
  /** True: HTTP without TLS, to the same port. */
  readonly plain?: boolean;
}

/** One request to the receiver. */
export interface BenchRequest {
  readonly method: string;
  /** Default: the address that was given. */
  readonly url?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How long its answer may take. Default: the time-out of the settings. */
  readonly timeoutMs?: number;
}

/** A file that somebody may fetch: 404 until it appears. */
export interface OfferedFile {
  readonly url: string;
  /** How many requests there were. */
  asked(): number;
  /** Whether it was fetched since it appeared. */
  isTaken(): boolean;
  appear(): void;
  /** Resolves once it was fetched, or when the time is over. */
  untilTaken(withinMs: number): Promise<void>;
  close(): Promise<void>;
}

/** What the receiver made of a request. Never an exception: whatever it does is a value. */
export interface BenchAnswer {
  /** `null` when there was no complete answer. */
  readonly status: number | null;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The beginning of the body, safe to print. */
  readonly body: string;
  /** How long the whole answer is, in bytes: status line, headers and body. */
  readonly bytes: number;
  /** Why there was no complete answer, such as `timeout` or `ECONNRESET`; `null` when there was one. */
  readonly error: string | null;
  /** From the request's start to the whole answer. */
  readonly tookMs: number;
}

/** A connection for several requests, one after the other. It is opened anew when the receiver has ended it. */
export interface BenchConnection {
  send(request: BenchRequest): Promise<BenchAnswer>;
  close(): Promise<void>;
}

/** What a handshake showed. */
export interface Handshake {
  /** Why there was none; `null` when there was one. */
  readonly error: string | null;
  /** Such as `TLSv1.3`; `null` without a handshake, or without TLS. */
  readonly protocol: string | null;
  /** The standard name, such as `TLS_AES_256_GCM_SHA384`. */
  readonly cipherSuite: string | null;
  /** Why the server's certificate cannot be trusted, such as `CERT_HAS_EXPIRED`; `null` when it can, or when there is none. */
  readonly distrust: string | null;
  readonly certificate: ServerCertificate | null;
}

/** What stands in the server's certificate. */
export interface ServerCertificate {
  readonly subject: string;
  readonly issuer: string;
  /** Epoch ms. */
  readonly validFromMs: number;
  readonly validToMs: number;
  /** The OIDs of its Extended Key Usage; none: it has no such extension. */
  readonly extendedKeyUsage: readonly string[];
  readonly key: {
    /** Such as `rsa` or `ec`. */
    readonly type: string;
    readonly bits: number;
    /** Of an EC key, by OpenSSL's name. */
    readonly curve?: string;
  };
}

/** What became of events at a rate. */
export interface LoadResult {
  /** How many there were to be sent, and how many were. */
  readonly planned: number;
  readonly sent: number;
  /** Answered with a 2xx within the time-out, at the first try. */
  readonly inTime: number;
  /** How many attempts failed, by their reason, the most frequent first. */
  readonly failures: Readonly<Record<string, number>>;
  /** From a request's start to its whole answer, of those with an answer; `null` without any. */
  readonly answerMs: { readonly p50: number; readonly p99: number; readonly max: number } | null;
  /** Answered with a 2xx, per second of the time in which they were begun: a receiver that cannot keep up has fewer begun. */
  readonly takenPerS: number;
  /** Answered within the time-out, whatever the answer. */
  readonly answeredInTime: number;
  /** A few of those that were not taken, to be tried again at leisure. */
  readonly refused: readonly BenchRequest[];
  /** How much too late the last of them was begun: all connections were busy, or this machine was. */
  readonly behindMs: number;
}

/** How a restart of the receiver went, by the command that was given. */
export type Restart =
  | { readonly outcome: 'no command' }
  | { readonly outcome: 'failed'; readonly reason: string }
  /** How long after the command's end it took connections again. */
  | { readonly outcome: 'done'; readonly tookMs: number };

/** What is asked for on the command line, where the vendor leaves it open. */
export interface BenchSettings {
  /** How long a receiver may take to answer. */
  readonly timeoutMs: number;
  readonly ratePerS: number;
  readonly durationMs: number;
  /** How long a body may be that a receiver has to take. */
  readonly bigBodyBytes: number;
  /** How long a receiver may take to be back after a restart. */
  readonly restartWithinMs: number;
  /** How long it may take to fetch a file again that was not there. */
  readonly fetchAgainMs: number;
}

/** Another's receiver, and everything that can be done to it to see how it behaves. */
export interface ReceiverBench {
  readonly url: URL;
  readonly settings: BenchSettings;
  /** Aborts when the check is to end. */
  readonly stop: AbortSignal;
  /** The address of one of the vendor's feeds; that of all where none was given for it. */
  addressOf(feed: string): string;
  /** The types of events that the vendor has. */
  readonly eventTypes: readonly string[];
  /** A valid event of that type of a day that ends about now: the same at every call. */
  event(eventType: string): BenchRequest;
  /** An id that no event had, in this check or in another. */
  newId(): string;
  /** Why nobody can be who is asked for, with what to give so that it can be; `undefined` when it can. */
  lacks(identity: ClientIdentity): string | undefined;
  /** Sends over one connection that is kept between requests, with the good certificate. */
  send(request: BenchRequest): Promise<BenchAnswer>;
  /** Ends the connection that is kept, and acts: for those who count connections. */
  alone<Result>(act: () => Promise<Result>): Promise<Result>;
  /** Opens a connection when the first request is sent; whoever asks closes it. */
  connect(manner?: ConnectionManner): BenchConnection;
  /** Shakes hands and hangs up, whatever the server's certificate is. */
  shakeHands(manner?: ConnectionManner): Promise<Handshake>;
  /** For how many seconds the server says that a TLS session may be resumed; `null` when it offers none. */
  sessionSeconds(): Promise<number | null>;
  /** Sends the vendor's events at the rate of the settings. */
  load(): Promise<LoadResult>;
  /** Offers a file on this machine, which is not there yet; whoever asks closes it. */
  offerFile(mediaType: string): Promise<OfferedFile>;
  /** Restarts the receiver and waits until it takes connections. */
  restart(): Promise<Restart>;
  /** The time by the clock on the wall, epoch ms. */
  wallMs(): number;
  /** Seconds and the like go by. */
  sleep(ms: number): Promise<void>;
}
