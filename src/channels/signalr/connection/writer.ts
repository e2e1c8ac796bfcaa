import { type Encoded, noFilling } from '../protocols/encoded.ts';
import type { FlushSchedule } from './flush-schedule.ts';
import { highWaterBytes, Outbox, type Report } from './outbox.ts';
import type { Protocol } from '../protocols/protocol.ts';
import { Sequence } from './sequence.ts';
import type { Transport } from '../transports/transport.ts';

/** The one ordered way from the hub to a client, whichever transport it leads over at the moment. */
export class Writer<Owner extends { flush(): void }> {
  /** What the client has confirmed and what not, where the socket may be replaced. */
  readonly sequence: Sequence | undefined;
  /** What carries the bytes now. */
  transport: Transport | undefined;
  readonly #owner: Owner;
  readonly #flushes: FlushSchedule;
  readonly #maxBufferedBytes: number;
  readonly #outbox: Outbox<Owner>;
  #flushDue = false;
  #isBinary = false;
  /** The longest message of those that wait, where one is long at all. */
  #longestBytes = 0;
  #room: PromiseWithResolvers<void> | undefined;

  constructor(
    owner: Owner,
    parts: {
      readonly flushes: FlushSchedule;
      readonly maxBufferedBytes: number;
      readonly isStateful: boolean;
      /** Told what a report throws. */
      readonly onError: (error: unknown) => void;
    },
  ) {
    this.#owner = owner;
    this.#flushes = parts.flushes;
    this.#maxBufferedBytes = parts.maxBufferedBytes;
    this.#outbox = new Outbox(parts.onError);
    this.sequence = parts.isStateful ? new Sequence(parts.maxBufferedBytes) : undefined;
  }

  /** Whether everything has been handed over. */
  get isEmpty(): boolean {
    return this.#outbox.byteLength === 0;
  }

  get #waitingBytes(): number {
    return this.#outbox.byteLength + (this.transport?.queuedBytes ?? 0);
  }

  /** Whether so little waits, here and in the transport, that a client that reads is not overrun. */
  get hasRoom(): boolean {
    if (this.#outbox.byteLength >= highWaterBytes) return false;
    // A transport that is ready will not say that it has become so.
    return this.#waitingBytes < highWaterBytes || this.transport?.ready === true;
  }

  /**
   * Adds a message behind the others; answers false when the client reads so slowly that too much waits now. One message, however long,
   * says nothing of that: the longest does not count.
   */
  add(message: Encoded, filling: Uint8Array = noFilling, report?: Report<Owner>): boolean {
    const outbox = this.#outbox;
    const byteLength = outbox.add(message, filling, report);
    if (outbox.byteLength >= highWaterBytes) {
      if (byteLength > this.#longestBytes) this.#longestBytes = byteLength;
      this.#owner.flush();
      if (this.#waitingBytes - this.#longestBytes > this.#maxBufferedBytes) return false;
    }
    if (this.#flushDue) this.#flushes.grow();
    else if (outbox.byteLength > 0) {
      this.#flushDue = true;
      this.#flushes.add(this.#owner);
    }
    return true;
  }

  /** From now on messages are of this protocol. */
  use({ transferFormat }: Protocol): void {
    this.#isBinary = transferFormat === 'Binary';
  }

  /** Goes on over another transport, first with what the client may have missed. */
  resumeOver(transport: Transport, protocol: Protocol | undefined): void {
    this.transport = transport;
    if (this.sequence !== undefined && protocol !== undefined) {
      transport.send(this.sequence.resend(protocol), this.#isBinary);
    }
  }

  /** Hands over what is due, if the transport takes it. */
  flush(): void {
    this.#flushDue = false;
    const { transport } = this;
    if (transport !== undefined && !this.isEmpty && transport.ready) {
      this.sequence?.keep(this.#outbox);
      this.#outbox.handTo(transport, this.#isBinary, this.#owner);
    }
    if (this.#longestBytes > 0 && this.#waitingBytes === 0) this.#longestBytes = 0;
    this.#tellOfRoom();
  }

  /** Gives up what was not handed over. */
  cutOff(): void {
    this.transport = undefined;
    this.#outbox.cutOff(this.#owner);
    this.#tellOfRoom();
  }

  /** Resolves when the client has taken enough of what waits for it. */
  async waitUntilReady(): Promise<void> {
    if (!this.hasRoom) await (this.#room ??= Promise.withResolvers()).promise;
  }

  #tellOfRoom(): void {
    if (this.#room === undefined || !this.hasRoom) return;
    this.#room.resolve();
    this.#room = undefined;
  }
}
