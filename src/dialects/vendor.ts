import type { z } from 'zod';
import type { Message, Probe, TlsRules } from '../channels/message.ts';
import type { Problem } from '../lib/errors.ts';
import type { ContractSuite } from '../contracts/vendors/suite.ts';
import type { CheckSuite } from './demand.ts';
import type { Dialect } from './dialect.ts';
import type { VendorSpec } from './spec.ts';

/**
 * Everything that the rest of phoney has to know of one vendor, as `defineDialect` makes it: a vendor is its folder, and a line in
 * `index.ts` that names this. `Config` is what stands below its name in a scenario's `targets`, with defaults filled in.
 */
export interface Vendor<Config> {
  /** As it stands in `targets`, in records and on the command line. */
  readonly name: string;
  /** What may stand there. */
  readonly settings: z.ZodType<Config>;
  /** The feeds that have an address before the run, without the vendor's name. Those of subscriptions come later. */
  feeds(config: Config): readonly string[];
  /** How its messages leave. */
  channels(config: Config): readonly Message['channel'][];
  /** The types of event that a feed can have, by the vendor's names, whatever the target has switched on. None: nobody knows. */
  eventTypes(feed: string): readonly string[];
  /** Whether somebody calls this target, so that a run has to open a server. */
  needsServer(config: Config): boolean;
  /** Whether somebody can subscribe to it, at a hub or over REST. */
  hasSubscribers(config: Config): boolean;
  /** The same target with every path to a file resolved. */
  files(config: Config, resolve: (file: string) => string): Config;
  /**
   * The same target with other addresses: `urlOf` is asked once for each feed that is sent to one, with that address, in the
   * order of {@link Vendor.feeds}; `undefined` leaves it as it is.
   */
  redirect(config: Config, urlOf: (feed: string, url: string) => string | undefined): Config;
  /**
   * The same target with these TLS files in place of its own; unchanged where nothing is sent to receivers. `shared`: those of a
   * feed or an address that has its own stay.
   */
  secure(config: Config, tls: TlsFiles, whose?: 'all' | 'shared'): Config;
  /** Whether the target names TLS files for all of its feeds, or needs none. */
  isSecured(config: Config): boolean;
  /** Without a host, as in a dry run, nobody is called, nobody calls, and no secret is looked up. */
  create(config: Config, parts: DialectParts): Dialect;
  /** True: each of its messages says the version of its interface. Absent: none does. */
  readonly versioned?: true;
  /** True: each of its messages says which feed it is of. Absent: none does. */
  readonly namesFeeds?: true;
  /** How it calls its customers' receivers; absent where they connect themselves. */
  readonly receiver?: ReceiverRules;
  /** Loads how its messages are read off the wire, and which schema each has to hold, whoever sent it. */
  readonly reader: () => Promise<ReadOnWire>;
  /** Loads what it brings along for contracts. Absent: phoney ships none of it. */
  readonly contracts?: () => Promise<ContractSuite>;
  /** Loads what `phoney tap` knows of its hub. Absent: it has none that is tapped. */
  readonly tap?: () => Promise<TapSuite>;
  /** Loads what it demands of the other side, for `phoney check`. Absent: nothing of it is checked. */
  readonly check?: () => Promise<CheckSuite>;
  /**
   * Loads what its wire looks like, for `phoney spec`: the shapes that go over it with the schemas that they are validated with,
   * and what AsyncAPI and OpenAPI say of its addresses. Absent: there are no documents of it.
   */
  readonly spec?: () => Promise<VendorSpec>;
  /**
   * A target that sends everything to that address, where the vendor sends to addresses. `form` is how the facts travel,
   * where there is more than one, and `timeoutMs` how long an answer may take; default: the vendor's own.
   */
  everythingTo(url: string, form?: 'url-encoded' | 'json', timeoutMs?: number): Config;
}

/** What a dialect takes from the run rather than from its configuration. */
export interface DialectParts {
  readonly seed: number;
  readonly host?: DialectHost;
}

/** What dialects that call or answer need of the machine and the server that host them. */
export interface DialectHost {
  /** Where the dialects' routes are reached, without a slash at its end. */
  readonly origin: string;
  /** Where passwords and secrets are looked up by name. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The text of a file; throws what the file system throws. */
  readonly readFile: (path: string) => string;
  /** Wall-clock epoch ms. */
  readonly wallMs: () => number;
  /** Asks receivers whether they want what is sent, under these rules. */
  readonly probeUnder: (rules: TlsRules) => Probe;
}

/** PEM files and the name of a passphrase, from the command line. */
export type TlsFiles = Partial<Omit<TlsRules, 'minVersion'>>;

/** How a vendor calls a receiver. */
export interface ReceiverRules {
  /** The lowest TLS version that it speaks. */
  readonly minVersion: TlsRules['minVersion'];
  /** Whether it shows a certificate of its own, so that a receiver can let in nobody else. */
  readonly clientCertificate: boolean;
  /** Loads its schemas. */
  readonly validator: () => Promise<Validate>;
}

/** Holds requests against a vendor's schema. Never throws, whatever the request is. */
export type Validate = (request: ReceivedRequest) => Validated;

/** A request as it came in. */
export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Reads a message off the wire, a request or the arguments of a hub's call in its `body`. Never throws. */
export type ReadOnWire = (message: ReceivedRequest) => OnWire;

/** A message as it was on the wire, and what it is to be like. */
export interface OnWire extends Pick<Validated, 'feed' | 'eventType' | 'eventId'> {
  /** Its facts, in the names of the schema; `undefined` where there are none to be read. */
  readonly value: unknown;
  /** The schema of its type; `undefined`: there is no such type. `null`: it is none of the vendor's events, such as a validation. */
  readonly schema: z.ZodType | undefined | null;
  /** Where the facts say which schema is theirs. */
  readonly typePath: string;
}

/** What a vendor's schema says about a request. */
export interface Validated {
  /** `null` where the request does not say. */
  readonly eventId: string | null;
  readonly eventType: string | null;
  readonly feed: string | null;
  /** Whom or what the event is about, for the eye: an agent's, a contact's or a queue's id. */
  readonly about: string | null;
  readonly valid: boolean;
  readonly problems: readonly Problem[];
  /** What the answer has to say in its headers, such as a token to echo. */
  readonly answerHeaders?: Readonly<Record<string, string>>;
}

/** What clients of a vendor's hub can subscribe to. */
export interface TapSuite {
  readonly eventNames: readonly string[];
  /** The name in the vendor's spelling; `undefined` for none. */
  findEventName(name: string): string | undefined;
  /** Whose events those of that name are. */
  entityTypeOf(eventName: string): 'User' | 'Queue' | 'CallList';
  /** The same target, in which every user signs in with that password. */
  readonly admitAll: (settings: unknown, password: string) => unknown;
}
