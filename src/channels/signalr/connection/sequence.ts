import { type Encoded, noFilling } from '../protocols/encoded.ts';
import { type ClientMessage, isCounted, type Protocol, type ServerMessage } from '../protocols/protocol.ts';
import { type Violation, violation } from '../protocols/violation.ts';
import type { Batch, Due } from '../transports/batch.ts';

interface Kept {
  readonly message: Encoded;
  readonly filling: Uint8Array;
  readonly byteLength: number;
}

/**
 * Stateful reconnect: both sides count the messages of types 1 to 5, say how far they have come, and keep what the
 * other has not confirmed, so that nothing is lost or doubled when the socket is replaced.
 */
export class Sequence {
  readonly #maxKeptBytes: number;
  #kept: Kept[] = [];
  #keptBytes = 0;
  #sent = 0;
  #received = 0;
  #next = 1;
  #acked = 0;
  #confirmed = 0;
  #awaitsSequence = false;
  /** Up to here messages are kept no more although the client has not confirmed them. */
  #forgotten = 0;

  constructor(maxKeptBytes: number) {
    this.#maxKeptBytes = maxKeptBytes;
  }

  /**
   * Whether the client could come back without loss. Not while it has confirmed so little for so long that keeping
   * the rest would take too much memory: then a broken socket ends the connection, as it does without all this.
   */
  get canResume(): boolean {
    return this.#confirmed >= this.#forgotten;
  }

  /** Keeps a batch that is being handed over, until the client confirms it. */
  keep({ first }: Batch): void {
    for (let due = first; due !== undefined; due = due.next) {
      const { message, filling } = due;
      if (!message.counted) continue;
      const byteLength = message.byteLength(filling.length);
      this.#sent++;
      this.#keptBytes += byteLength;
      this.#kept.push({ message, filling, byteLength });
    }
    if (this.#keptBytes <= this.#maxKeptBytes) return;
    this.#kept = [];
    this.#keptBytes = 0;
    this.#forgotten = this.#sent;
  }

  /** What the client must get first on a new socket: where the count goes on, then everything unconfirmed. */
  resend(protocol: Protocol): Batch {
    this.#awaitsSequence = true;
    const sequence = protocol.write({ type: 'sequence', sequenceId: this.#sent - this.#kept.length + 1 });
    const kept = this.#kept.reduceRight<Due | undefined>(
      (next, { message, filling }) => ({ message, filling, next }),
      undefined,
    );
    return {
      first: { message: sequence, filling: noFilling, next: kept },
      byteLength: sequence.byteLength(0) + this.#keptBytes,
    };
  }

  /** Counts a message of the client: `skip` when it is none to act on. */
  receive(message: ClientMessage): 'skip' | Violation | undefined {
    if (message.type === 'sequence') {
      this.#awaitsSequence = false;
      if (message.sequenceId > this.#next) {
        return violation("Sequence ID greater than amount of messages we've received.");
      }
      this.#next = message.sequenceId;
      return 'skip';
    }
    if (this.#awaitsSequence) return 'skip';
    if (message.type === 'ack') {
      this.#confirm(message.sequenceId);
      return 'skip';
    }
    if (!isCounted(message.type)) return undefined;
    const id = this.#next++;
    if (id <= this.#received) return 'skip';
    this.#received = id;
    return undefined;
  }

  /** The confirmation that the client should get now, if there is something new to confirm. */
  dueAck(): ServerMessage | undefined {
    if (this.#acked === this.#received) return undefined;
    this.#acked = this.#received;
    return { type: 'ack', sequenceId: this.#received };
  }

  #confirm(sequenceId: number): void {
    this.#confirmed = Math.max(this.#confirmed, Math.min(sequenceId, this.#sent));
    const count = Math.max(0, Math.min(this.#kept.length, sequenceId - (this.#sent - this.#kept.length)));
    for (const { byteLength } of this.#kept.splice(0, count)) this.#keptBytes -= byteLength;
  }
}
