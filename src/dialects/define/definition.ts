import type { z } from 'zod';
import type { TlsRules } from '../../channels/message.ts';
import type { CheckSuite } from '../demand.ts';
import type { VendorSpec } from '../spec.ts';
import type { DialectHost, ReadOnWire, ReceivedRequest, ReceiverRules, Vendor } from '../vendor.ts';
import type { MessageParts } from './complete-draft.ts';
import type { MadeDialect } from './complete-dialect.ts';
import type { Delivery } from './delivery.ts';
import type { EventSchemas, MessageFacts } from './reading.ts';
import type { CentreView } from '../../centre/model/view.ts';
import type { DialectEvent } from '../dialect.ts';

/** What a dialect is created with. */
export interface CreateParts {
  /** All chance comes from it. */
  readonly seed: number;
  /** A UUID of the seed's, another each time; the same in every run that asks for as many before it. */
  readonly newId: () => string;
  /** The UUID that something has by its name, such as an agent's id: the same in every run of the seed. */
  readonly idOf: (thing: string) => string;
  /** The server and the machine; absent, as in a dry run: nobody is called, nobody calls, and no secret is looked up. */
  readonly host?: DialectHost;
}

/** What `defineDialect` takes: a name, settings, and how an event is told. Everything else has a default. */
export interface DialectDefinition<Name extends string, Schema extends z.ZodType> extends Partial<
  Overrides<z.output<Schema>>
> {
  /** As it stands in records, reports and on the command line: lower-case letters, digits and hyphens. */
  readonly name: Name;
  /** What may stand below it in a scenario's `targets`. */
  readonly settings: Schema;
  /** Its streams, each with its own rules and figures. Default: those of {@link DialectDefinition.delivery}, or of the lanes. */
  readonly feeds?: readonly string[] | ((settings: z.output<Schema>) => readonly string[]);
  /** What it makes of an event, where it remembers nothing from one to the next. */
  render?(event: DialectEvent, view: CentreView, settings: z.output<Schema>): readonly MessageParts[];
  /** A dialect for one run, in place of {@link DialectDefinition.render}: with a memory, with routes, with a WebSocket. */
  create?(settings: z.output<Schema>, parts: CreateParts): MadeDialect;
  /**
   * Where each feed is posted. Default: to `feeds.<feed>.url` of the settings, or to their `url`, by the other keys of
   * `form.delivery()` beside it; nowhere, where they have neither.
   */
  delivery?(settings: z.output<Schema>): Readonly<Record<string, Delivery>>;
  /** The schema of each type of event, of its body once read: for `listen`, `trigger` and `capture-diff`. */
  readonly events?: EventSchemas;
  /** The types of event, where there are no {@link DialectDefinition.events}: of all feeds, or of each. */
  readonly eventTypes?:
    | readonly string[]
    | Readonly<Record<string, readonly string[]>>
    | ((feed: string) => readonly string[]);
  /** What a body says of itself: its type, its id. Default: by `type`, `eventType` or `event_type`, and `id`, `eventId` or `event_id`. */
  factsOf?(body: unknown, request: ReceivedRequest): MessageFacts;
  /** How it calls receivers. Default: TLS 1.2 or newer, without a certificate of its own, where something is posted. */
  readonly receiver?: Partial<ReceiverRules>;
  /** Loads how messages are read off the wire. Default: as JSON, by {@link DialectDefinition.events}. */
  readonly reader?: () => Promise<ReadOnWire>;
  /** Loads what it demands of the other side, for `phoney check`. */
  readonly check?: () => Promise<CheckSuite>;
  /** Loads what its wire looks like, for `phoney spec`. Default: the schemas of {@link DialectDefinition.events}. */
  readonly spec?: () => Promise<VendorSpec>;
  readonly contracts?: Vendor<unknown>['contracts'];
  readonly tap?: Vendor<unknown>['tap'];
  readonly versioned?: true;
  readonly namesFeeds?: true;
}

/** What has a default that goes by the settings, or by what `create` returns without a host. */
type Overrides<Settings> = Pick<
  Vendor<Settings>,
  | 'needsServer'
  | 'hasSubscribers'
  | 'channels'
  | 'files'
  | 'redirect'
  | 'secure'
  | 'isSecured'
  | 'everythingTo'
>;

/** The lowest TLS version where nothing else is said. */
export const usualMinVersion: TlsRules['minVersion'] = 'TLSv1.2';
