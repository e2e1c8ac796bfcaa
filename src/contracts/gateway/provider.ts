import type { RawRequest, RawResponse } from '../../server/request-bytes.ts';
import type { Held } from '../events/hold-all.ts';
import type { Interaction, ProviderState } from '../pact/pact.ts';

/** A message as it came off the wire. */
export interface ProviderMessage {
  readonly body: Buffer | string;
  readonly contentType: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** How its contract fares with the other messages of its type; absent: there are none to hold it against. */
  readonly held?: Held;
}

/**
 * The side of a contract that is put to the test. What it cannot do it throws as an error whose message tells the user: it
 * becomes the interaction's {@link Incident}.
 */
export interface Provider {
  /** Called once with everything that is going to be verified, before it is. */
  prepare?(interactions: readonly Interaction[]): Promise<void>;
  /** Sets up a provider state; the name is empty for an interaction without one. Returns values for the pact's generators. */
  setUp(interaction: Interaction, state: ProviderState): Promise<Readonly<Record<string, unknown>>>;
  tearDown(interaction: Interaction, state: ProviderState): Promise<void>;
  /** The message that the interaction is about; `question` is what a synchronous one asks. */
  message(interaction: Interaction, question: unknown): Promise<ProviderMessage>;
  forward(interaction: Interaction, request: RawRequest): Promise<RawResponse>;
  /** Nothing more will be asked for this interaction. */
  finished?(interaction: Interaction): void;
}

/** Something that went wrong beside the contract itself. An interaction with one is never verified. */
export interface Incident {
  readonly kind: 'state' | 'message' | 'upstream';
  readonly text: string;
}
