import type { ServerResponse } from 'node:http';
import type { Clock } from '../../../lib/clock.ts';
import type { HubConfig } from '../config.ts';
import { type Batch, joinBatch } from './batch.ts';
import type { Carried, Transport } from './transport.ts';

/** Carries a connection to the client in the answers to its polls; what the client says comes in POSTs. */
export class LongPollingTransport implements Transport {
  readonly kind = 'LongPolling';
  readonly binary = true;
  readonly #connection: Carried;
  readonly #config: HubConfig;
  readonly #clock: Clock;
  #poll: ServerResponse | undefined;
  /** The answer under way: a client that never takes it must not keep its bytes here for ever. */
  #answered: ServerResponse | undefined;
  #answerBeforeMs = Infinity;

  constructor(connection: Carried, config: HubConfig, clock: Clock) {
    this.#connection = connection;
    this.#config = config;
    this.#clock = clock;
  }

  get ready(): boolean {
    // Whoever polls over another socket while it leaves its last answer where it is has no second one yet.
    return this.#poll !== undefined && this.queuedBytes === 0;
  }

  get queuedBytes(): number {
    return this.#isAnswering ? (this.#answered?.writableLength ?? 0) : 0;
  }

  get #isAnswering(): boolean {
    const answered = this.#answered;
    return answered !== undefined && !answered.writableFinished && !answered.destroyed;
  }

  /** The first poll only opens the transport: it is answered at once, with nothing. */
  open(poll: ServerResponse): void {
    poll.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Length': 0 }).end();
    this.#connection.idleSinceMs = this.#clock.monotonicMs();
  }

  /** Lets a poll wait for data; the one that waited before is answered with 204. */
  accept(poll: ServerResponse): void {
    this.#answer(204);
    this.#poll = poll;
    this.#answerBeforeMs = this.#clock.monotonicMs() + this.#config.pollTimeoutMs;
    this.#connection.idleSinceMs = Infinity;
    poll.on('error', () => undefined);
    poll.on('close', () => {
      if (this.#poll === poll) this.#release();
      this.#connection.flush();
    });
    this.#connection.flush();
  }

  send(batch: Batch): void {
    this.#answer(200, joinBatch(batch));
  }

  close(): boolean {
    return this.#answer(204);
  }

  cut(): void {
    const untaken = this.#isAnswering ? this.#answered : undefined;
    this.#answer(204);
    untaken?.destroy();
  }

  lose(inFrame: boolean): void {
    const poll = this.#poll;
    if (inFrame && poll !== undefined) this.#loseInBody(poll);
    else (poll ?? this.#answered)?.destroy();
    this.#release();
  }

  pause(): void {
    // Every POST waits by itself until its body can be taken.
  }

  resume(): void {
    // See `pause`.
  }

  tick(nowMs: number): void {
    if (nowMs >= this.#answerBeforeMs) this.#answer(200, Buffer.alloc(0));
  }

  /** An answer that announces more than it holds. */
  #loseInBody(poll: ServerResponse): void {
    poll.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Length': 100 });
    poll.write('{"type":1,', () => poll.destroy());
    const timer = setTimeout(() => poll.destroy(), this.#config.closeTimeoutMs).unref();
    poll.once('close', () => clearTimeout(timer));
  }

  #answer(status: 200 | 204, body?: Buffer): boolean {
    const poll = this.#poll;
    if (poll === undefined) return false;
    this.#release();
    if (!this.#isAnswering) this.#answered = poll;
    if (body === undefined) poll.writeHead(status, { 'Content-Type': 'text/plain' }).end();
    else {
      poll.writeHead(status, {
        'Content-Type': body.length === 0 ? 'text/plain' : 'application/octet-stream',
        'Content-Length': body.length,
      });
      poll.end(body);
    }
    return true;
  }

  #release(): void {
    this.#poll = undefined;
    this.#answerBeforeMs = Infinity;
    this.#connection.idleSinceMs = this.#clock.monotonicMs();
  }
}
