import type { CentreConfig } from '../../centre/config/centre-config.ts';
import type { RawRequest } from '../../server/request-bytes.ts';
import type { Frame } from '../provider/recording-protocol.ts';
import type { ClientFacts, Subscribed } from '../states/client-facts.ts';

/** How one vendor takes part in a run whose provider states are set up for a contract. */
export interface VendorFixture {
  readonly vendor: string;
  /**
   * The target that is played: the scenario's own settings where there are any, and nothing that needs the world outside. Its
   * addresses are replaced. Throws an `InputError` for facts about somebody whom the centre does not have.
   */
  target(order: FixtureOrder): unknown;
  /** Whom a scenario gives an id, by name; absent where contracts speak of nobody by id. */
  idsIn?(scenario: FixtureScenario): readonly { readonly name: string; readonly id: string }[];
  /** The path at which a receiver gets its feeds; absent where there are no receivers. */
  readonly path?: string;
  /** How clients come in; absent where nobody has to sign in. */
  access?(servers: FixtureServers, order: FixtureOrder): VendorAccess;
  /** What the request of a contract over HTTP says of the vendor's accounts; absent where it says nothing. */
  factsOf?(path: string): ClientFacts;
  /** What its hub pushes; absent where it has none. */
  readonly hub?: PushedForm;
}

/** As much of a scenario as fixtures look at. */
export interface FixtureScenario {
  readonly centre: CentreConfig;
  /** By vendor, as each vendor's own settings have it. */
  readonly targets: Readonly<Record<string, unknown>>;
}

/** What the servers of a run announce. */
export interface FixtureServers {
  readonly json: Readonly<Record<string, unknown>>;
}

/** What a fixture is made of. */
export interface FixtureOrder {
  readonly scenario: FixtureScenario;
  /** What the provider states say of the vendor's clients, put together. */
  readonly facts: ClientFacts;
  /** In which form messages leave where the vendor has several. */
  readonly form: 'json' | 'url-encoded';
  /** Everybody's, in this run. Nobody else knows it, and it lives as long as the verification. */
  readonly password: string;
}

/** The vendor's server while a run lasts, from its clients' side. */
export interface VendorAccess {
  /** What contracts may ask for by `fromProviderState`. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The request as the vendor's server is to have it, with good credentials when a provider state says that somebody may sign in. */
  signIn(request: RawRequest, status: number | undefined): RawRequest;
  /** Brings about what clients have done before, and tells what contracts may ask for by `fromProviderState`. */
  setUp?(): Promise<Readonly<Record<string, unknown>>>;
  /** Connects to the hub as somebody who may hear everything; absent where there is none. */
  readonly connect?: () => Promise<FixtureClient>;
}

/** A client of a vendor's hub. */
export interface FixtureClient {
  subscribe(items: readonly Subscribed[]): Promise<void>;
  /** Subscribes to these events of everybody and everything. */
  subscribeToAll(eventTypes: readonly string[] | undefined): Promise<void>;
  /** The frames of what was pushed, once all that the hub has sent is here. */
  pushed(): Promise<readonly Frame[]>;
  /** Sends an invocation, to the letter, and returns the frame of the answer. */
  ask(question: Frame): Promise<Frame>;
  close(): Promise<void>;
}

/** How a hub's contract and its frames speak of an event. */
export interface PushedForm {
  readonly eventTypeOf: (frame: Frame) => string | undefined;
  /** When it happened, epoch ms; `NaN` when it does not say. */
  readonly timeOf: (frame: Frame) => number;
  /** What of a frame a contract with this example speaks of. */
  readonly viewOf: (example: unknown) => (frame: Frame) => unknown;
}
