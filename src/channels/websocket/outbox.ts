import type { WebSocket } from 'ws';
import { Fifo } from '../../lib/fifo.ts';

/** What became of a message: handed to the system's socket, or the connection was gone first. */
export type SocketOutcome = 'delivered' | 'cut_off';

/** Told once for each message. */
export type SocketReport = (outcome: SocketOutcome) => void;

/** At most, of a server's frame (RFC 6455, 5.2): an empty text takes memory, too. */
const frameHeadBytes = 10;

interface Due {
  readonly text: string;
  readonly bytes: number;
  readonly report: SocketReport | undefined;
}

/**
 * What is due for one client and not handed to the system yet, in order: in bounded memory, for `ws` itself would keep as much as it
 * is given.
 */
export class Outbox {
  readonly #socket: WebSocket;
  readonly #maxBytes: number;
  /** Held back by a stall. */
  readonly #held = new Fifo<Due>();
  readonly #sent = new Set<Due>();
  #bytes = 0;
  #isOver = false;

  constructor(socket: WebSocket, maxBytes: number) {
    this.#socket = socket;
    this.#maxBytes = maxBytes;
  }

  /** Takes a text, and sends it unless it `isHeld`; false where it does not fit. It is reported either way. */
  add(text: string, isHeld: boolean, report?: SocketReport): boolean {
    const due = { text, bytes: Buffer.byteLength(text) + frameHeadBytes, report };
    if (this.#isOver || this.#bytes + due.bytes > this.#maxBytes) {
      report?.('cut_off');
      return this.#isOver;
    }
    this.#bytes += due.bytes;
    if (isHeld) this.#held.add(due);
    else this.#send(due);
    return true;
  }

  /** Sends everything that was held back. */
  release(): void {
    for (let due = this.#held.take(); due !== undefined; due = this.#held.take()) this.#send(due);
  }

  /** Gives everything up and reports it. */
  cutOff(): void {
    this.#isOver = true;
    const left = [...this.#sent];
    for (let due = this.#held.take(); due !== undefined; due = this.#held.take()) left.push(due);
    this.#sent.clear();
    this.#bytes = 0;
    for (const { report } of left) report?.('cut_off');
  }

  #send(due: Due): void {
    this.#sent.add(due);
    this.#socket.send(due.text, (error) => {
      if (!this.#sent.delete(due)) return;
      this.#bytes -= due.bytes;
      due.report?.(error === undefined || error === null ? 'delivered' : 'cut_off');
    });
  }
}
