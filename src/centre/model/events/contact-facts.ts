import type { AgentId, CustomerId, QueueId } from '../ids.ts';

/** How a contact is carried. */
export type ContactChannel = 'voice' | 'chat';

/** Who opened the contact. */
export type ContactDirection = 'inbound' | 'outbound';

/** Facts about a customer that do not change during a contact. */
export interface Customer {
  readonly id: CustomerId;
  readonly name: string;
  /** E.164, such as `+15105550111`. */
  readonly number: string;
}

/** Who of the two sides, or the centre itself, did something. */
export type Party = 'customer' | 'agent' | 'bot' | 'supervisor' | 'system';

/** Where a contact is sent on to. */
export type RoutingTarget =
  | { readonly kind: 'queue'; readonly queueId: QueueId }
  | { readonly kind: 'agent'; readonly agentId: AgentId }
  | { readonly kind: 'number'; readonly number: string };

/** How a contact ended, exactly once for each. */
export type ContactOutcome =
  /** An agent and the customer talked. */
  | 'answered'
  /** Inbound: the customer gave up while waiting or ringing. Outbound: the customer did not pick up. */
  | 'abandoned'
  /** The queue did not take the contact. */
  | 'deflected'
  /** The bot settled it without an agent (chat). */
  | 'contained'
  /** The customer fell silent until the contact was closed (chat). */
  | 'timed-out'
  /** An answering machine picked up (outbound voice). */
  | 'machine';

/** One field of the form that an agent fills in after a contact. */
export interface DispositionField {
  readonly kind: 'choice' | 'text' | 'flag';
  readonly name: string;
  readonly value: string;
}

/** A file that the customer sent in a chat. */
export interface UploadedFile {
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: number;
  /** Pixels; `null` when the file is no picture. */
  readonly width: number | null;
  /** Pixels; `null` when the file is no picture. */
  readonly height: number | null;
}

/** One answer in a survey after a chat. */
export interface SurveyAnswer {
  readonly question: string;
  readonly category: string;
  readonly kind: 'rating' | 'choice' | 'text';
  readonly answer: string;
}
