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

  /** Whether so little waits that a client that reads is not overrun. */
  get hasRoom(): boolean {
    return this.#outbox.byteLength < highWaterBytes;
  }

  /** Adds a message behind the others; answers false when the client reads so slowly that too much waits now. */
  add(message: Encoded, filling: Uint8Array = noFilling, report?: Report<Owner>): boolean {
    const outbox = this.#outbox;
    outbox.add(message, filling, report);
    if (outbox.byteLength >= highWaterBytes) {
      this.#owner.flush();
      if (outbox.byteLength + (this.transport?.queuedBytes ?? 0) > this.#maxBufferedBytes) return false;
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
    if (transport === undefined || this.isEmpty || !transport.ready) return;
    this.sequence?.keep(this.#outbox);
    this.#outbox.handTo(transport, this.#isBinary, this.#owner);
  }

  /** Gives up what was not handed over. */
  cutOff(): void {
    this.transport = undefined;
    this.#outbox.cutOff(this.#owner);
  }

  /** Resolves when the client has taken enough of what waits for it. */
  waitUntilReady(): Promise<void> {
    return this.#outbox.waitUntilReady();
  }
}
