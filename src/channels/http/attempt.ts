import type { Dispatcher } from 'undici';
import type { Clock } from '../../lib/clock.ts';
import type { HttpMessage } from '../message.ts';
import { readAnswerBytes } from './answer-text.ts';
import type { Connection } from './connections.ts';
import { nameError } from './name-error.ts';

/** How one request ended. The instants are monotonic ms. */
export interface Answer {
  readonly startedMs: number;
  readonly finishedMs: number;
  /** The status of an answer that was read to its end; `null` when there was none. */
  readonly status: number | null;
  /** Why there was no complete answer; `null` when there was one. */
  readonly error: string | null;
  /** The beginning of the body of a complete answer; absent when that was empty. */
  readonly body?: Buffer;
}

/** One request under way. */
export interface Exchange {
  /** Never rejects. */
  readonly answer: Promise<Answer>;
  /** Ends the request now; `answer` then has `error` as its error. */
  cut(error: string): void;
}

/** What goes into a request, the same for every try. */
export type Request = Pick<HttpMessage, 'method' | 'headers'> & {
  readonly path: string;
  readonly body: string | Buffer;
};

/**
 * How much of an answer's body is read, and all but its beginning thrown away. A receiver whose answer does not end within this is taken as
 * one whose answer does not end: the try has failed. An error page of a framework stays well below it.
 */
export const maxAnswerBytes = 1024 * 1024;

/**
 * Makes exactly one request on `connection` and reads the answer to its end, both within `timeoutMs`.
 * Redirects are answers like any other. It has started when it is handed to the connection, so a handshake counts.
 */
export function attempt(connection: Connection, request: Request, timeoutMs: number, clock: Clock): Exchange {
  const exchange = new Exchanging(connection, clock);
  exchange.start(request, timeoutMs);
  return exchange;
}

class Exchanging implements Exchange, Dispatcher.DispatchHandler {
  readonly answer: Promise<Answer>;
  readonly #connection: Connection;
  readonly #clock: Clock;
  readonly #startedMs: number;
  readonly #resolve: (answer: Answer) => void;
  #timer: NodeJS.Timeout | undefined;
  #settled = false;
  #status = 0;
  #bytes = 0;
  /** Begins the body; allocated by its first piece, because the ordinary answer has none. */
  #body: Buffer[] | undefined;

  constructor(connection: Connection, clock: Clock) {
    const { promise, resolve } = Promise.withResolvers<Answer>();
    this.answer = promise;
    this.#resolve = resolve;
    this.#connection = connection;
    this.#clock = clock;
    this.#startedMs = clock.monotonicMs();
  }

  start({ method, path, headers, body }: Request, timeoutMs: number): void {
    // When this process was late, the answer may lie there unread: it is read before the verdict.
    this.#timer = setTimeout(() => setImmediate(() => this.cut('timeout')), timeoutMs);
    try {
      this.#connection.client.dispatch({ method, path, headers, body: body === '' ? null : body }, this);
    } catch (error) {
      this.#fail(nameError(error));
    }
  }

  cut(error: string): void {
    if (this.#settled) return;
    this.#fail(error);
    void this.#connection.destroy();
  }

  onRequestStart(): void {
    // Required by undici; there is nothing to do.
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    // Called for 1xx too; the last status is the answer's.
    this.#status = status;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#bytes < readAnswerBytes) (this.#body ??= []).push(chunk.subarray(0, readAnswerBytes));
    this.#bytes += chunk.length;
    if (this.#bytes > maxAnswerBytes) this.cut('answer too long');
  }

  onResponseEnd(): void {
    // An answer without a length ends with its connection; when that broke, what came is a part.
    if (this.#connection.broken) this.#fail('answer cut short');
    else this.#settle(this.#status, null);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const name = nameError(error);
    this.#fail(name === 'connection closed' && this.#status !== 0 ? 'answer cut short' : name);
  }

  #fail(error: string): void {
    this.#settle(null, error);
  }

  #settle(status: number | null, error: string | null): void {
    if (this.#settled) return;
    this.#settled = true;
    clearTimeout(this.#timer);
    const answer = { startedMs: this.#startedMs, finishedMs: this.#clock.monotonicMs(), status, error };
    const body = status === null ? undefined : this.#body;
    this.#resolve(body === undefined ? answer : { ...answer, body: Buffer.concat(body) });
  }
}
