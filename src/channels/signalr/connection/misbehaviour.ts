import type { HubConnection } from '../hub-connection.ts';
import type { Answer } from '../transports/answers.ts';
import type { TransportKind } from '../transports/transport.ts';

/** What a hub does wrong on purpose, asked when its moment has come. What it does not have goes well. */
export interface Misbehaviour<User> {
  /** True: the hub is down, and hangs up on whoever calls. */
  isDown?(): boolean;
  /** What a request of that user, whose token is good, is refused with. */
  refuseRequest?(user: User): Answer | undefined;
  /** What becomes of that user's negotiation. */
  negotiate?(user: User): NegotiationFault | undefined;
  /** The handshake that a client has begun is never answered, or refused with an error for its version. */
  handshake?(connection: HubConnection<User>): 'ignore' | 'reject' | undefined;
}

/** What goes wrong in a negotiation. */
export interface NegotiationFault {
  /** So much later than it could be. */
  readonly waitMs?: number;
  /** Answered with this instead. */
  readonly refusal?: Answer;
  /** Offered alone. */
  readonly transport?: TransportKind;
}
