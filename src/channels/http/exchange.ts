import type { Clock } from '../../lib/clock.ts';
import type { Address } from './address.ts';
import type { AnswerHead } from './answer-head.ts';
import type { Connection, Holder } from './connection.ts';
import type { Timed } from './deadlines.ts';
import { isClosing, nameError } from './name-error.ts';
import { isIdempotent, writeRequest } from './request-bytes.ts';
import type { Request, RequestBytes } from './request-bytes.ts';
import type { Writer } from './wire.ts';

/** How one request ended. The instants are monotonic ms. */
export interface Answer {
  readonly startedMs: number;
  readonly finishedMs: number;
  /** The head of an answer that was read to its end; `null` when there was none. */
  readonly head: AnswerHead | null;
  /** Why there was no complete answer; `null` when there was one. */
  readonly error: string | null;
  /** The beginning of the body of a complete answer; `undefined` when that was empty. */
  readonly body: Buffer | undefined;
  readonly more: MoreOfAnswer;
}

/** What is told of few requests only. */
export interface MoreOfAnswer {
  /** A sentence on the error: what was seen. */
  readonly detail?: string;
  /** How long the connection took to open that was opened for this request. */
  readonly connectMs?: number;
  readonly handshakeMs?: number;
  /** The request was sent a second time, because its connection was found closed. */
  readonly resent?: true;
}

/** What an exchange is made of. */
export interface ExchangeParts {
  readonly connection: Connection;
  readonly request: Request;
  readonly address: Address;
  readonly clock: Clock;
  /** Told once how it ended. */
  readonly onDone: (answer: Answer) => void;
  /** Gives a new connection for one that was found closed; absent: nothing is sent twice. */
  readonly replace?: ((connection: Connection) => Connection) | undefined;
  /** Writes the request in its own way. Absent: as the connection does. */
  readonly writer?: Writer | undefined;
}

/** Of most. */
export const nothingMore: MoreOfAnswer = {};
/** What records have said since the beginning of a request that cannot be written. */
const cannotBeWritten = 'UND_ERR_INVALID_ARG';

/**
 * Exactly one request on a connection, and its answer read to the end. Redirects are answers like any other. It has started
 * when it is handed to the connection, so a handshake counts. Of an idempotent request that finds its kept connection closed
 * before a byte of an answer came, a second one is made on a new connection (RFC 9110, section 9.2.2), and the answer says so.
 */
export class Exchange implements Holder, Timed {
  readonly startedMs: number;
  slot = -1;
  readonly #parts: ExchangeParts;
  #connection: Connection;
  #bytes: RequestBytes | undefined;
  /** For how long the connection had been idle; `undefined` when it was opened for this request. */
  #idleMs: number | undefined;
  #interim = 0;
  #isResent = false;
  #hasEnded = false;

  constructor(parts: ExchangeParts) {
    this.#parts = parts;
    this.#connection = parts.connection;
    this.startedMs = parts.clock.monotonicMs();
  }

  /** The connection it has now. */
  get connection(): Connection {
    return this.#connection;
  }

  /** Whether another request may follow on the connection. */
  get leavesUsable(): boolean {
    const { parser, isOpen } = this.#connection;
    const keepsAlive = this.#bytes?.keepsAlive === true && parser.head?.keepAlive === true;
    return isOpen && keepsAlive && parser.isDone && !parser.hasSurplus;
  }

  /** Begins. May end at once. */
  start(): void {
    this.#bytes = writeRequest(this.#parts.request, this.#parts.address);
    if (this.#bytes === undefined) return this.#fail(cannotBeWritten);
    this.#idleMs = this.#connection.lend(this);
    if (this.#connection.isOpen) this.onOpen();
  }

  /** Ends it now, with `error`. */
  cut(error: string): void {
    this.#fail(error);
  }

  timeOut(): void {
    this.cut('timeout');
  }

  onOpen(): void {
    if (this.#bytes !== undefined) this.#connection.write(this.#bytes, this.#parts.writer);
  }

  onBytes(bytes: Buffer): void {
    if (this.#hasEnded) return;
    const { parser } = this.#connection;
    parser.push(bytes);
    for (; this.#interim < parser.interim; this.#interim++) this.#connection.interim(this.#parts.writer);
    if (parser.isDone) this.#settle(parser.head ?? null, null);
    else if (parser.fault !== undefined) this.#fail(parser.fault.error, parser.fault.detail);
  }

  onEnd(error: Error | undefined): void {
    const { parser } = this.#connection;
    if (!parser.hasBegun) return this.#endUnanswered(error);
    parser.end(error !== undefined);
    if (parser.isDone) return this.#settle(parser.head ?? null, null);
    const { error: name = 'answer cut short', detail } = parser.fault ?? {};
    this.#fail(name, detail);
  }

  #endUnanswered(error: Error | undefined): void {
    if (this.#idleMs === undefined || !isClosing(error)) {
      return this.#fail(error === undefined ? 'connection closed' : nameError(error));
    }
    const { replace, request } = this.#parts;
    if (replace !== undefined && !this.#isResent && isIdempotent(request.method))
      return this.#sendAgain(replace);
    const idle = this.#idleMs.toFixed(this.#idleMs < 10 ? 1 : 0);
    // What was seen keeps its name: a reset may be the answer to this very request, an end hardly is.
    const name = error === undefined ? 'closed while idle' : nameError(error);
    this.#fail(name, `The connection was closed before an answer; it had been idle for ${idle} ms.`);
  }

  #sendAgain(replace: (connection: Connection) => Connection): void {
    this.#isResent = true;
    this.#connection = replace(this.#connection);
    this.#idleMs = this.#connection.lend(this);
  }

  #fail(error: string, detail?: string): void {
    this.#settle(null, error, detail);
  }

  #settle(head: AnswerHead | null, error: string | null, detail?: string): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    const { clock, onDone } = this.#parts;
    const body = head === null ? undefined : this.#connection.parser.body;
    onDone({
      startedMs: this.startedMs,
      finishedMs: clock.monotonicMs(),
      head,
      error,
      body,
      more: this.#more(detail),
    });
  }

  #more(detail: string | undefined): MoreOfAnswer {
    const opening = this.#idleMs === undefined ? this.#connection.opening : undefined;
    if (opening === undefined && detail === undefined && !this.#isResent) return nothingMore;
    return {
      ...(detail !== undefined && { detail }),
      ...opening,
      ...(this.#isResent && { resent: true }),
    };
  }
}
