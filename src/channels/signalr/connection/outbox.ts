import type { Encoded } from '../protocols/encoded.ts';
import type { Batch, Due } from '../transports/batch.ts';
import type { Transport } from '../transports/transport.ts';

/** What became of a message: handed to the socket or the poll, or the connection was gone first. */
export type Outcome = 'delivered' | 'cut_off';

/** Told once for each message that was given one, never while `send` runs unless the connection is gone already. */
export type Report<Owner> = (outcome: Outcome, connection: Owner) => void;

/** Beyond this a batch is not kept for later messages, and whoever cares waits for the client. */
export const highWaterBytes = 65_536;

/** A message that is due, and who wants to know what becomes of it. */
interface Reported<Owner> extends Due {
  readonly report: Report<Owner> | undefined;
  next: Reported<Owner> | undefined;
}

/**
 * What is due for one connection and not handed over yet: the one ordered way out. Messages are linked to each other: there is
 * one for each of thousands of connections at once, and a list would cost them three arrays each.
 */
export class Outbox<Owner> implements Batch {
  first: Reported<Owner> | undefined;
  byteLength = 0;
  #last: Reported<Owner> | undefined;
  readonly #onError: (error: unknown) => void;

  /** `onError` is told what a report throws: it must not keep the others from theirs. */
  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  /** Adds a message behind the others; answers how long it is. */
  add(message: Encoded, filling: Uint8Array, report: Report<Owner> | undefined): number {
    const due: Reported<Owner> = { message, filling, report, next: undefined };
    if (this.#last === undefined) this.first = due;
    else this.#last.next = due;
    this.#last = due;
    const byteLength = message.byteLength(filling.length);
    this.byteLength += byteLength;
    return byteLength;
  }

  /** Hands everything to the transport as one batch and reports it. */
  handTo(transport: Transport, isBinary: boolean, owner: Owner): void {
    transport.send(this, isBinary);
    this.#empty('delivered', owner);
  }

  /** Gives everything up and reports it. */
  cutOff(owner: Owner): void {
    this.#empty('cut_off', owner);
  }

  #empty(outcome: Outcome, owner: Owner): void {
    const { first } = this;
    this.first = undefined;
    this.#last = undefined;
    this.byteLength = 0;
    for (let due = first; due !== undefined; due = due.next)
      if (due.report !== undefined) this.#tell(due.report, outcome, owner);
  }

  #tell(report: Report<Owner>, outcome: Outcome, owner: Owner): void {
    try {
      report(outcome, owner);
    } catch (error) {
      this.#onError(error);
    }
  }
}
